import { type SampleBatch, SampleBatchBuilder } from '../../series/sample-batch.ts';
import { Quality } from '../../twin/quality.ts';
import { residualsOf } from '../exact-state.ts';
import type { FileHistorian } from '../historian/duckdb-historian.ts';
import type { Historian, ReplacedSamples } from '../historian/historian.ts';
import { type Sentence, sentence } from '../sentence.ts';
import type { RecordingAbout } from './recording-file.ts';

/** "recording of Bottling plant, 2030-01-31 06:00 to 2030-01-31 14:00 UTC" */
export function recordingTitle({ name, fromMs, toMs }: RecordingAbout): Sentence {
  const minute = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  return sentence('recordings.title', { plant: name, from: minute(fromMs), to: minute(toMs) });
}

/** A record that is over: it takes no samples, and ends where the recording does. */
export function openedRecording(historian: Historian, about: RecordingAbout): Historian {
  return {
    readOnly: recordingTitle(about),
    // What the gateway says by itself, that no source reports any more, is no part of it.
    append: async () => undefined,
    read: (...args) => historian.read(...args),
    readTags: (...args) => historian.readTags(...args),
    corrections: (...args) => historian.corrections(...args),
    thin: (...args) => historian.thin(...args),
    snapshot: (...args) => historian.snapshot(...args),
    stretch: (...args) => historian.stretch(...args),
    rollUps: (...args) => historian.rollUps(...args),
    chartedMinutes: (...args) => historian.chartedMinutes(...args),
    pick: (...args) => historian.pick(...args),
    texts: () => historian.texts(),
    extent: async () => ({ fromMs: about.fromMs, toMs: about.toMs }),
    thinOut: async () => false,
    thinned: async () => new Map(Object.entries(about.thinned)),
    close: () => historian.close(),
  };
}

/**
 * Puts a recording's samples and what they replaced into an empty record. At its end every tag turns stale: nobody knows
 * what came after.
 */
export async function fillRecording(
  historian: FileHistorian,
  samples: AsyncIterable<SampleBatch>,
  corrections: AsyncIterable<ReplacedSamples>,
  { toMs }: RecordingAbout,
): Promise<void> {
  for await (const batch of samples) await historian.append(batch);
  for await (const rows of corrections) {
    // Some texts were said only by what was replaced.
    await historian.append({ ...new SampleBatchBuilder(0).copy(), texts: rows.texts ?? [] });
    await historian.addCorrections(rows);
  }
  const never = new AbortController().signal;
  const state = await historian.snapshot(toMs, never);
  const residuals = await residualsOf(historian, state, never);
  const { timesMs, values, qualities } = state;
  const end = new SampleBatchBuilder();
  for (const [slot, timeMs] of timesMs.entries()) {
    if (Number.isNaN(timeMs) || qualities[slot]! >= Quality.stale) continue;
    end.push(slot, toMs, values[slot]!, Quality.stale, Number.NaN, residuals[slot]);
  }
  await historian.append(end);
}
