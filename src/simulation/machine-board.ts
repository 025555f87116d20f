import { packmlCode } from '../twin/packml.ts';

/** Why a machine is not running; plant files name their "reason" states so, in this order. */
export const stopReasons = [
  'none',
  'starved',
  'blocked',
  'micro-stop',
  'jam',
  'reel change',
  'valve repair',
  'breakdown',
  'obstacle',
  'charging',
] as const;
export type StopReason = (typeof stopReasons)[number];
export const reasonCode = (reason: StopReason): number => stopReasons.indexOf(reason);

export const none = reasonCode('none');
export const execute = packmlCode('Execute');
const stateCount = 18;

/** Share of the rated load of a drive in order, at a share of full speed. */
export const loadAt = (speed: number): number => 0.45 + 0.4 * speed;

/** Told of every change of state or reason, at its exact time. */
export type StateListener = (machine: number, timeMs: number) => void;

/** What stands of every machine, by its number; only the line writes here. */
export class MachineBoard {
  readonly states: Uint8Array;
  readonly reasons: Uint8Array;
  /** Share of full speed, 0 to 1; what a cycle begun now takes. */
  readonly speeds: Float64Array;
  /** Items put out well, thrown out, taken in, and now inside (in units of the infeed). */
  readonly good: Float64Array;
  readonly rejected: Float64Array;
  readonly taken: Float64Array;
  readonly inside: Float64Array;
  /** Time in cycles. */
  readonly runMs: Float64Array;
  /** The same, weighted with the share of the drive's rated load. */
  readonly loadMs: Float64Array;
  /** The cycle under way, or the last one. */
  readonly cycleFromMs: Float64Array;
  readonly cycleToMs: Float64Array;
  listener: StateListener | undefined;
  readonly #sinceMs: Float64Array;
  readonly #totalsMs: Float64Array; // machine x state

  constructor(machines: number, startMs: number) {
    const column = () => new Float64Array(machines);
    this.states = new Uint8Array(machines);
    this.reasons = new Uint8Array(machines);
    this.speeds = column();
    this.good = column();
    this.rejected = column();
    this.taken = column();
    this.inside = column();
    this.runMs = column();
    this.loadMs = column();
    this.cycleFromMs = column();
    this.cycleToMs = column();
    this.#sinceMs = column().fill(startMs);
    this.#totalsMs = new Float64Array(machines * stateCount);
  }

  enter(machine: number, state: number, reason: number, nowMs: number): void {
    this.#totalsMs[machine * stateCount + this.states[machine]!]! += nowMs - this.#sinceMs[machine]!;
    this.#sinceMs[machine] = nowMs;
    this.states[machine] = state;
    this.reasons[machine] = reason;
    this.listener?.(machine, nowMs);
  }

  /** Time spent in a state up to `nowMs`. */
  timeInState(machine: number, state: number, nowMs: number): number {
    const open = this.states[machine] === state ? nowMs - this.#sinceMs[machine]! : 0;
    return this.#totalsMs[machine * stateCount + state]! + open;
  }
}
