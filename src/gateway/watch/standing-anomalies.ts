import type { Anomaly } from '../../analytics/watch/machine-watch.ts';
import type { MachineAnomaly } from '../../protocol/anomalies.ts';

/** One that is over stays for so long, for somebody to say what it was. */
const keptMs = 3_600_000;
/** Of more the newest are told. */
const mostTold = 100;

/** The anomalies of now, and those that were over a moment ago, the newest first. */
export class StandingAnomalies {
  #anomalies: readonly MachineAnomaly[] = [];

  all(): readonly MachineAnomaly[] {
    return this.#anomalies;
  }

  find(id: string): MachineAnomaly | undefined {
    return this.#anomalies.find((each) => each.id === id);
  }

  /** What the watch has told. */
  take(told: readonly Anomaly[], nowMs: number): void {
    const all = new Map(this.#anomalies.map((each) => [each.id, each]));
    for (const { machine, kind, sinceMs, score, top, isOver } of told) {
      const id = `${machine}:${kind}:${sinceMs}`;
      const isConfirmed = all.get(id)?.isConfirmed ?? false;
      all.set(id, { id, machine, kind, sinceMs, overMs: isOver ? nowMs : null, score, top, isConfirmed });
    }
    this.#set([...all.values()].filter(({ overMs }) => overMs === null || overMs > nowMs - keptMs));
  }

  confirm(id: string): void {
    this.#set(this.#anomalies.map((each) => (each.id === id ? { ...each, isConfirmed: true } : each)));
  }

  /** What was learnt anew has none. */
  forgetMachine(machine: string): void {
    this.#set(this.#anomalies.filter((each) => each.machine !== machine));
  }

  forget(): void {
    this.#anomalies = [];
  }

  #set(anomalies: MachineAnomaly[]): void {
    this.#anomalies = anomalies.sort((a, b) => b.sinceMs - a.sinceMs).slice(0, mostTold);
  }
}
