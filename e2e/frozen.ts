import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../src/gateway/clock.ts';
import type { Connector } from '../src/gateway/connectors/connector.ts';
import { startGateway } from '../src/gateway/gateway.ts';
import { openHistorian } from '../src/gateway/historian/duckdb-historian.ts';
import { PlantDesk } from '../src/gateway/plants/plant-desk.ts';
import { SampleBatchBuilder } from '../src/series/sample-batch.ts';
import { packmlCode } from '../src/twin/packml.ts';
import type { Plant } from '../src/twin/plant.ts';
import { indexPlant, type PlacedTag } from '../src/twin/plant-index.ts';
import { Quality } from '../src/twin/quality.ts';
import type { WorkOrder } from '../src/twin/work-order.ts';
import { freePort } from './gateway.ts';

/** Tuesday 8 January 2030, 10:30 in Berlin: where every picture is taken. */
export const picturesMs = Date.UTC(2030, 0, 8, 9, 30);
const hourMs = 3_600_000;
const recordedHours = 8;
const tenMinutesMs = hourMs / 6;

export interface FrozenSample {
  readonly value: number;
  readonly quality?: number;
  /** What was told at first, and corrected when the plant stood still. */
  readonly first?: number;
}

/** It starts there and runs on; nobody rests for longer than `longestMs`. */
function clockFrom(startMs: number, longestMs: number): Clock {
  const beganMs = systemClock.now();
  return {
    ...systemClock,
    now: () => startMs + (systemClock.now() - beganMs),
    sleep: (ms, signal) => systemClock.sleep(Math.min(ms, longestMs), signal),
  };
}

/** How a frozen twin comes to be: a sample of each tag every `stepMs`, and what is done now and then at least so often. */
export interface Pace {
  readonly stepMs: number;
  readonly longestRestMs: number;
}

/** Each tag as it is when nothing is wrong: in production, in the middle of its limits, counting evenly. */
export function calmSample({ tag, slot }: PlacedTag, hoursAgo: number): FrozenSample {
  if (tag.states === 'PackML') return { value: packmlCode('Execute') };
  if (tag.kind === 'state') return { value: 0 };
  if (tag.kind === 'boolean') return { value: 1 };
  if (tag.counter) return { value: Math.round(100_000 + slot - hoursAgo * 1000) };
  const [from, to] = tag.range ?? [0, 100];
  const low = tag.limits?.low ?? tag.limits?.lowLow ?? from;
  const high = tag.limits?.high ?? tag.limits?.highHigh ?? to;
  const value = low + (high - low) * (0.35 + 0.03 * (slot % 10));
  return { value: tag.kind === 'integer' ? Math.round(value) : value };
}

export interface FrozenTwin {
  readonly url: string;
  link(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A gateway in this process whose plant stands still: eight hours of record up to `startMs`, all stored, then nothing new.
 * `orders` are there from before.
 */
export async function startFrozen(
  plant: Plant,
  sampleOf: (tag: PlacedTag, hoursAgo: number) => FrozenSample = calmSample,
  startMs = picturesMs,
  { stepMs, longestRestMs }: Pace = { stepMs: tenMinutesMs, longestRestMs: Number.POSITIVE_INFINITY },
  orders: readonly WorkOrder[] = [],
): Promise<FrozenTwin> {
  const folder = await mkdtemp(join(tmpdir(), 'gemba-frozen-'));
  const ordersFolder = join(folder, 'data/work-orders');
  await mkdir(ordersFolder, { recursive: true });
  const lines = orders.map((order) => `${JSON.stringify(order)}\n`);
  await writeFile(join(ordersFolder, 'journal.jsonl'), lines.join(''));
  const index = indexPlant(plant);
  const port = await freePort();
  let filled = () => {};
  const filling = new Promise<void>((resolve) => {
    filled = resolve;
  });
  const connector: Connector = {
    async run(sink, signal) {
      sink.connection({ connected: true, detail: null });
      const batch = new SampleBatchBuilder(index.tags.length);
      const corrections = new SampleBatchBuilder();
      for (let backMs = recordedHours * hourMs; backMs >= 0; backMs -= stepMs) {
        batch.clear();
        for (const tag of index.tags) {
          const { value, quality = Quality.good, first } = sampleOf(tag, backMs / hourMs);
          batch.push(tag.slot, startMs - backMs, first ?? value, quality);
          if (first !== undefined) corrections.push(tag.slot, startMs - backMs, value, quality);
        }
        await sink.deliver(batch);
      }
      await sink.deliver(corrections);
      filled();
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
  const gateway = await startGateway({
    desk: await PlantDesk.open({ index, folder, file: join(folder, 'plant.json'), ships: true }, () => undefined),
    port,
    pagePort: port,
    dataFolder: join(folder, 'data'),
    pageFolder: 'dist/page',
    clock: clockFrom(startMs, longestRestMs),
    openHistorian: (where, { tags }) =>
      openHistorian(
        where,
        tags.map(({ id }) => id),
      ),
    connectorFor: () => connector,
    log: () => undefined,
  });
  await filling;
  return {
    url: gateway.url,
    link: () => gateway.createLink(),
    async stop() {
      await gateway.stop();
      await rm(folder, { recursive: true });
    },
  };
}
