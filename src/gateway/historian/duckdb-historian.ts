import type { SampleColumns, Snapshot, ThinnedSeries } from '../../series/columns.ts';
import { type SampleBatch, SampleBatchBuilder, type TagText } from '../../series/sample-batch.ts';
import type { Stretch } from '../../series/stretch.ts';
import type { TagId } from '../../twin/plant.ts';
import { inWords, reasonOf, type Sentence, SentenceError, sentence } from '../sentence.ts';
import { checkedCopy } from './checked-copy.ts';
import type { Freeze } from './checkpoints.ts';
import { readCorrections } from './corrections.ts';
import { DamagedStoreError, explained, isDamage, openDatabase } from './database.ts';
import { Errand } from './errand.ts';
import { GroupCommit } from './group-commit.ts';
import type {
  Bounds,
  Corrections,
  Historian,
  Pick,
  ReplacedSamples,
  RollUps,
  ThinnedBefore,
  ThinningRule,
} from './historian.ts';
import { chartedMinutes, pickSamples, rollUpTags } from './plant-queries.ts';
import { readTag, readTags, sqlStoreOf } from './queries.ts';
import { Recorder } from './recorder.ts';
import { finishRecovery, type Recovery, recoverStore } from './recovery.ts';
import { snapshotAt, thinTag } from './sql-store.ts';
import { stretchOf } from './stretch-of.ts';

export type { Freeze };

/** A historian whose store is a file on this machine. */
export interface FileHistorian extends Historian {
  /**
   * Stores corrections that another store has kept, as they are, when their samples are in this one; those without a
   * sample here are left out. It does not ask whether they are there already.
   */
  addCorrections(rows: ReplacedSamples): Promise<void>;
  /** The store's file with all that was acknowledged before; it stays as it is until thawed, and recording goes on. */
  freeze(): Promise<Freeze>;
}

export interface HistorianOptions {
  /** Samples between two keyframes: fewer make snapshots quicker and the store larger. By default a twentieth of what is stored is keyframes, where tags are many. */
  readonly keyframeSpacing?: number;
  /** What DuckDB may hold in memory; beyond it, it spills into the folder. */
  readonly memoryMb?: number;
  /** Told when tidying failed; nothing is lost by it, and the next append tries again. */
  readonly onError?: (error: Error) => void;
  /** Moves a damaged store aside and goes on with what can be read of it; without, it is refused. */
  readonly recovery?: Recovery;
}

/**
 * Opens the store in `folder`, or makes one. Tags are known by their ids, so a plant file may be edited between two
 * openings; history of tags that it no longer has is kept. Rejects with one sentence on what to do.
 */
export async function openHistorian(
  folder: string,
  tagIds: readonly TagId[],
  options: HistorianOptions = {},
): Promise<FileHistorian> {
  const opening = new Opening(folder, tagIds, options);
  return new DuckdbHistorian(folder, tagIds.length, opening, await opening.open(null), options.onError);
}

/** How this store is opened, and opened again. */
class Opening {
  /** What was done about damage, for people. */
  notice: Sentence | undefined;
  readonly recovers: boolean;
  readonly #folder: string;
  readonly #tagIds: readonly TagId[];
  readonly #options: HistorianOptions;

  constructor(folder: string, tagIds: readonly TagId[], options: HistorianOptions) {
    this.#folder = folder;
    this.#tagIds = tagIds;
    this.#options = options;
    this.recovers = options.recovery !== undefined;
  }

  /** `damage`: what was met in it while it was open. */
  async open(damage: Error | null): Promise<Recorder> {
    const { recovery, ...plain } = this.#options;
    if (recovery === undefined) return this.#load();
    const folder = this.#folder;
    const parts = { ...recovery, open: (where: string, ids: readonly TagId[]) => openHistorian(where, ids, plain) };
    const tell = (notice: Sentence) => {
      this.notice = notice;
      recovery.log(`The history in ${folder}: ${inWords(notice, 'en')}`);
    };
    const finished = await finishRecovery(folder, parts);
    if (finished !== null) tell(finished);
    if (damage !== null) tell(await recoverStore(folder, damage, parts));
    try {
      return await this.#load();
    } catch (error) {
      if (!(error instanceof DamagedStoreError)) throw error;
      tell(await recoverStore(folder, error, parts));
      return this.#load();
    }
  }

  async #load(): Promise<Recorder> {
    const { keyframeSpacing = Math.max(50_000, 20 * this.#tagIds.length), memoryMb = 512 } = this.#options;
    const database = await openDatabase(this.#folder, this.#tagIds, memoryMb);
    try {
      return await Recorder.load(database, keyframeSpacing);
    } catch (error) {
      await database.close();
      throw explained(this.#folder, error);
    }
  }
}

class DuckdbHistorian implements FileHistorian {
  readonly #folder: string;
  readonly #tags: number;
  readonly #opening: Opening;
  readonly #onError: (error: Error) => void;
  readonly #commits = new GroupCommit<SampleBatch | Errand<Recorder, unknown>>((work) => this.#write(work));
  #recorder: Promise<Recorder>;
  /** Set by a failed write: DuckDB takes none after it until the store has been opened anew. */
  #broken = false;
  /** Met in the store while it is open: the next group starts with its recovery. */
  #damage: Error | null = null;
  #tidying = Promise.resolve();
  #closed = false;

  constructor(
    folder: string,
    tags: number,
    opening: Opening,
    recorder: Recorder,
    onError: (error: Error) => void = () => undefined,
  ) {
    this.#folder = folder;
    this.#tags = tags;
    this.#opening = opening;
    this.#recorder = Promise.resolve(recorder);
    this.#onError = onError;
  }

  get notice(): Sentence | undefined {
    return this.#opening.notice;
  }

  async append(batch: SampleBatch): Promise<void> {
    this.#check();
    const copy = checkedCopy(batch, this.#tags);
    if (copy.length > 0 || copy.texts) await this.#commits.submit(copy, copy.length);
  }

  read(slot: number, fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleColumns> {
    return this.#streaming((recorder) => readTag(recorder, slot, fromMs, toMs, signal));
  }

  readTags(slots: readonly number[], fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<SampleBatch> {
    return this.#streaming((recorder) => readTags(recorder, slots, fromMs, toMs, signal));
  }

  corrections(slots: readonly number[], fromMs: number, toMs: number, signal: AbortSignal): AsyncIterable<Corrections> {
    return this.#streaming((recorder) => readCorrections(sqlStoreOf(recorder), slots, fromMs, toMs, signal));
  }

  async thin(slot: number, fromMs: number, toMs: number, buckets: number, signal: AbortSignal): Promise<ThinnedSeries> {
    return this.#reading((recorder) => thinTag(sqlStoreOf(recorder), slot, fromMs, toMs, buckets, signal));
  }

  async snapshot(atMs: number, signal: AbortSignal): Promise<Snapshot> {
    return this.#reading((recorder) => snapshotAt(sqlStoreOf(recorder), atMs, signal));
  }

  async stretch(fromMs: number, toMs: number, most: number, signal: AbortSignal): Promise<Stretch> {
    return this.#reading((recorder) => stretchOf(sqlStoreOf(recorder), fromMs, toMs, most, signal));
  }

  async rollUps(bounds: readonly Bounds[], fromMs: number, toMs: number, signal: AbortSignal): Promise<RollUps> {
    return this.#reading((recorder) => rollUpTags(sqlStoreOf(recorder), bounds, fromMs, toMs, signal));
  }

  async chartedMinutes(fromMs: number, toMs: number, signal: AbortSignal): Promise<Float64Array> {
    return this.#reading((recorder) => chartedMinutes(sqlStoreOf(recorder), fromMs, toMs, signal));
  }

  async pick(wanted: Pick, fromMs: number, toMs: number, signal: AbortSignal): Promise<SampleBatch> {
    return this.#reading((recorder) => pickSamples(sqlStoreOf(recorder), wanted, fromMs, toMs, signal));
  }

  async texts(): Promise<readonly TagText[]> {
    return this.#reading((recorder) => recorder.texts());
  }

  async extent(): Promise<{ readonly fromMs: number; readonly toMs: number } | null> {
    this.#check();
    const { firstMs, lastMs } = await this.#recorder;
    return firstMs <= lastMs ? { fromMs: firstMs, toMs: lastMs } : null;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commits.idle();
    await this.#tidying;
    const recorder = await this.#recorder.catch(() => undefined);
    await recorder?.database.close();
  }

  async freeze(): Promise<Freeze> {
    this.#check();
    const errand = new Errand(({ database }: Recorder) => database.checkpoints.freeze());
    await this.#commits.submit(errand, 0);
    return errand.done;
  }

  addCorrections(rows: ReplacedSamples): Promise<void> {
    return this.#writing((recorder) => recorder.addCorrections(rows));
  }

  thinOut(rule: ThinningRule): Promise<boolean> {
    return this.#writing((recorder) => recorder.thinOut(rule));
  }

  /** Between two groups; after a failure the store is opened anew. */
  async #writing<T>(work: (recorder: Recorder) => Promise<T>): Promise<T> {
    this.#check();
    const errand = new Errand(async (recorder: Recorder) => {
      try {
        return await work(recorder);
      } catch (error) {
        this.#broken = true;
        this.#noteDamage(error);
        throw error;
      }
    });
    await this.#commits.submit(errand, 0);
    return errand.done;
  }

  async thinned(): Promise<ThinnedBefore> {
    this.#check();
    return (await this.#recorder).thinning.beforeMs;
  }

  async #write(work: readonly (SampleBatch | Errand<Recorder, unknown>)[]): Promise<void> {
    await this.#tidying;
    try {
      if (this.#broken) await this.#reopen();
      const recorder = await this.#recorder;
      await recorder.write(work.filter((each): each is SampleBatch => !(each instanceof Errand)));
      for (const each of work) if (each instanceof Errand) await each.begin(recorder);
    } catch (error) {
      this.#broken = true;
      if (this.#opening.recovers && isDamage(error)) this.#damage = error as Error;
      const told = sentence('history.takesNoMore', { folder: this.#folder, why: reasonOf(error) });
      throw new SentenceError(told, { cause: error });
    }
    // Not awaited: the samples are safe, only the next group has to wait for it.
    this.#tidying = this.#tidy();
  }

  async #tidy(): Promise<void> {
    try {
      await (await this.#recorder).tidy();
    } catch (error) {
      this.#broken = true;
      this.#noteDamage(error);
      this.#onError(
        new Error(`The history in ${this.#folder} could not be tidied (${firstLine(error)}).`, { cause: error }),
      );
    }
  }

  async #reopen(): Promise<void> {
    const failed = await this.#recorder.catch(() => undefined);
    const damage = this.#damage;
    this.#recorder = Promise.resolve(failed?.database.close()).then(() => this.#opening.open(damage));
    await this.#recorder;
    this.#broken = false;
    this.#damage = null;
  }

  async #reading<T>(work: (recorder: Recorder) => Promise<T>): Promise<T> {
    this.#check();
    try {
      return await work(await this.#recorder);
    } catch (error) {
      this.#noteDamage(error);
      throw error;
    }
  }

  async *#streaming<T>(work: (recorder: Recorder) => AsyncIterable<T>): AsyncIterable<T> {
    this.#check();
    try {
      yield* work(await this.#recorder);
    } catch (error) {
      this.#noteDamage(error);
      throw error;
    }
  }

  /** Damage met by a reader would be met again: the store is recovered in the writers' queue. */
  #noteDamage(error: unknown): void {
    if (this.#closed || this.#damage !== null || !this.#opening.recovers || !isDamage(error)) return;
    this.#damage = error as Error;
    this.#broken = true;
    this.#commits.submit(new SampleBatchBuilder(0), 0).catch(this.#onError);
  }

  #check(): void {
    if (this.#closed) throw new Error(`The history in ${this.#folder} is closed.`);
  }
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
