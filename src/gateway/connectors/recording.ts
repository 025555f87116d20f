import { resolve } from 'node:path';
import { residualOf } from '../../series/exact.ts';
import type { RecordingSource } from '../../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';
import { sourceTags } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { Clock } from '../clock.ts';
import { type Sentence, sentence } from '../sentence.ts';
import type { Connector, Sink } from './connector.ts';
import { type RecordedRow, readRows } from './csv-rows.ts';
import { Delivery } from './delivery.ts';
import { loadMapping, RecordingError, type RecordingMapping } from './recording-mapping.ts';
import { pacedRows } from './recording-pace.ts';
import { TagStates } from './tag-states.ts';

export interface RecordingOptions {
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** What the source's paths are relative to. */
  readonly baseFolder: string;
}

/**
 * Plays a table of measurements: at `speed` times real time with the first row as now, or at speed 0 into the record as
 * fast as that takes it, with the times of the file.
 */
export function recordingConnector(source: RecordingSource, index: PlantIndex, options: RecordingOptions): Connector {
  return {
    async run(sink, signal) {
      const { speed, loop } = source;
      if (speed === 0 && loop) {
        throw new RecordingError(sentence('recordings.endlessLoop', { source: source.id }));
      }
      const file = resolve(options.baseFolder, source.file);
      const mapping = await loadMapping(resolve(options.baseFolder, source.mapping));
      const tags = tagsOfColumns(sourceTags(index, source.id), mapping, source.id, sink);
      const recording = new Playback(tags, mapping, sink, signal);
      const open = (): AsyncGenerator<RecordedRow> =>
        readRows(file, mapping, (detail) => sink.dropped('malformed', detail));
      const { clock } = options;
      const rows = speed === 0 ? open() : pacedRows(open, { startMs: clock.now(), speed, loop }, clock, signal);
      if (speed === 0) await recording.play(rows, sentence('recordings.reading', { file: source.file }), true);
      else await recording.play(rows, sentence('recordings.playing', { file: source.file }), false);
      if (signal.aborted) return;
      const read = sentence('recordings.readToEnd', { file: source.file, count: recording.rows });
      sink.connection({ connected: false, detail: read });
    },
  };
}

/** For each column its tag, where the plant has one. */
function tagsOfColumns(
  tags: readonly PlacedTag[],
  mapping: RecordingMapping,
  sourceId: string,
  sink: Sink,
): readonly (PlacedTag | undefined)[] {
  const byAddress = new Map(tags.map((tag) => [tag.tag.address, tag]));
  const found = mapping.columns.map(({ address }) => byAddress.get(address));
  mapping.columns.forEach(({ column, address }, i) => {
    if (!found[i]) sink.dropped('undeclared', sentence('recordings.noTag', { address, column }));
  });
  if (found.every((tag) => tag === undefined)) {
    throw new RecordingError(sentence('recordings.noTags', { source: sourceId }));
  }
  mapping.columns.forEach(({ column, isText }, i) => {
    const tag = found[i];
    if (tag === undefined || isText === (tag.texts !== undefined)) return;
    const values = { tag: tag.id, column };
    throw new RecordingError(
      isText ? sentence('recordings.noTextTag', values) : sentence('recordings.noTextColumn', values),
    );
  });
  return found;
}

/** Rows on their way to the record. */
class Playback {
  rows = 0;
  readonly #tags: readonly (PlacedTag | undefined)[];
  readonly #mapping: RecordingMapping;
  readonly #sink: Sink;
  readonly #signal: AbortSignal;
  readonly #delivery: Delivery;
  readonly #states = new TagStates(0); // a recording has no births

  constructor(tags: readonly (PlacedTag | undefined)[], mapping: RecordingMapping, sink: Sink, signal: AbortSignal) {
    this.#tags = tags;
    this.#mapping = mapping;
    this.#sink = sink;
    this.#signal = signal;
    this.#delivery = new Delivery(sink, signal);
  }

  /** History waits for a record that takes nothing; live rows go on. */
  async play(
    rows: AsyncIterable<{ readonly timeMs: number; readonly values: RecordedRow['values'] }>,
    detail: Sentence,
    isHistory: boolean,
  ): Promise<void> {
    this.#delivery.report({ connected: true, detail });
    let lastMs = Number.NEGATIVE_INFINITY;
    let stepMs = 1;
    try {
      for await (const { timeMs, values } of rows) {
        if (this.#signal.aborted) break;
        if (this.rows++ > 0 && timeMs > lastMs) stepMs = timeMs - lastMs;
        lastMs = Math.max(lastMs, timeMs);
        for (let i = 0; i < values.length; i++) this.#put(i, timeMs, values[i]);
        this.#delivery.flush();
        await (isHistory ? this.#delivery.roomForHistory() : this.#delivery.room());
      }
    } finally {
      // At the end of a file that is cut off, too.
      if (!this.#signal.aborted) this.#states.markStale(() => true, lastMs + stepMs, this.#delivery.pending);
      await this.#delivery.idle();
    }
  }

  #put(column: number, timeMs: number, said: RecordedRow['values'][number]): void {
    const tag = this.#tags[column];
    if (tag === undefined || said === undefined) return;
    const value = typeof said === 'string' ? this.#sink.numberOf(tag, said) : Number(said);
    const isNumber = Number.isFinite(value);
    if (!isNumber && typeof said === 'number') {
      const values = { column: this.#mapping.columns[column]!.column, value: String(value) };
      this.#sink.dropped('not-a-number', sentence('recordings.notFinite', values));
    }
    const quality = isNumber ? Quality.good : Quality.bad;
    const residual = typeof said === 'bigint' && tag.tag.kind === 'integer' ? residualOf(said) : 0;
    this.#states.put(tag, timeMs, isNumber ? value : Number.NaN, quality, this.#delivery.pending, residual);
  }
}
