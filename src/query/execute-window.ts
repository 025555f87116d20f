import type { PlacedTag } from '../twin/plant-index.ts';
import { convert } from '../twin/units.ts';
import type { Evidence } from './answer.ts';
import { testOf } from './condition-test.ts';
import type { Shown } from './languages/answer-phrases.ts';
import type { Phrases } from './languages/phrases.ts';
import { type Execution, type Outcome, trendOf } from './outcome.ts';
import { basisOf, display, displayRecorded, knownPercent, subjectOf, tagTitle, unitOf, wantedOf } from './phrase.ts';
import type { AggregateQuery, CountQuery, ExtremeQuery, Window } from './query.ts';
import { EdgeFold, ExtremeFold, IncreaseFold, MeanFold, type Scanned, scan, snapshotBefore } from './scan.ts';
import { momentAt } from './site-clock.ts';

interface Aggregate {
  readonly placed: PlacedTag;
  readonly scanned: Scanned;
  readonly value: number;
}

export async function answerAggregate(
  query: AggregateQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { window, aggregation, unit } = query;
  const { reader, signal, phrases } = execution;
  const { answers } = phrases;
  const before = await snapshotBefore(reader, window, signal);
  const results: (Aggregate & { readonly known: number | null; readonly resets: number })[] = [];
  for (const placed of tags) {
    const mean = new MeanFold();
    const rise = new IncreaseFold();
    const scanned = await scan(reader, placed.slot, window, before, [mean, rise], signal);
    const known = knownPercent(mean.knownMs, window);
    if (aggregation === 'mean') {
      results.push({ placed, scanned, value: mean.mean, known, resets: 0 });
    } else {
      const perHour = 3_600_000 / (window.toMs - window.fromMs);
      const isKnown = mean.knownMs > 0 || scanned.samples > 0;
      const value = isKnown ? rise.increase * (aggregation === 'rate' ? perHour : 1) : Number.NaN;
      results.push({ placed, scanned, value, known, resets: rise.resets });
    }
  }
  const show = ({ placed, value }: Aggregate): string | null => {
    if (Number.isNaN(value)) return null;
    const shown = display(placed, value, unit, phrases);
    return aggregation === 'rate' ? answers.perHour(shown) : shown;
  };
  const named = ({ placed }: Aggregate): string => tagTitle(placed, phrases);
  const basis = basisOf(window, results);
  const [only] = results;
  const text =
    results.length === 1 && only
      ? answers.aggregate(
          aggregation,
          { name: named(only), shown: show(only) },
          { window: window.label, basis: { ...basis, resets: only.resets, knownPercent: only.known } },
        )
      : answers.aggregates(
          aggregation,
          results.map((each) => ({ name: named(each), shown: show(each) })),
          { window: window.label, basis },
        );
  return {
    text,
    evidence: results.map((each) => ({
      ...evidenceOver(each.placed, window, each.scanned, unit, phrases),
      value: Number.isNaN(each.value) ? null : each.value,
      display: show(each) ?? answers.noKnownValue,
      unit: unitOf(each.placed, unit) + (aggregation === 'rate' ? '/h' : ''),
    })),
    about: tags,
    trend: trendOf(tags, window.fromMs, window.toMs),
    momentMs: null,
  };
}

export async function answerExtreme(
  query: ExtremeQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { window, order, limit, unit } = query;
  const { reader, signal, index, atMs, phrases } = execution;
  const { answers } = phrases;
  const before = await snapshotBefore(reader, window, signal);
  const results: (Aggregate & { timeMs: number })[] = [];
  for (const placed of tags) {
    const fold = new ExtremeFold(order);
    const scanned = await scan(reader, placed.slot, window, before, [fold], signal);
    results.push({ placed, scanned, value: fold.value, timeMs: fold.timeMs });
  }
  const common = unit ?? tags[0]!.tag.unit;
  const inCommon = ({ placed, value }: Aggregate): number =>
    common === undefined || placed.tag.unit === undefined
      ? value
      : (convert(value, placed.tag.unit, common) ?? Number.NaN);
  const comparable = results.every(
    ({ placed }) => placed.tag.unit === common || convert(1, placed.tag.unit ?? '1', common ?? '1') !== undefined,
  );
  const known = results.filter(({ value }) => !Number.isNaN(value));
  if (comparable) known.sort((a, b) => (order === 'highest' ? inCommon(b) - inCommon(a) : inCommon(a) - inCommon(b)));
  const top = comparable ? known.slice(0, limit) : known;
  const shown = (each: (typeof results)[number]): Shown => ({
    name: tagTitle(each.placed, phrases),
    shown: answers.valueAt(
      displayRecorded(each.placed, each.value, unit, phrases),
      momentAt(index.plant.site, each.timeMs, atMs, phrases.values.locale),
    ),
  });
  const over = { window: window.label, basis: basisOf(window, results) };
  const [best] = top;
  let text: string;
  if (!best) {
    const inForce = tags.length === 1 ? before.values[tags[0]!.slot] : undefined;
    const last = inForce !== undefined && Number.isFinite(inForce) ? display(tags[0]!, inForce, unit, phrases) : null;
    text = answers.noSample(
      tags.map((tag) => tagTitle(tag, phrases)),
      last,
      over,
    );
  } else if (tags.length === 1) {
    text = answers.extreme(order, shown(best), over);
  } else if (!comparable) {
    text = answers.extremesApart(order, top.map(shown), over);
  } else {
    const then = limit === 1 && known.length <= 4 ? known.slice(1) : [];
    text = answers.extremes(order, tags.length, top.map(shown), then.map(shown), over);
  }
  const rows = top.length > 0 && limit > 1 ? top : known.length > 0 ? known : results;
  return {
    text,
    evidence: rows.slice(0, 20).map((each) => ({
      ...evidenceOver(each.placed, window, each.scanned, unit, phrases),
      value: Number.isNaN(each.value) ? null : each.value,
      display: Number.isNaN(each.value) ? '–' : displayRecorded(each.placed, each.value, unit, phrases),
      timeMs: Number.isNaN(each.timeMs) ? null : each.timeMs,
    })),
    about: top.length > 0 ? top.map(({ placed }) => placed) : tags,
    trend: trendOf(
      (top.length > 0 ? top : results).map(({ placed }) => placed),
      window.fromMs,
      window.toMs,
    ),
    momentMs: best?.timeMs ?? null,
  };
}

export async function answerCount(
  query: CountQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { window, condition, limit } = query;
  const { reader, signal, index, atMs, phrases } = execution;
  const { answers } = phrases;
  const before = await snapshotBefore(reader, window, signal);
  const results: { placed: PlacedTag; scanned: Scanned; fold: EdgeFold }[] = [];
  for (const placed of tags) {
    const fold = new EdgeFold(testOf(condition, placed));
    results.push({ placed, scanned: await scan(reader, placed.slot, window, before, [fold], signal), fold });
  }
  const [only] = results;
  const total = results.reduce((sum, { fold }) => sum + fold.count, 0);
  const unknown = results.filter(
    ({ scanned, placed }) => scanned.samples === 0 && Number.isNaN(before.timesMs[placed.slot]),
  );
  const over = { window: window.label, basis: basisOf(window, results) };
  let text: string;
  if (results.length === 1 && only && unknown.length === 1) {
    text = answers.nothingRecorded([tagTitle(only.placed, phrases)], window.label, false);
  } else if (results.length === 1 && only) {
    const { placed, fold } = only;
    const into = [...fold.into].sort((a, b) => b[1] - a[1]);
    text = answers.count(
      {
        subject: subjectOf(placed, condition, phrases),
        wanted: wantedOf(condition, placed),
        count: fold.count,
        into:
          condition.kind === 'in'
            ? into.map(([value, count]) => ({ shown: display(placed, value, null, phrases), count }))
            : [],
        last: fold.last && momentAt(index.plant.site, fold.last.timeMs, atMs, phrases.values.locale),
      },
      over,
    );
  } else {
    const some = results
      .filter(({ fold }) => fold.count > 0)
      .sort((a, b) => b.fold.count - a.fold.count)
      .slice(0, limit ?? results.length);
    text = answers.counts(
      {
        of: results.length,
        wanted: wantedOf(condition, results[0]!.placed),
        total,
        each: some.map(({ placed, fold }) => ({ name: subjectOf(placed, condition, phrases), count: fold.count })),
        ranked: limit !== null,
      },
      over,
    );
  }
  const lastMs = Math.max(...results.map(({ fold }) => fold.last?.timeMs ?? Number.NEGATIVE_INFINITY));
  return {
    text,
    evidence: results.map(({ placed, scanned, fold }) => ({
      ...evidenceOver(placed, window, scanned, null, phrases),
      value: fold.count,
      display: answers.times(fold.count),
      unit: '',
      timeMs: fold.last?.timeMs ?? null,
    })),
    about:
      results.length > 1 && total > 0 ? results.filter(({ fold }) => fold.count > 0).map(({ placed }) => placed) : tags,
    trend: trendOf(tags, window.fromMs, window.toMs),
    momentMs: Number.isFinite(lastMs) ? lastMs : null,
  };
}

export function evidenceOver(
  placed: PlacedTag,
  window: Pick<Window, 'fromMs' | 'toMs'>,
  scanned: Scanned,
  unit: string | null,
  phrases: Phrases,
): Evidence {
  return {
    tag: placed.id,
    label: tagTitle(placed, phrases),
    value: null,
    display: '–',
    unit: unitOf(placed, unit),
    timeMs: null,
    fromMs: window.fromMs,
    toMs: window.toMs,
    samples: scanned.samples,
    excluded: scanned.excluded,
  };
}
