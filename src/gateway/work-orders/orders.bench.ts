import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Forecast, Forecasts } from '../../protocol/messages.ts';
import type { Machine, Plant, SimulationSource } from '../../twin/plant.ts';
import { indexPlant, type PlacedTag, type PlantIndex } from '../../twin/plant-index.ts';
import { forecastOf, nextLimit } from '../forecasts/forecast-of.ts';
import { type MinuteHistory, minuteMs, type TagMinute } from '../forecasts/minute-history.ts';
import { naivePassing } from '../forecasts/naive-line.ts';
import { simulatedMinutes } from '../forecasts/simulated-minutes.bench.ts';
import type { Measurement } from '../historian/historian.bench.ts';
import { procedureOf } from './drafts.ts';
import { type Failure, type Minute, Technician } from './technician.bench.ts';
import { WorkOrders } from './work-orders.ts';

/** Held out: the constants of forecasts and work orders were chosen on seeds 101 to 103. */
const seeds = [11, 23, 42] as const;
const weeks = 4;
/** Monday 00:00, where the simulation begins its weeks, each with other bearings. */
const startMs = Date.UTC(2030, 0, 7);
const weekMinutes = 7 * 24 * 60;
/** Whoever looks each minute says the same more often. */
const everyMinutes = 10;

/**
 * Four weeks of the bottling plant's failures for each seed against the work orders that were drafted before them, beside
 * those that a line through the last hour would draft by the same rules. Takes some minutes.
 */
export async function bench(root: string): Promise<Measurement[]> {
  const file = await readFile(join(root, 'src/gateway/plants/bottling.json'), 'utf8');
  const plant = withoutOtherTags(JSON.parse(file) as Plant);
  const ours = new Technician();
  const naive = new Technician();
  let jams = 0;
  for (const seed of seeds) {
    const folder = await mkdtemp(join(tmpdir(), 'gemba-orders-bench-'));
    jams += await run(indexPlant(plant), { ...(plant.sources[0] as SimulationSource), seed }, folder, ours, naive);
    await rm(folder, { recursive: true });
  }
  const aWeek = (count: number): number => count / (weeks * seeds.length);
  const figure = (name: string, unit: string, of: (technician: Technician) => number): Measurement => ({
    name: `orders: ${name}`,
    value: of(ours),
    unit,
    baseline: of(naive),
    ratio: null,
  });
  return [
    figure('median lead of what was foretold', 'h', (each) => each.medianLeadH()),
    figure('false a week', '', ({ falseOrders }) => aWeek(falseOrders)),
    figure('bearings that failed, foretold', '%', (each) => each.foretoldPercent('bearing')),
    figure('bearings that failed, median lead', 'h', (each) => each.medianLeadH('bearing')),
    figure('valves that leaked, foretold', '%', (each) => each.foretoldPercent('valve')),
    figure('valves that leaked, median lead', 'h', (each) => each.medianLeadH('valve')),
    figure('drafted a week', '', ({ drafted }) => aWeek(drafted)),
    figure('undecided at the end of their week, a week', '', ({ undecided }) => aWeek(undecided)),
    count('bearings that failed, a week', aWeek(ours.failures.bearing)),
    count('valves that leaked, a week', aWeek(ours.failures.valve)),
    count('jams a week, of which no value gives a sign', aWeek(jams)),
  ];
}

const count = (name: string, value: number): Measurement => ({
  name: `orders: ${name}`,
  value,
  unit: '',
  baseline: null,
  ratio: null,
});

/** Runs the plant for the weeks and returns how many jams there were. */
async function run(
  index: PlantIndex,
  source: SimulationSource,
  folder: string,
  ours: Technician,
  naive: Technician,
): Promise<number> {
  let nowMs = startMs;
  const open = (name: string) => WorkOrders.open(join(folder, name), index, () => nowMs, console.error);
  const foretold = await open('ours');
  const lined = await open('naive');
  const stops = new Stops(index);
  const told = index.tags.filter(procedureOf);
  for (const { minute, history, rows } of simulatedMinutes(index, source, startMs, weeks * weekMinutes)) {
    nowMs = history.toMs;
    const known: Minute = {
      nowMs,
      failures: stops.begunIn(rows),
      passed: new Set(told.flatMap((placed) => passedBy(placed, rows.get(placed.slot)))),
      weekEnds: (minute + 1) % weekMinutes === 0,
    };
    await ours.minute(foretold, known);
    await naive.minute(lined, known);
    if (minute % everyMinutes !== 0) continue;
    await foretold.consider(forecasts(nowMs, told, (placed) => forecastOf(history, placed)));
    await lined.consider(forecasts(nowMs, told, (placed) => lineOf(history, placed)));
  }
  await foretold.end();
  await lined.end();
  return stops.jams;
}

const forecasts = (
  madeMs: number,
  told: readonly PlacedTag[],
  of: (placed: PlacedTag) => Forecast | null,
): Forecasts => ({ madeMs, forecasts: told.flatMap((placed) => of(placed) ?? []) });

/** What a line through the last hour foretells: the nearer of the limits that it reaches. */
function lineOf(history: MinuteHistory, { slot, ...placed }: PlacedTag): Forecast | null {
  const found = [true, false].flatMap((rising) => {
    const next = nextLimit(history, { slot, ...placed }, rising);
    const passing = next && naivePassing(next.values, next.at);
    return passing ? [{ limit: next.limit, ...passing }] : [];
  });
  const first = found.toSorted((a, b) => a.latest - b.latest)[0];
  if (!first) return null;
  const [earliestMs, latestMs] = [first.earliest, first.latest].map((minutes) => history.toMs + minutes * minuteMs);
  return {
    slot,
    limit: first.limit,
    fromMs: history.toMs,
    earliestMs: earliestMs!,
    likelyMs: (earliestMs! + latestMs!) / 2,
    latestMs: latestMs!,
    drift: { minutes: 60 } as Forecast['drift'],
  };
}

function passedBy({ id, tag: { limits } }: PlacedTag, row: TagMinute | undefined): readonly string[] {
  if (!row) return [];
  return Object.entries(limits ?? {}).flatMap(([limit, at]) =>
    (limit.startsWith('high') ? row.high >= at : row.low <= at) ? [`${id} ${limit}`] : [],
  );
}

/** Which stops began, by the machines' stop reasons. */
class Stops {
  jams = 0;
  readonly #reasons: readonly PlacedTag[];
  /** By slot: the reason at the end of the minute before. */
  readonly #before = new Map<number, string | undefined>();

  constructor(index: PlantIndex) {
    this.#reasons = index.tags.filter(({ tag }) => tag.id === 'reason');
  }

  begunIn(rows: ReadonlyMap<number, TagMinute>): readonly Failure[] {
    const failures: Failure[] = [];
    for (const { slot, machine, stateNames } of this.#reasons) {
      const row = rows.get(slot);
      if (!row) continue;
      const before = this.#before.get(slot);
      const named = new Set([row.first, row.low, row.high, row.last].map((value) => stateNames![value]));
      this.#before.set(slot, stateNames![row.last]);
      named.delete(before);
      if (named.has('jam')) this.jams++;
      if (named.has('breakdown')) failures.push({ machine: machine.machine.id, kind: 'bearing' });
      if (named.has('valve repair')) failures.push({ machine: machine.machine.id, kind: 'valve' });
    }
    return failures;
  }
}

/** Only what counts here, so that weeks take minutes: tags that tell of a procedure, and the states of their machines. */
function withoutOtherTags(plant: Plant): Plant {
  const reduced = (machine: Machine): Machine => {
    const told = new Set(machine.maintenance?.flatMap(({ tags }) => tags));
    const isKept = (id: string): boolean => told.has(id) || (told.size > 0 && (id === 'state' || id === 'reason'));
    return { ...machine, tags: machine.tags.filter(({ id }) => isKept(id)), mainTags: [], bindings: [] };
  };
  const areas = plant.areas.map((area) => ({
    ...area,
    lines: area.lines.map((line) => ({ ...line, machines: line.machines.map(reduced) })),
  }));
  return { ...plant, areas, flows: plant.flows.map(({ countTag: _, fillTag: __, ...flow }) => flow) };
}
