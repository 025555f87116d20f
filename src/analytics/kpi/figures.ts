import { dayBounds, type Span, shiftAt } from '../../twin/calendar.ts';
import type { Site } from '../../twin/plant.ts';
import type { Account } from './account.ts';

/** Shares are of 1, times milliseconds; null = n/a. */
export interface Figures {
  readonly availability: number | null;
  readonly effectiveness: number | null;
  readonly quality: number | null;
  readonly oee: number | null;
  readonly firstPassYield: number | null;
  readonly scrapRatio: number | null;
  /** Items an hour of planned busy time. */
  readonly throughput: number | null;
  readonly mtbfMs: number | null;
  readonly mttrMs: number | null;
}

/** Why a figure is n/a. */
export type Missing =
  | 'noState'
  | 'nothingKnown'
  | 'nothingPlanned'
  | 'noCounter'
  | 'noRate'
  | 'noProduction'
  | 'nothingMade'
  | 'noFailure';

/** ISO 22400-2 planned busy time, as far as the machine's state is known: ms. */
export const busyMsOf = ({ totalMs, times }: Pick<Account, 'totalMs' | 'times'>): number =>
  totalMs - times.planned - times.unknown;

/**
 * ISO 22400-2, key figures of a work unit; null where a denominator is zero or not known. Never clipped: above 100 %
 * says that the rated output is wrong. APT = actual production time (in Execute), PBT = planned busy time.
 *
 * - availability = APT / PBT
 * - effectiveness = planned run time per item x produced quantity / APT
 * - quality ratio = good quantity / produced quantity
 * - OEE index = availability x effectiveness x quality ratio
 * - first pass yield = good at the first run / inspected quantity, here all that was produced
 * - scrap ratio = scrap quantity / produced quantity
 * - throughput rate = produced quantity / order execution time, here an hour of PBT
 * - MTBF = APT / failures, MTTR = time in breakdown / failures; failures are the breakdowns of `Account.failures`
 */
export function figuresOf(account: Account): Figures {
  const { times, items, idealMs, failures } = account;
  const busyMs = busyMsOf(account);
  const availability = ratio(times.production, busyMs);
  const effectiveness = idealMs === null ? null : ratio(idealMs, times.production);
  const produced = items === null ? null : items.good + items.rejected;
  const ofProduced = (count: (of: NonNullable<typeof items>) => number) =>
    items === null ? null : ratio(count(items), produced!);
  const quality = ofProduced(({ good }) => good);
  return {
    availability,
    effectiveness,
    quality,
    oee: oeeOf(availability, effectiveness, quality),
    firstPassYield: ofProduced(({ good, reworked }) => good - reworked),
    scrapRatio: ofProduced(({ rejected }) => rejected),
    throughput: produced === null ? null : ratio(produced * 3_600_000, busyMs),
    mtbfMs: ratio(times.production, failures),
    mttrMs: ratio(times.breakdown, failures),
  };
}

/** A shift that made nothing has no quality, but its OEE is 0 as soon as it was planned to run. */
function oeeOf(availability: number | null, effectiveness: number | null, quality: number | null): number | null {
  if (availability === 0) return 0;
  return availability === null || effectiveness === null || quality === null
    ? null
    : availability * effectiveness * quality;
}

const ratio = (above: number, below: number): number | null => (below > 0 ? above / below : null);

/** Why those figures are null that are. `hasState`: the machine reports PackML states. */
export function missingOf(
  account: Account,
  figures: Figures,
  hasState: boolean,
): Partial<Record<keyof Figures, Missing>> {
  const { times, items, idealMs, totalMs } = account;
  const noTime: Missing = !hasState ? 'noState' : times.planned === totalMs ? 'nothingPlanned' : 'nothingKnown';
  const noItems: Missing = items === null ? 'noCounter' : 'nothingMade';
  const noPace: Missing = items === null ? 'noCounter' : idealMs === null ? 'noRate' : 'noProduction';
  const time = busyMsOf(account) === 0;
  const reasons: Record<keyof Figures, Missing> = {
    availability: noTime,
    effectiveness: time ? noTime : noPace,
    quality: noItems,
    oee: time ? noTime : figures.effectiveness === null ? noPace : noItems,
    firstPassYield: noItems,
    scrapRatio: noItems,
    throughput: time ? noTime : noItems,
    mtbfMs: hasState ? 'noFailure' : 'noState',
    mttrMs: hasState ? 'noFailure' : 'noState',
  };
  const missing = Object.entries(reasons).filter(([key]) => figures[key as keyof Figures] === null);
  return Object.fromEntries(missing);
}

/** The shift so far, or the day so far where the site has no shifts; null between shifts. */
export function kpiSpan(site: Site, atMs: number): (Span & { readonly shift: string | null }) | null {
  if (site.shifts.length === 0) return { shift: null, fromMs: dayBounds(site, atMs).fromMs, toMs: atMs };
  const shift = shiftAt(site, atMs);
  return shift && { shift: shift.name, fromMs: shift.fromMs, toMs: atMs };
}
