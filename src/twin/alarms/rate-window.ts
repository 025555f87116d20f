/** Points that are kept of a window. */
const mostPoints = 32;

/** How fast a value changes, over a moving window of its samples. */
export class RateWindow {
  readonly #overMs: number;
  readonly #timesMs: number[] = [];
  readonly #values: number[] = [];

  constructor(overMs: number) {
    this.#overMs = overMs;
  }

  /** The change a minute over the window that ends here; 0 while less than half of the window was seen. Times grow. */
  see(timeMs: number, value: number): number {
    const [times, values] = [this.#timesMs, this.#values];
    // Between the ends of the window a point every so often will do.
    const isDense = times.length > 1 && timeMs - times.at(-2)! < this.#overMs / mostPoints;
    if (isDense || times.at(-1) === timeMs) {
      times.pop();
      values.pop();
    }
    times.push(timeMs);
    values.push(value);
    while (times.length > 2 && times[1]! <= timeMs - this.#overMs) {
      times.shift();
      values.shift();
    }
    const spanMs = timeMs - times[0]!;
    return spanMs < this.#overMs / 2 ? 0 : ((value - values[0]!) / spanMs) * 60_000;
  }

  forget(): void {
    this.#timesMs.length = 0;
    this.#values.length = 0;
  }
}
