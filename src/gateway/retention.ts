import { deadbandOf } from '../twin/alarm.ts';
import type { TagKind } from '../twin/plant.ts';
import type { PlacedTag, PlantIndex } from '../twin/plant-index.ts';
import type { Clock } from './clock.ts';
import type { Historian, ThinningRule } from './historian/historian.ts';

const dayMs = 86_400_000;
/** Samples are compressed when they are this old: what comes late has come by then. */
const settledForMs = 3_600_000;
/** Rules look for what has grown old so often. */
const roundMs = 600_000;
/** Of the time between two pieces at most a fifth is theirs, so that recording and reading are not held up. */
const restShare = 4;
const leastRestMs = 100;

/** How a plant file has its record thinned at `nowMs`: compression, and retention by kind of tag under that name. */
export function thinningRules({ plant, tags }: PlantIndex, nowMs: number): ThinningRule[] {
  const thinned = ({ slot, tag }: PlacedTag) => ({
    slot,
    kind: tag.kind,
    limits: tag.limits,
    deadband: deadbandOf(tag),
  });
  const compressed = tags.flatMap((placed) => {
    const { compression } = placed.tag;
    return compression === undefined ? [] : { ...thinned(placed), deviation: compression };
  });
  const rules: ThinningRule[] = [{ name: 'compression', tags: compressed, beforeMs: nowMs - settledForMs }];
  const { retention } = plant;
  if (retention === undefined) return rules;
  for (const kind of ['number', 'integer', 'boolean', 'state', 'text'] satisfies TagKind[]) {
    const own = tags.filter(({ tag }) => tag.kind === kind).map(thinned);
    const days = retention.rawDaysByKind?.[kind] ?? retention.rawDays;
    rules.push({ name: kind, tags: own, beforeMs: nowMs - days * dayMs });
  }
  return rules;
}

export interface ThinningParts {
  /** The plant as it is now. */
  readonly index: () => PlantIndex;
  readonly historian: Pick<Historian, 'thinOut'>;
  readonly clock: Clock;
  /** Told after each piece. */
  readonly onThinned: () => Promise<void>;
  readonly log: (line: string) => void;
}

/** Thins the record piece by piece until `signal` aborts. A store that fails is tried again in the next round. */
export async function thinRecord(parts: ThinningParts, signal: AbortSignal): Promise<void> {
  const { index, clock, log } = parts;
  let trouble = '';
  while (!signal.aborted) {
    try {
      for (const rule of thinningRules(index(), clock.now())) await thinByRule(parts, rule, signal);
      trouble = '';
    } catch (error) {
      const { message } = error as Error;
      if (message !== trouble && !signal.aborted) log(`The record could not be thinned (${message})`);
      trouble = message;
    }
    await clock.sleep(roundMs, signal);
  }
}

async function thinByRule({ historian, clock, onThinned }: ThinningParts, rule: ThinningRule, signal: AbortSignal) {
  while (!signal.aborted) {
    const startMs = clock.now();
    if (!(await historian.thinOut(rule))) return;
    await onThinned();
    await clock.sleep(Math.max(leastRestMs, restShare * (clock.now() - startMs)), signal);
  }
}
