import type { PlacedTag } from '../twin/plant-index.ts';
import { convert } from '../twin/units.ts';
import type { Evidence } from './answer.ts';
import { testOf } from './condition-test.ts';
import { notRunning } from './lexicon.ts';
import { type Execution, type Outcome, trendOf } from './outcome.ts';
import {
  basis,
  conditionText,
  counted,
  display,
  displayRecorded,
  listed,
  samplesText,
  tagTitle,
  unitOf,
} from './phrase.ts';
import type { AggregateQuery, CountQuery, ExtremeQuery, Window } from './query.ts';
import { EdgeFold, ExtremeFold, IncreaseFold, MeanFold, type Scanned, scan, snapshotBefore } from './scan.ts';
import { clockText } from './site-clock.ts';

interface Aggregate {
  readonly placed: PlacedTag;
  readonly scanned: Scanned;
  readonly value: number;
  /** Text after the value. */
  readonly note: string;
}

export async function answerAggregate(
  query: AggregateQuery,
  tags: readonly PlacedTag[],
  execution: Execution,
): Promise<Outcome> {
  const { window, aggregation, unit } = query;
  const { reader, signal } = execution;
  const before = await snapshotBefore(reader, window, signal);
  const results: Aggregate[] = [];
  for (const placed of tags) {
    const mean = new MeanFold();
    const rise = new IncreaseFold();
    const scanned = await scan(reader, placed.slot, window, before, [mean, rise], signal);
    const share = mean.knownMs / (window.toMs - window.fromMs);
    const gaps = share < 0.99 && mean.knownMs > 0 ? `, known for ${Math.round(share * 100)} % of the time` : '';
    if (aggregation === 'mean') {
      results.push({ placed, scanned, value: mean.mean, note: gaps });
    } else {
      const known = mean.knownMs > 0 || scanned.samples > 0;
      const perHour = 3_600_000 / (window.toMs - window.fromMs);
      const value = known ? rise.increase * (aggregation === 'rate' ? perHour : 1) : Number.NaN;
      const resets = rise.resets > 0 ? `, ${counted(rise.resets, 'counter reset')} allowed for` : '';
      results.push({ placed, scanned, value, note: resets + gaps });
    }
  }
  const show = ({ placed, value }: Aggregate): string =>
    Number.isNaN(value) ? 'no known value' : display(placed, value, unit) + (aggregation === 'rate' ? ' per hour' : '');
  const what = { mean: 'time-weighted mean', total: 'increase', rate: 'increase per hour' }[aggregation];
  const [only] = results;
  const text =
    results.length === 1 && only
      ? `The ${what} of ${tagTitle(only.placed)} ${window.label} was ${show(only)} ${basis(window, samplesText(only.scanned.samples, only.scanned.excluded) + only.note)}.`
      : `The ${what} ${window.label}: ${listed(results.map((each) => `${tagTitle(each.placed)} ${show(each)}`))} ${basis(window, allSamples(results))}.`;
  return {
    text,
    evidence: results.map(({ placed, scanned, value }) => ({
      ...evidenceOver(placed, window, scanned, unit),
      value: Number.isNaN(value) ? null : value,
      display: show({ placed, scanned, value, note: '' }),
      unit: unitOf(placed, unit) + (aggregation === 'rate' ? '/h' : ''),
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
  const { reader, signal, index, atMs } = execution;
  const before = await snapshotBefore(reader, window, signal);
  const results: (Aggregate & { timeMs: number })[] = [];
  for (const placed of tags) {
    const fold = new ExtremeFold(order);
    const scanned = await scan(reader, placed.slot, window, before, [fold], signal);
    results.push({ placed, scanned, value: fold.value, timeMs: fold.timeMs, note: '' });
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
  const show = (each: (typeof results)[number]): string =>
    `${displayRecorded(each.placed, each.value, unit)} at ${clockText(index.plant.site, each.timeMs, atMs)}`;
  const [best] = top;
  let text: string;
  if (!best) {
    const names = listed(tags.map(tagTitle));
    const inForce = tags.length === 1 ? before.values[tags[0]!.slot] : undefined;
    const kept =
      inForce !== undefined && Number.isFinite(inForce)
        ? `; its last value before was ${display(tags[0]!, inForce, unit)}`
        : '';
    text = `There is no good sample of ${names} ${window.label} ${basis(window, allSamples(results))}${kept}.`;
  } else if (tags.length === 1) {
    text = `The ${order} ${tagTitle(best.placed)} ${window.label} was ${show(best)} ${basis(window, allSamples(results))}.`;
  } else if (!comparable) {
    text = `The ${order} values ${window.label}: ${listed(top.map((each) => `${tagTitle(each.placed)} ${show(each)}`))} ${basis(window, allSamples(results))}.`;
  } else {
    const rest =
      limit === 1 && known.length > 1 && known.length <= 4
        ? `; then ${listed(known.slice(1).map((each) => `${tagTitle(each.placed)} ${show(each)}`))}`
        : '';
    const named = top.map((each) => `${tagTitle(each.placed)} with ${show(each)}`);
    text = `The ${top.length > 1 ? `${top.length} ` : ''}${order} of ${counted(tags.length, 'measurement')} ${window.label} ${top.length > 1 ? 'were' : 'was'} ${listed(named)}${rest} ${basis(window, allSamples(results))}.`;
  }
  const shown = top.length > 0 && limit > 1 ? top : known.length > 0 ? known : results;
  return {
    text,
    evidence: shown.slice(0, 20).map((each) => ({
      ...evidenceOver(each.placed, window, each.scanned, unit),
      value: Number.isNaN(each.value) ? null : each.value,
      display: Number.isNaN(each.value) ? '–' : displayRecorded(each.placed, each.value, unit),
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
  const { reader, signal, index, atMs } = execution;
  const before = await snapshotBefore(reader, window, signal);
  const results: { placed: PlacedTag; scanned: Scanned; fold: EdgeFold }[] = [];
  for (const placed of tags) {
    const fold = new EdgeFold(testOf(condition, placed));
    results.push({ placed, scanned: await scan(reader, placed.slot, window, before, [fold], signal), fold });
  }
  const times = (count: number): string => (count === 1 ? 'once' : `${count.toLocaleString('en-US')} times`);
  const into = ({ placed, fold }: (typeof results)[number]): string => {
    const names = [...fold.into]
      .sort((a, b) => b[1] - a[1])
      .map(([value, count]) => `${count} to ${display(placed, value, null)}`);
    return condition.kind === 'in' && fold.count > 0 ? `: ${listed(names)}` : '';
  };
  const became = (placed: PlacedTag): string =>
    condition.kind === 'in' && condition.name === notRunning.name
      ? 'stopped running'
      : `became ${conditionText(condition, placed)}`;
  const didNot = (placed: PlacedTag): string =>
    condition.kind === 'in' && condition.name === notRunning.name
      ? 'did not stop running'
      : `did not become ${conditionText(condition, placed)}`;
  const subject = (placed: PlacedTag): string =>
    condition.kind === 'in' ? placed.machine.machine.name : tagTitle(placed);
  const [only] = results;
  const total = results.reduce((sum, { fold }) => sum + fold.count, 0);
  const unknown = results.filter(
    ({ scanned, placed }) => scanned.samples === 0 && Number.isNaN(before.timesMs[placed.slot]),
  );
  let text: string;
  if (results.length === 1 && only && unknown.length === 1) {
    text = `Nothing is recorded of ${tagTitle(only.placed)} ${window.label}.`;
  } else if (results.length === 1 && only) {
    const last =
      only.fold.last && only.fold.count > 0
        ? `, last at ${clockText(index.plant.site, only.fold.last.timeMs, atMs)}`
        : '';
    const happened = only.fold.count > 0 ? `${became(only.placed)} ${times(only.fold.count)}` : didNot(only.placed);
    text = `${subject(only.placed)} ${happened} ${window.label}${into(only)}${last} ${basis(window, allSamples(results))}.`;
  } else {
    const some = results
      .filter(({ fold }) => fold.count > 0)
      .sort((a, b) => b.fold.count - a.fold.count)
      .slice(0, limit ?? results.length);
    const each = some.map(({ placed, fold }) => `${subject(placed)} ${times(fold.count)}`);
    text = `${counted(results.length, condition.kind === 'in' ? 'machine' : 'measurement')} together ${total > 0 ? `${became(results[0]!.placed)} ${times(total)}` : didNot(results[0]!.placed)} ${window.label}${each.length > 0 ? `${limit === null ? '' : ', most often'}: ${listed(each)}` : ''} ${basis(window, allSamples(results))}.`;
  }
  const lastMs = Math.max(...results.map(({ fold }) => fold.last?.timeMs ?? Number.NEGATIVE_INFINITY));
  return {
    text,
    evidence: results.map(({ placed, scanned, fold }) => ({
      ...evidenceOver(placed, window, scanned, null),
      value: fold.count,
      display: counted(fold.count, 'time'),
      unit: '',
      timeMs: fold.last?.timeMs ?? null,
    })),
    about:
      results.length > 1 && total > 0 ? results.filter(({ fold }) => fold.count > 0).map(({ placed }) => placed) : tags,
    trend: trendOf(tags, window.fromMs, window.toMs),
    momentMs: Number.isFinite(lastMs) ? lastMs : null,
  };
}

export function allSamples(results: readonly { readonly scanned: Scanned }[]): string {
  const sum = (of: (scanned: Scanned) => number): number =>
    results.reduce((total, { scanned }) => total + of(scanned), 0);
  return samplesText(
    sum(({ samples }) => samples),
    sum(({ excluded }) => excluded),
  );
}

export function evidenceOver(
  placed: PlacedTag,
  window: Pick<Window, 'fromMs' | 'toMs'>,
  scanned: Scanned,
  unit: string | null,
): Evidence {
  return {
    tag: placed.id,
    label: tagTitle(placed),
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
