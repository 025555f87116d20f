import { packmlCode } from '../../twin/packml.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';

export const minuteMs = 60_000;
/** Minutes that are kept: a day, so that what happens daily has been seen. */
export const keptMinutes = 24 * 60;

const execute = packmlCode('Execute');

/** What a minute of a tag held, its good and uncertain samples; a state's first and last one, too. */
export interface TagMinute {
  readonly first: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

/** Tags that can be forecast: numbers with limits. */
export const isForecast = ({ tag }: PlacedTag): boolean => tag.kind === 'number' && tag.limits !== undefined;

/** The newest day of every tag that can be forecast, by the minute, and whether its machine ran then. 11 kB a tag. */
export class MinuteHistory {
  readonly #index: PlantIndex;
  /** Tags whose minutes are wanted: those that can be forecast, and the states of their machines. */
  readonly slots: readonly number[];
  readonly #row = new Map<number, number>();
  readonly #lows: Float32Array;
  readonly #highs: Float32Array;
  /** Of each machine: whether it ran in a minute, and its state at the end of it, NaN where that is not known. */
  readonly #ran: Uint8Array;
  readonly #states: Float32Array;
  /** Where the newest minute ends; NaN before `begin`. */
  toMs = Number.NaN;

  constructor(index: PlantIndex) {
    this.#index = index;
    const limited = index.tags.filter(isForecast);
    const states = new Set(limited.flatMap(({ machine }) => machine.stateTag?.slot ?? []));
    this.slots = [...limited.map(({ slot }) => slot), ...states];
    for (const { slot } of limited) this.#row.set(slot, this.#row.size);
    this.#lows = new Float32Array(limited.length * keptMinutes);
    this.#highs = new Float32Array(limited.length * keptMinutes);
    this.#ran = new Uint8Array(index.machines.length * keptMinutes);
    this.#states = new Float32Array(index.machines.length * keptMinutes);
  }

  /** Forgets all; the next minute begins at `fromMs`, a whole minute. `values` are those in force there, by slot. */
  begin(fromMs: number, values: Float64Array): void {
    this.toMs = fromMs;
    this.#lows.fill(Number.NaN);
    this.#highs.fill(Number.NaN);
    this.#ran.fill(0);
    const before = this.#at(fromMs - minuteMs);
    for (const { index, stateTag } of this.#index.machines) {
      this.#states[index * keptMinutes + before] = stateTag ? values[stateTag.slot]! : Number.NaN;
    }
  }

  /** The next minute begins at `toMs`, which is kept: what comes after is told again. */
  rewind(toMs: number): void {
    this.toMs = toMs;
  }

  /** The next minute; `minuteOf` tells of it by slot. A minute without a word of a state goes on in the one before it. */
  append(minuteOf: (slot: number) => TagMinute | undefined): void {
    const at = this.#at(this.toMs);
    const before = this.#at(this.toMs - minuteMs);
    for (const [slot, row] of this.#row) {
      const minute = minuteOf(slot);
      this.#lows[row * keptMinutes + at] = minute?.low ?? Number.NaN;
      this.#highs[row * keptMinutes + at] = minute?.high ?? Number.NaN;
    }
    for (const { index, stateTag } of this.#index.machines) {
      const own = index * keptMinutes;
      const minute = stateTag && minuteOf(stateTag.slot);
      const states = minute ? [minute.first, minute.low, minute.high, minute.last] : [this.#states[own + before]!];
      this.#ran[own + at] = stateTag === undefined || states.includes(execute) ? 1 : 0;
      this.#states[own + at] = states.at(-1)!;
    }
    this.toMs += minuteMs;
  }

  /**
   * The day of a tag, the newest minute last: the highest values, or the lowest ones with their sign turned, so that
   * either rises towards its limit. NaN where nothing is known or the machine did not run.
   */
  values({ slot, machine }: PlacedTag, rising: boolean): Float64Array {
    const values = new Float64Array(keptMinutes);
    const row = this.#row.get(slot)!;
    const from = this.#at(this.toMs);
    for (let k = 0; k < keptMinutes; k++) {
      const at = (from + k) % keptMinutes;
      const ran = this.#ran[machine.index * keptMinutes + at] === 1;
      const value = rising ? this.#highs[row * keptMinutes + at]! : -this.#lows[row * keptMinutes + at]!;
      values[k] = ran ? value : Number.NaN;
    }
    return values;
  }

  /** Where a minute is kept. */
  #at(timeMs: number): number {
    return (((timeMs / minuteMs) % keptMinutes) + keptMinutes) % keptMinutes;
  }
}
