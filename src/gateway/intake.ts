import type { RecordingStatus, SourceStatus } from '../protocol/messages.ts';
import { firstRows, type SampleBatch, SampleBatchBuilder } from '../series/sample-batch.ts';
import type { Language } from '../twin/language.ts';
import type { Source } from '../twin/plant.ts';
import { learnTexts, type PlacedTag, type PlantIndex, sourceTags } from '../twin/plant-index.ts';
import { Quality } from '../twin/quality.ts';
import type { SourceIdentity } from './access/identity.ts';
import type { ConnectionState, DropReason, Sink } from './connectors/connector.ts';
import { Deadbands } from './deadbands.ts';
import { type Historian, mostTexts } from './historian/historian.ts';
import type { LiveValues } from './live-values.ts';
import { inWords, reasonOf, type Sentence, sentence } from './sentence.ts';
import { longestText, Texts } from './texts.ts';

/** A source clock further ahead than this is wrong; its samples would hide every true one after them. */
const futureLimitMs = 5 * 60_000;
/** Before it a source's clock is not set, or counts seconds: the timeline would span decades for one such sample. */
const pastLimitMs = Date.UTC(2000, 0, 1);
/** Samples that come later than this after their time were told of otherwise before: whoever keeps what was is told. */
export const settledMs = 10_000;
/** What a source sends may be of any length; what is shown of it is not. */
const longestDetail = 200;

interface SourceState {
  readonly source: Source;
  connection: ConnectionState;
  readonly dropped: Partial<Record<DropReason, number>>;
  lastDropped: Sentence | null;
}

/**
 * The door for samples: each source may write its own tags only; what is implausible is marked or dropped and
 * counted; the rest goes to the live values at once and, less what deadbands leave out, to the record.
 */
export class Intake {
  readonly #index: PlantIndex;
  readonly #live: LiveValues;
  readonly #historian: Historian;
  readonly #now: () => number;
  readonly #sources = new Map<string, SourceState>();
  /** Source number of each slot. */
  readonly #ownerOfSlot: Uint8Array;
  /** By slot: a number between these is plausible. NaN where that takes a closer look. */
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #deadbands: Deadbands;
  #texts = new Texts([]);
  /** What the record has told of damage: after it texts may be lost. */
  #notice: Sentence | undefined;
  /** Resolves when all that was sent to the record is stored. */
  #standing: Promise<void> = Promise.resolve();
  #extent: Extent | null = null;
  #thinned: RecordingStatus['thinned'] = {};
  /** Why the record takes nothing; null while it does. */
  #trouble: Sentence | null = null;
  /** Stored late since it was last asked. */
  #late: Extent | null = null;
  #stored: (earliestMs: number) => void = () => undefined;
  #taken: (batch: SampleBatch) => void = () => undefined;
  /** Grows when a status worth telling changed. */
  statusVersion = 0;

  constructor(index: PlantIndex, live: LiveValues, historian: Historian, now: () => number) {
    this.#index = index;
    this.#live = live;
    this.#historian = historian;
    this.#now = now;
    this.#deadbands = new Deadbands(index.tags);
    const ids = index.plant.sources.map((source) => source.id);
    this.#ownerOfSlot = Uint8Array.from(index.tags, ({ tag }) => Math.max(0, ids.indexOf(tag.source ?? ids[0]!)));
    const bound = ({ texts }: PlacedTag, limit: number) => (texts ? Number.NaN : limit);
    this.#least = Float64Array.from(index.tags, (tag) => bound(tag, tag.tag.range?.[0] ?? -Number.MAX_VALUE));
    this.#most = Float64Array.from(index.tags, (tag) => bound(tag, tag.tag.range?.[1] ?? Number.MAX_VALUE));
    for (const source of index.plant.sources) {
      const connection = { connected: false, detail: sentence('sources.starting') };
      this.#sources.set(source.id, { source, connection, dropped: {}, lastDropped: null });
    }
  }

  async open(): Promise<void> {
    this.#extent = await this.#historian.extent();
    const texts = await this.#historian.texts();
    this.#notice = this.#historian.notice;
    learnTexts(this.#index, texts);
    this.#texts = new Texts(texts);
    await this.noteThinned();
  }

  /** Some of the record was thinned. */
  async noteThinned(): Promise<void> {
    this.#thinned = Object.fromEntries(await this.#historian.thinned());
  }

  /** Where the connector of this identity delivers to. */
  sinkFor({ id }: SourceIdentity): Sink {
    const state = this.#sources.get(id);
    if (!state) throw new Error(`no source "${id}" in the plant file`);
    const owner = this.#index.plant.sources.findIndex((source) => source.id === id);
    return {
      deliver: (batch) => this.#deliver(state, owner, batch),
      numberOf: (tag, text) => this.#numberOf(state, tag, text),
      connection: (connection) => {
        state.connection = connection;
        this.statusVersion++;
      },
      dropped: (reason, detail, count = 1) => this.#drop(state, reason, detail, count),
    };
  }

  /** Marks the source's tags stale from `atMs` on, live and in the record: nobody reports them any more. */
  async markStale({ id }: SourceIdentity, atMs: number): Promise<void> {
    const batch = new SampleBatchBuilder();
    for (const { slot } of sourceTags(this.#index, id)) {
      const lastMs = this.#live.timesMs[slot]!;
      if (Number.isNaN(lastMs) || this.#live.qualities[slot]! >= Quality.stale) continue;
      const [value, residual] = [this.#live.values[slot]!, this.#live.residuals[slot]!];
      batch.push(slot, Math.max(atMs, lastMs + 1), value, Quality.stale, Number.NaN, residual);
    }
    this.#live.take(batch);
    this.#taken(batch);
    if (batch.length > 0) await this.#record(batch);
  }

  /** Calls `listener` with each batch that came in, before deadbands; it may be filled again at once. */
  onTaken(listener: (batch: SampleBatch) => void): void {
    this.#taken = listener;
  }

  /** Calls `listener` after each append with the earliest time in it. */
  onStored(listener: (earliestMs: number) => void): void {
    this.#stored = listener;
  }

  isConnected(sourceId: string): boolean {
    return this.#sources.get(sourceId)?.connection.connected ?? false;
  }

  sources(language: Language): SourceStatus[] {
    return [...this.#sources.values()].map(({ source, connection, dropped, lastDropped }) => ({
      id: source.id,
      type: source.type,
      connected: connection.connected,
      detail: connection.detail === null ? '' : inWords(connection.detail, language),
      dropped: { ...dropped } as Record<string, number>,
      lastDropped: lastDropped === null ? '' : shortened(inWords(lastDropped, language)),
    }));
  }

  recording(language: Language): RecordingStatus {
    const { notice, readOnly } = this.#historian;
    const detail = readOnly ?? this.#trouble ?? notice;
    return {
      recording: readOnly === undefined && this.#trouble === null,
      detail: detail === undefined ? '' : inWords(detail, language),
      extent: this.#extent,
      thinned: this.#thinned,
    };
  }

  /** The span of times whose samples were stored late since this was last asked; null = none. */
  takeLate(): Extent | null {
    const late = this.#late;
    this.#late = null;
    return late;
  }

  async #deliver(state: SourceState, owner: number, batch: SampleBatch): Promise<void> {
    const taken = this.#plausible(state, owner, batch);
    if (taken.length === 0) return;
    this.#live.take(taken);
    this.#taken(taken);
    try {
      await this.#record(taken);
    } catch (error) {
      // The live view goes on without the record; the status says so until an append works again. The connector keeps
      // the batch and tries again.
      this.#trouble = reasonOf(error);
      this.statusVersion++;
      throw error;
    }
    if (this.#trouble !== null) {
      this.#trouble = null;
      this.statusVersion++;
    }
  }

  /** The batch itself when nothing is wrong with it, which is nearly always. */
  #plausible(state: SourceState, owner: number, batch: SampleBatch): SampleBatch {
    const latestMs = this.#now() + futureLimitMs;
    const { tags } = this.#index;
    let kept: SampleBatchBuilder | null = null;
    for (let row = 0; row < batch.length; row++) {
      const slot = batch.slots[row]!;
      const timeMs = batch.timesMs[row]!;
      let value = batch.values[row]!;
      let quality = batch.qualities[row]!;
      const isSound = value >= this.#least[slot]! && value <= this.#most[slot]!;
      if (isSound && this.#ownerOfSlot[slot] === owner && timeMs >= pastLimitMs && timeMs <= latestMs) {
        kept?.push(slot, timeMs, value, quality, Number.NaN, batch.residuals?.[row]);
        continue;
      }
      const placed = tags[slot];
      let keep = true;
      if (placed === undefined || this.#ownerOfSlot[slot] !== owner) {
        this.#drop(state, 'undeclared', sentence('sources.notOwn', { tag: placed?.id ?? `slot ${slot}` }), 1);
        keep = false;
      } else if (!(timeMs >= pastLimitMs)) {
        this.#drop(state, 'past', sentence('sources.clockNotSet', { tag: placed.id, ms: timeMs }), 1);
        keep = false;
      } else if (timeMs > latestMs) {
        const seconds = Math.round((timeMs - this.#now()) / 1000);
        this.#drop(state, 'future', sentence('sources.clockAhead', { tag: placed.id, seconds }), 1);
        keep = false;
      } else if (placed.texts && !Number.isNaN(value) && !placed.texts.has(value)) {
        this.#drop(state, 'not-a-text', sentence('sources.noText', { tag: placed.id, value: String(value) }), 1);
        keep = false;
      } else if (!Number.isFinite(value) && quality !== Quality.bad) {
        // A sensor that answers with no number is broken: that is worth showing, and is never drawn as 0.
        this.#drop(state, 'not-a-number', sentence('sources.notFinite', { tag: placed.id, value: String(value) }), 1);
        value = Number.NaN;
        quality = Quality.bad;
      } else if (quality === Quality.good && outside(placed.tag.range, value)) {
        quality = Quality.uncertain;
      }
      if (kept === null && (!keep || quality !== batch.qualities[row])) {
        kept = firstRows(batch, row);
      }
      if (keep) kept?.push(slot, timeMs, value, quality, Number.NaN, Number.isNaN(value) ? 0 : batch.residuals?.[row]);
    }
    return kept ?? batch;
  }

  #drop(state: SourceState, reason: DropReason, detail: Sentence, count: number): void {
    state.dropped[reason] = (state.dropped[reason] ?? 0) + count;
    state.lastDropped = detail;
    this.statusVersion++;
  }

  #numberOf(state: SourceState, tag: PlacedTag, text: string): number {
    const { number, cut } = this.#texts.numbered(tag, text);
    if (cut) this.#drop(state, 'long-text', sentence('sources.longText', { tag: tag.id, most: longestText }), 1);
    if (Number.isNaN(number)) {
      this.#drop(state, 'too-many-texts', sentence('sources.tooManyTexts', { tag: tag.id, most: mostTexts }), 1);
    }
    return number;
  }

  /**
   * Resolves when the batch is stored: of what a deadband leaves out, when that is stored which speaks for it. So it
   * waits for what was sent before, and fails with it.
   */
  async #record(batch: SampleBatch): Promise<void> {
    const rows = this.#deadbands.filter(batch);
    const own = rows.length > 0 ? this.#append(rows) : undefined;
    const standing = Promise.all([this.#standing, own]).then(() => undefined);
    this.#standing = standing;
    try {
      await standing;
    } catch (error) {
      this.#deadbands.forget();
      this.#standing = Promise.resolve();
      throw error;
    }
  }

  async #append(batch: SampleBatch): Promise<void> {
    const receivedMs = new Float64Array(batch.length).fill(this.#now());
    const { notice } = this.#historian;
    if (notice !== this.#notice) this.#texts.tellAgain();
    this.#notice = notice;
    const texts = this.#texts.unstored;
    await this.#historian.append({ ...batch, receivedMs, ...(texts.length > 0 && { texts }) });
    this.#texts.stored(texts);
    let fromMs = Number.POSITIVE_INFINITY;
    let toMs = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < batch.length; row++) {
      const timeMs = batch.timesMs[row]!;
      if (timeMs < fromMs) fromMs = timeMs;
      if (timeMs > toMs) toMs = timeMs;
    }
    this.#extent = union(this.#extent, { fromMs, toMs });
    if (fromMs < this.#now() - settledMs) this.#late = union(this.#late, { fromMs, toMs });
    this.#stored(fromMs);
  }
}

const shortened = (text: string): string => (text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text);

interface Extent {
  readonly fromMs: number;
  readonly toMs: number;
}

const union = (a: Extent | null, b: Extent): Extent =>
  a === null ? b : { fromMs: Math.min(a.fromMs, b.fromMs), toMs: Math.max(a.toMs, b.toMs) };

const outside = (range: readonly [number, number] | undefined, value: number): boolean =>
  range !== undefined && (value < range[0] || value > range[1]);
