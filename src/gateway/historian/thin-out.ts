import type { ThinnedTag, ThinningRule } from './historian.ts';
import { type Keyframes, minuteMs, sqlMinute } from './keyframes.ts';
import { sqlMs } from './numbers.ts';
import { redundantSamples } from './redundant.ts';

/** Samples that one piece looks at, about: it holds up recording for some 100 ms. */
const pieceSamples = 20_000;

/** A store that speaks SQL, as its writer sees it. */
export interface ThinningStore {
  readonly keyframes: Keyframes;
  readonly firstMs: number;
  /** A tag's number in the store, by slot. */
  readonly numbers: Int32Array;
  readonly progress: ThinningProgress;
  /** All columns of it are numbers. */
  readonly query: (sql: string) => Promise<readonly Float64Array[]>;
  /** Deletes samples and runs statements: all of it, durably, or nothing. */
  readonly remove: (
    tags: readonly number[],
    timesMs: readonly number[],
    statements: readonly string[],
  ) => Promise<void>;
}

/** How far each rule has come. */
export class ThinningProgress {
  readonly beforeMs = new Map<string, number>();
  /** Of the minute that comes next, where that is done in parts: how many of the rule's tags are. */
  readonly tagsDone = new Map<string, number>();
}

/**
 * Thins the next piece of whole minutes; false when none is due. Only what is rolled up is thinned, and in one
 * transaction with what keeps count of it, so that a kill leaves the piece as it was or thinned. Nothing else may write
 * meanwhile.
 */
export async function thinOut(store: ThinningStore, { name, tags, beforeMs }: ThinningRule): Promise<boolean> {
  const { keyframes, numbers, progress } = store;
  const fromMs = progress.beforeMs.get(name) ?? minuteOf(store.firstMs);
  const horizonMs = minuteOf(Math.min(beforeMs, keyframes.rolledMs));
  if (tags.length === 0 || !(fromMs < horizonMs)) return false;
  // To the end of the next minute that has samples at least, however long the record was quiet.
  const gapMs = keyframes.windowEnd(fromMs, horizonMs, 1);
  const gapEndMs = Math.min(horizonMs, Math.max(minuteOf(gapMs), fromMs + minuteMs));
  const within = (own: readonly ThinnedTag[], toMs: number) =>
    `tag IN (${own.map(({ slot }) => numbers[slot])}) AND time >= ${sqlMs(fromMs)} AND time < ${sqlMs(toMs)}`;
  const done = progress.tagsDone.get(name) ?? 0;
  // A plant file that was edited meanwhile may have fewer tags: all of them are gone through again.
  const rest = tags.slice(done < tags.length ? done : 0);
  const mostMs = done > 0 ? fromMs + minuteMs : gapEndMs;
  const { toMs, parts } = await pieceFrom(store, within(rest, mostMs), fromMs, mostMs);
  const part = rest.slice(0, Math.ceil(rest.length / parts));
  const { found, lost } = await redundantBetween(store, part, within(part, toMs), fromMs, toMs);
  const statements = [...lost].map(
    ([instant, samples]) => `UPDATE keyframe SET samples = samples - ${samples} WHERE instant = ${instant}`,
  );
  const whole = part.length === rest.length;
  if (whole) {
    statements.push(
      `DELETE FROM thinned WHERE rule = '${name}'`,
      `INSERT INTO thinned (rule, before) VALUES ('${name}', ${toMs})`,
    );
  }
  await store.remove(found.tags, found.timesMs, statements);
  for (const [instant, samples] of lost) keyframes.samples[keyframes.after(instant) - 1]! -= samples;
  if (whole) progress.beforeMs.set(name, toMs);
  progress.tagsDone.set(name, whole ? 0 : tags.length - rest.length + part.length);
  return true;
}

/** As many minutes from `fromMs` as a piece may have; one that has more is done in `parts`, some tags each. */
async function pieceFrom(store: ThinningStore, where: string, fromMs: number, mostMs: number) {
  const [minutes, counts] = await store.query(
    `SELECT ${sqlMinute('time')} AS minute, count(*) FROM sample WHERE ${where} GROUP BY 1 ORDER BY 1`,
  );
  let samples = 0;
  for (const [k, minute] of minutes!.entries()) {
    samples += counts![k]!;
    if (samples <= pieceSamples) continue;
    return minute > fromMs
      ? { toMs: minute, parts: 1 }
      : { toMs: minute + minuteMs, parts: Math.ceil(samples / pieceSamples) };
  }
  return { toMs: mostMs, parts: 1 };
}

/** The samples that go, by tag number and time, and how many each keyframe loses. */
async function redundantBetween(
  { keyframes, numbers, query }: ThinningStore,
  part: readonly ThinnedTag[],
  where: string,
  fromMs: number,
  toMs: number,
) {
  const columns = await query(
    `SELECT tag, time, value, quality, residual FROM sample WHERE ${where} ORDER BY tag, time`,
  );
  const [tags, timesMs, values, qualities, residuals] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const corrected = await correctedBetween(query, where);
  const byNumber = new Map(part.map((tag) => [numbers[tag.slot]!, tag]));
  const keyframesMs = keyframes.atMs.slice(keyframes.after(fromMs - 1), keyframes.after(toMs - 1));
  const found = { tags: [] as number[], timesMs: [] as number[] };
  const lost = new Map<number, number>();
  for (let from = 0; from < tags.length; ) {
    let to = from;
    while (tags[to] === tags[from]) to++;
    const own = {
      timesMs: timesMs.subarray(from, to),
      values: values.subarray(from, to),
      qualities: qualities.subarray(from, to),
      residuals: residuals.subarray(from, to),
    };
    for (const i of redundantSamples(byNumber.get(tags[from]!)!, own, keyframesMs, corrected.get(tags[from]!))) {
      const timeMs = own.timesMs[i]!;
      found.tags.push(tags[from]!);
      found.timesMs.push(timeMs);
      // All of it is rolled up, so that a keyframe follows.
      const instant = keyframes.atMs[keyframes.after(timeMs - 1)]!;
      lost.set(instant, (lost.get(instant) ?? 0) + 1);
    }
    from = to;
  }
  return { found, lost };
}

/** The times of samples that replaced others, by tag number. */
async function correctedBetween(query: ThinningStore['query'], where: string): Promise<Map<number, Set<number>>> {
  const [tags, timesMs] = await query(`SELECT tag, time FROM correction WHERE ${where}`);
  const found = new Map<number, Set<number>>();
  for (const [i, tag] of tags!.entries()) found.set(tag, (found.get(tag) ?? new Set()).add(timesMs![i]!));
  return found;
}

const minuteOf = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs;
