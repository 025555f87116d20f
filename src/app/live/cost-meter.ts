/** What the last second cost, for whoever wants to know whether this device keeps up. */
export interface Costs {
  /**
   * Main-thread ms of a drawn frame: taking in values, working out what changed, drawing. Of one in which nothing had
   * changed where none was drawn. NaN before the first.
   */
  readonly medianMs: number;
  /** Of any frame. */
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
  /** Drawn frames from the front, others from the back. */
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
    if (this.#drawn + this.#idle < capacity) {
      this.#framesMs[drawn ? this.#drawn++ : capacity - ++this.#idle] = ms + this.#dataMs;
    }
    this.#dataMs = 0;
    const passedMs = nowMs - this.#sinceMs;
    if (passedMs < 1000) return;
    const ofDrawn = this.#framesMs.subarray(0, this.#drawn).sort();
    const ofIdle = this.#framesMs.subarray(capacity - this.#idle).sort();
    const told = ofDrawn.length > 0 ? ofDrawn : ofIdle;
    const perSecond = (count: number) => (count * 1000) / passedMs;
    this.#costs = {
      medianMs: told[Math.floor(told.length / 2)]!,
      worstMs: Math.max(ofDrawn.at(-1) ?? 0, ofIdle.at(-1) ?? 0),
      drawn: perSecond(this.#drawn),
      idle: perSecond(this.#idle),
    };
    this.#drawn = this.#idle = 0;
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
