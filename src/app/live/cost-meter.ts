/** What the last second cost, for whoever wants to know whether this device keeps up. */
export interface Costs {
  /** Main-thread ms of a frame: taking in values, working out what changed, drawing. NaN before the first. */
  readonly medianMs: number;
  readonly worstMs: number;
  /** Frames a second that were drawn, and those in which nothing had changed. */
  readonly drawn: number;
  readonly idle: number;
}

/** More frames than any screen shows in a second. */
const capacity = 512;

/** Adds up what each frame costs the main thread. `push` never allocates. */
export class CostMeter {
  readonly #framesMs = new Float64Array(capacity);
  #count = 0;
  #drawn = 0;
  #idle = 0;
  #dataMs = 0;
  #sinceMs = Number.NaN;
  #costs: Costs = { medianMs: Number.NaN, worstMs: Number.NaN, drawn: 0, idle: 0 };
  #listeners = new Set<() => void>();

  /** Values were taken in: counts for the next frame. */
  tookIn(ms: number): void {
    this.#dataMs += ms;
  }

  /** A frame was worked out, and drawn or found to be as before. */
  frame(ms: number, drawn: boolean, nowMs: number): void {
    if (Number.isNaN(this.#sinceMs)) this.#sinceMs = nowMs;
    if (this.#count < capacity) this.#framesMs[this.#count++] = ms + this.#dataMs;
    this.#dataMs = 0;
    if (drawn) this.#drawn++;
    else this.#idle++;
    const passedMs = nowMs - this.#sinceMs;
    if (passedMs < 1000) return;
    const sorted = this.#framesMs.subarray(0, this.#count).sort();
    const perSecond = (count: number) => (count * 1000) / passedMs;
    this.#costs = {
      medianMs: sorted[Math.floor(this.#count / 2)]!,
      worstMs: sorted[this.#count - 1]!,
      drawn: perSecond(this.#drawn),
      idle: perSecond(this.#idle),
    };
    this.#count = this.#drawn = this.#idle = 0;
    this.#sinceMs = nowMs;
    for (const listener of this.#listeners) listener();
  }

  /** Of the last whole second; a new object each second. */
  readonly costs = (): Costs => this.#costs;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The page's own. */
export const costMeter = new CostMeter();
