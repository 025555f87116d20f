import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnomalyVerdict, anomalyVerdicts, type MachineAnomaly } from '../../protocol/anomalies.ts';
import type { PersonIdentity } from '../access/identity.ts';
import { Journal } from '../notes/journal.ts';

/** A line of the journal. */
export interface Verdict {
  readonly verdict: AnomalyVerdict;
  readonly atMs: number;
  readonly by: string;
  /** As it was then. */
  readonly anomaly: MachineAnomaly;
}

/** What people said of anomalies, kept before it is acknowledged. */
export class Verdicts {
  readonly #all: Verdict[] = [];
  #journal!: Journal;

  private constructor() {}

  /** Reads what is kept in the folder; what is damaged is put aside and logged. */
  static async open(folder: string, log: (line: string) => void): Promise<Verdicts> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const verdicts = new Verdicts();
    const { journal, damage } = await Journal.open(join(folder, 'verdicts.jsonl'), (value) => verdicts.#replay(value));
    verdicts.#journal = journal;
    if (damage)
      log(`anomalies: ${damage.lines} damaged ${damage.lines === 1 ? 'line' : 'lines'} put aside in ${damage.file}`);
    return verdicts;
  }

  /** One at a time. Rejects when it may not be on the disk. */
  async keep(verdict: AnomalyVerdict, anomaly: MachineAnomaly, { id }: PersonIdentity, atMs: number): Promise<void> {
    const entry: Verdict = { verdict, atMs, by: id, anomaly };
    await this.#journal.append(entry);
    this.#all.push(entry);
  }

  /** Until when the machine had an anomaly that somebody confirmed: nothing before is learnt from. 0 when it had none. */
  confirmedUntilMs(machine: string): number {
    const confirmed = this.#all.filter(
      ({ verdict, anomaly }) => verdict === 'confirmed' && anomaly.machine === machine,
    );
    return Math.max(0, ...confirmed.map(({ atMs, anomaly }) => anomaly.overMs ?? atMs));
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #replay(value: unknown): boolean {
    const { verdict, atMs, anomaly } = value as Verdict;
    if (!anomalyVerdicts.includes(verdict) || typeof atMs !== 'number' || typeof anomaly.machine !== 'string')
      return false;
    this.#all.push(value as Verdict);
    return true;
  }
}
