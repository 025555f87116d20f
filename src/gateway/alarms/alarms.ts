import type { AlarmJournalRequest, AlarmJournalRows } from '../../protocol/alarms.ts';
import type { AlarmsChange, StandingAlarm } from '../../protocol/messages.ts';
import { isSameCause } from '../../twin/alarm.ts';
import { alarmsOf } from '../../twin/alarms/placed-alarm.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import type { PersonIdentity } from '../access/identity.ts';
import type { LiveValues } from '../live-values.ts';
import { BadRequest, count, span } from '../requests.ts';
import { type Sentence, sentence } from '../sentence.ts';
import { AlarmJournal, type NewEntry } from './alarm-journal.ts';
import { checkAlarmRequest, eventOf, refused } from './check-alarm-request.ts';
import { normalRange } from './normal-range.ts';
import { WatchedAlarm } from './watched-alarm.ts';

export interface AlarmParts {
  readonly live: LiveValues;
  /** Whether the source of this id is connected. */
  readonly isConnected: (sourceId: string) => boolean;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** Why nobody may act on alarms, and none is watched; null = they are and may. */
  readonly locked: Sentence | null;
}

const mostRows = 10_000;
/** All is told after it. */
const quietly = (): void => undefined;

/** What waits to be written and then told. */
interface Waiting {
  /** Null = only told: nothing happened to the alarm. */
  readonly entry: NewEntry | null;
  readonly id: string;
  /** Undefined = told already. */
  readonly view: StandingAlarm | null | undefined;
}

/**
 * The alarms of the plant by ISA-18.2: their states by the live values, what people do with them, and the journal of
 * both, which is on the disk before anybody is told (ALM-10). What every viewer is told, whatever moment it looks at.
 */
export class Alarms {
  readonly #parts: AlarmParts;
  readonly #journal: AlarmJournal;
  #index: PlantIndex;
  readonly #watched = new Map<string, WatchedAlarm>();
  /** By slot: the alarms that read it. */
  #bySlot: (readonly WatchedAlarm[] | undefined)[] = [];
  #bySource = new Map<string, { connected: boolean; readonly alarms: WatchedAlarm[] }>();
  /** By slot: between these nothing is abnormal; NaN where each sample is looked at. */
  #low = new Float64Array();
  #high = new Float64Array();
  readonly #due = new Set<WatchedAlarm>();
  readonly #told = new Map<string, StandingAlarm>();
  #queue: Waiting[] = [];
  #begun = false;
  #draining = false;
  /** Why the journal takes nothing; null = it does. */
  #trouble: string | null = null;
  /** What is written comes one after another. */
  #last: Promise<unknown> = Promise.resolve();
  #listener: (change: AlarmsChange) => void = () => undefined;

  private constructor(index: PlantIndex, journal: AlarmJournal, parts: AlarmParts) {
    this.#index = index;
    this.#journal = journal;
    this.#parts = parts;
  }

  /** With the states that the journal in the folder tells of. Nothing is watched until `begin`. */
  static async open(folder: string, index: PlantIndex, parts: AlarmParts): Promise<Alarms> {
    return new Alarms(index, await AlarmJournal.open(folder, parts.log), parts);
  }

  /** Told of each change once it is kept; one listener is enough. */
  onChange(listener: (change: AlarmsChange) => void): void {
    this.#listener = listener;
  }

  /** The live values are those of now: what they say counts from here on. */
  begin(): Promise<void> {
    if (this.#parts.locked !== null) return Promise.resolve();
    return this.#inTurn(async () => {
      this.#begun = true;
      this.#watch(this.#index);
      await this.#write(quietly);
      this.#listener(this.all()!);
    });
  }

  /** The plant was changed: its alarms may be others. */
  adopt(index: PlantIndex): Promise<void> {
    return this.#inTurn(async () => {
      this.#index = index;
      if (!this.#begun) return;
      this.#watch(index);
      await this.#write(quietly);
      for (const id of this.#told.keys()) if (!this.#watched.has(id)) this.#told.delete(id);
      this.#listener(this.all()!);
    });
  }

  /** Null until alarms are watched. */
  all(): AlarmsChange | null {
    return this.#begun ? { whole: true, standing: [...this.#told.values()], over: [] } : null;
  }

  /**
   * Looks at what changed since `LiveValues.clearChanged`, and at what waits: cost grows with these. Resolves when what
   * was found is written and told.
   */
  async update(): Promise<void> {
    if (!this.#begun) return;
    const nowMs = this.#parts.now();
    const { changed, changedCount, values } = this.#parts.live;
    for (let k = 0; k < changedCount; k++) {
      const slot = changed[k]!;
      const readers = this.#bySlot[slot];
      if (readers === undefined) continue;
      if (values[slot]! > this.#low[slot]! && values[slot]! < this.#high[slot]! && readers[0]!.isIdle) continue;
      for (const each of readers) this.#look(each, nowMs);
    }
    for (const each of this.#due) if (each.dueMs <= nowMs) this.#look(each, nowMs);
    for (const [id, source] of this.#bySource) {
      const connected = this.#parts.isConnected(id);
      if (connected === source.connected) continue;
      source.connected = connected;
      for (const each of source.alarms) this.#look(each, nowMs);
    }
    await this.#drain();
  }

  /** Does what a person asks for; how many alarms it could be done with. */
  act(sent: unknown, person: PersonIdentity): Promise<number> {
    const { alarms, action } = checkAlarmRequest(sent);
    const { locked, now } = this.#parts;
    if (locked !== null) throw new BadRequest(locked);
    if (!this.#begun) throw new BadRequest(sentence('alarms.notYet'));
    return this.#inTurn(async () => {
      // In the journal it comes after all that it rests on.
      do await this.#write();
      while (this.#queue.length > 0 && this.#trouble === null);
      if (this.#trouble !== null) throw new BadRequest(sentence('alarms.notKept', { code: this.#trouble }));
      const nowMs = now();
      const event = eventOf(action, nowMs);
      let why = new BadRequest(sentence('alarms.unknown'));
      const done = alarms.flatMap((id) => {
        const watched = this.#watched.get(id);
        if (watched === undefined) return [];
        const after = watched.step(event);
        if (after.ok) return [{ watched, entry: watched.done(event, after.status, nowMs, person) }];
        why = refused(after.why);
        return [];
      });
      if (done.length === 0) throw why;
      for (const { watched } of done) watched.held = true;
      try {
        await this.#journal.append(done.map(({ entry }) => entry));
      } catch (error) {
        throw new BadRequest(sentence('alarms.notKept', { code: codeOf(error) }));
      } finally {
        for (const { watched } of done) watched.held = false;
      }
      for (const { watched, entry } of done) watched.take(entry);
      this.#tell(done.map(({ watched, entry }) => ({ entry, id: watched.alarm.id, view: watched.view() })));
      for (const { watched } of done) this.#look(watched, this.#parts.now());
      return done.length;
    });
  }

  /** What happened in a window; the request comes from outside. */
  read(request: AlarmJournalRequest): Promise<AlarmJournalRows> {
    const { fromMs, toMs } = span(request);
    return this.#journal.read(fromMs, toMs, count(request.limit, 'limit', mostRows));
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#inTurn(() => this.#write());
    await this.#journal.close();
  }

  #watch(index: PlantIndex): void {
    const before = new Map(this.#watched);
    const bySlot: WatchedAlarm[][] = [];
    const readings = this.#readings();
    this.#watched.clear();
    this.#due.clear();
    this.#bySource = new Map();
    for (const placed of index.tags) {
      for (const alarm of alarmsOf(placed)) {
        const record = before.get(alarm.id)?.record ?? this.#journal.recordOf(alarm.id);
        const watched = new WatchedAlarm(alarm, record, index, readings);
        this.#watched.set(alarm.id, watched);
        for (const slot of watched.condition.slots) {
          bySlot[slot] ??= [];
          bySlot[slot].push(watched);
        }
        if (alarm.kind === 'communication')
          this.#followSource(watched, placed.tag.source ?? index.plant.sources[0]!.id);
      }
    }
    this.#bySlot = bySlot;
    const ranges = index.tags.map(({ slot }) => normalRange(bySlot[slot] ?? []));
    this.#low = Float64Array.from(ranges, ({ low }) => low);
    this.#high = Float64Array.from(ranges, ({ high }) => high);
    const nowMs = this.#parts.now();
    for (const watched of this.#watched.values()) this.#look(watched, nowMs, true);
  }

  #readings() {
    const { live, isConnected } = this.#parts;
    return { timesMs: live.timesMs, values: live.values, qualities: live.qualities, isConnected };
  }

  #followSource(watched: WatchedAlarm, id: string): void {
    const source = this.#bySource.get(id) ?? { connected: this.#parts.isConnected(id), alarms: [] };
    source.alarms.push(watched);
    this.#bySource.set(id, source);
  }

  #look(watched: WatchedAlarm, nowMs: number, isFirst = false): void {
    if (watched.held) return; // looked at again when that is written
    const { id } = watched.alarm;
    const before = watched.condition.standing;
    for (const entry of watched.look(nowMs, isFirst)) this.#queue.push({ entry, id, view: watched.view() });
    const after = watched.condition.standing;
    const isOther = before && after && !isSameCause(before.cause, after.cause);
    if (isOther || before?.unconfirmed !== after?.unconfirmed || !this.#isTold(watched)) {
      this.#queue.push({ entry: null, id, view: watched.view() });
    }
    if (watched.dueMs === Number.POSITIVE_INFINITY) this.#due.delete(watched);
    else this.#due.add(watched);
  }

  /** Of what stood when the gateway was started nothing new happens. */
  #isTold({ alarm, record }: WatchedAlarm): boolean {
    return record.status.state === 'normal' || this.#told.has(alarm.id);
  }

  async #drain(): Promise<void> {
    if (this.#queue.length === 0 || this.#draining) return;
    this.#draining = true;
    await this.#inTurn(async () => {
      this.#draining = false;
      await this.#write();
    });
  }

  /**
   * Writes and tells what waits. While the disk takes nothing, alarms are told all the same, because an operator has to
   * know of them, and are written as soon as it does.
   */
  async #write(tell = this.#listener): Promise<void> {
    const batch = this.#queue;
    this.#queue = [];
    const entries = batch.flatMap(({ entry }) => entry ?? []);
    try {
      if (entries.length > 0) await this.#journal.append(entries);
      if (this.#trouble !== null && entries.length > 0) this.#parts.log('alarms: the journal is written again');
      if (entries.length > 0) this.#trouble = null;
    } catch (error) {
      if (this.#trouble === null) this.#parts.log(`alarms: the journal cannot be written (${codeOf(error)})`);
      this.#trouble = codeOf(error);
      const unwritten = batch.filter(({ entry }) => entry !== null);
      this.#queue.unshift(...unwritten.map((each) => ({ ...each, view: undefined })));
    }
    this.#tell(batch, tell);
  }

  #tell(batch: readonly Waiting[], tell = this.#listener): void {
    const views = new Map(batch.map(({ id, view }) => [id, view]));
    const standing: StandingAlarm[] = [];
    const over: string[] = [];
    for (const [id, view] of views) {
      const told = this.#told.get(id);
      if (view === undefined) continue;
      if (view !== null) {
        this.#told.set(id, view);
        standing.push(view);
      } else if (told !== undefined) {
        this.#told.delete(id);
        over.push(id);
      }
    }
    if (standing.length + over.length > 0) tell({ whole: false, standing, over });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

function codeOf(error: unknown): string {
  const { code = (error as Error).message } = error as NodeJS.ErrnoException;
  return code;
}
