import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AlarmJournalRows } from '../../protocol/alarms.ts';
import { type AlarmEntry, type AlarmRecord, recordAfter, untouched } from '../../twin/alarms/alarm-entry.ts';
import { alarmStates } from '../../twin/alarms/alarm-state.ts';
import { Journal } from '../notes/journal.ts';

/** What the first line of a month says of those before: how many entries, and the alarms that were not normal. */
interface Head {
  readonly n: number;
  readonly kept: readonly (readonly [alarm: string, record: AlarmRecord])[];
}

/** An entry that the journal has not counted yet. */
export type NewEntry = Omit<AlarmEntry, 'n'>;

const fileName = /^\d{4}-\d{2}\.jsonl$/;
const longestMonthMs = 31 * 86_400_000;
const monthOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 7);

/**
 * What happened to alarms: a file a month of JSON lines (`notes/journal.ts`), the first of which makes those before it
 * unnecessary for a start. An entry is on the disk when `append` resolves, and counted once.
 */
export class AlarmJournal {
  readonly #folder: string;
  readonly #log: (line: string) => void;
  readonly #records = new Map<string, AlarmRecord>();
  #journal: Journal | null = null;
  #month = '';
  #last = 0;

  private constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Reads the newest month; what is damaged is put aside and logged. */
  static async open(folder: string, log: (line: string) => void): Promise<AlarmJournal> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const alarms = new AlarmJournal(folder, log);
    const months = await alarms.#months();
    // Back to the newest whose first line is whole, and from there on.
    let from = months.length - 1;
    while (from > 0 && !(await alarms.#hasHead(months[from]!))) from--;
    for (const month of months.slice(Math.max(0, from))) await alarms.#open(month);
    return alarms;
  }

  /** As of the newest entry; of an alarm that nothing happened to, the normal one. */
  recordOf(alarm: string): AlarmRecord {
    return this.#records.get(alarm) ?? untouched;
  }

  /** All of them at once, in this order; the caller waits for those before. Rejects when they may not be on the disk. */
  async append(entries: readonly NewEntry[]): Promise<void> {
    const month = monthOf(entries.at(-1)!.atMs);
    // A clock that was set back goes on in the newest file.
    if (month > this.#month) await this.#open(month);
    const counted = entries.map((entry, k): AlarmEntry => ({ n: this.#last + 1 + k, ...entry }));
    await this.#journal!.append(...counted);
    for (const entry of counted) this.#take(entry);
  }

  /** The newest entries noted in [fromMs, toMs), at most `limit`, the newest first. */
  async read(fromMs: number, toMs: number, limit: number): Promise<AlarmJournalRows> {
    const found: AlarmEntry[] = [];
    let more = 0;
    const months = (await this.#months()).filter((month) => {
      const startMs = Date.parse(month);
      return startMs < toMs && startMs + longestMonthMs > fromMs;
    });
    for (const month of months) {
      const lines = createInterface({ input: createReadStream(join(this.#folder, `${month}.jsonl`)) });
      for await (const line of lines) {
        const entry = entryOf(line);
        if (entry === null || entry.atMs < fromMs || entry.atMs >= toMs) continue;
        found.push(entry);
        if (found.length < 2 * limit) continue;
        more += limit;
        found.splice(0, limit);
      }
    }
    const surplus = Math.max(0, found.length - limit);
    return { rows: found.slice(surplus).reverse(), more: more + surplus };
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  async #months(): Promise<readonly string[]> {
    const names = await readdir(this.#folder);
    return names
      .filter((name) => fileName.test(name))
      .map((name) => name.slice(0, 7))
      .sort();
  }

  async #hasHead(month: string): Promise<boolean> {
    const input = createReadStream(join(this.#folder, `${month}.jsonl`));
    try {
      for await (const line of createInterface({ input })) {
        return line.startsWith('{"kept":') && parsed(line) !== null;
      }
      return false;
    } finally {
      input.destroy();
    }
  }

  async #open(month: string): Promise<void> {
    let isEmpty = true;
    const { journal, damage } = await Journal.open(join(this.#folder, `${month}.jsonl`), (value) => {
      isEmpty = false;
      return this.#replay(value);
    });
    if (damage !== null) {
      const { lines, torn, file } = damage;
      const last = torn ? ', the last because its writing was cut short' : '';
      this.#log(`alarms: ${lines} damaged ${lines === 1 ? 'line was' : 'lines were'} put aside in ${file}${last}`);
    }
    if (isEmpty) {
      const head: Head = { kept: [...this.#records].filter(([, { status }]) => isKept(status)), n: this.#last };
      await journal.append(head);
    }
    await this.#journal?.close();
    this.#journal = journal;
    this.#month = month;
  }

  #replay(value: unknown): boolean {
    const { kept, n } = value as Head;
    if (Array.isArray(kept)) {
      if (!Number.isSafeInteger(n) || n < this.#last) return false;
      this.#last = n;
      this.#records.clear();
      for (const [alarm, record] of kept as Head['kept']) this.#records.set(alarm, record);
      return true;
    }
    const entry = value as AlarmEntry;
    // An entry that is there already is none.
    if (!isEntry(entry) || entry.n <= this.#last) return false;
    this.#take(entry);
    return true;
  }

  #take(entry: AlarmEntry): void {
    this.#last = entry.n;
    this.#records.set(entry.alarm, recordAfter(this.recordOf(entry.alarm), entry));
  }
}

const isKept = ({ state, active, suppressing }: AlarmRecord['status']): boolean =>
  state !== 'normal' || active || suppressing;

const isEntry = ({ n, atMs, timeMs, alarm, status }: AlarmEntry): boolean =>
  [n, atMs, timeMs].every(Number.isFinite) && typeof alarm === 'string' && alarmStates.includes(status?.state);

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function entryOf(line: string): AlarmEntry | null {
  const value = parsed(line) as AlarmEntry | null;
  return value !== null && isEntry(value) ? value : null;
}
