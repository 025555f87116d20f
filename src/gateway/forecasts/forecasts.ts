import { setImmediate as turn } from 'node:timers/promises';
import type { Forecast, Forecasts as Told } from '../../protocol/messages.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { Clock } from '../clock.ts';
import type { Historian } from '../historian/historian.ts';
import type { LiveValues } from '../live-values.ts';
import { rowsBySlot } from '../summaries/tag-rows.ts';
import type { Turns } from '../turns.ts';
import { forecastOf } from './forecast-of.ts';
import { isForecast, keptMinutes, MinuteHistory, minuteMs } from './minute-history.ts';

/** Minutes this new are read again: samples may still have come. */
const unsettledMs = 2 * minuteMs;
/** Roll-ups read at once: some 10 ms of this process. */
const mostRollUps = 20_000;
/** Of more forecasts than this the nearest are told. */
const mostTold = 100;

export interface ForecastParts {
  readonly historian: Pick<Historian, 'rollUps' | 'snapshot'>;
  readonly live: Pick<LiveValues, 'qualities'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The record is read in turns: nobody waits for it. */
  readonly turns: Pick<Turns, 'take'>;
}

/** When each tag will pass its next limit, worked out anew each minute. Its rules stand in SPEC.md. */
export class Forecasts {
  readonly #parts: ForecastParts;
  #plant: PlantIndex;
  #history: MinuteHistory;
  /** The earliest sample that was stored since the last look. */
  #storedMs = Number.POSITIVE_INFINITY;
  #told: Told = { madeMs: null, forecasts: [] };
  readonly #listeners: ((told: Told) => void)[] = [];

  constructor(index: PlantIndex, parts: ForecastParts) {
    this.#parts = parts;
    this.#plant = index;
    this.#history = new MinuteHistory(index);
  }

  /** The plant was changed; its tags are the same, but its limits may be others: nothing is foretold until the next look. */
  adopt(index: PlantIndex): void {
    this.#plant = index;
    this.#history = new MinuteHistory(index);
    this.#tell({ madeMs: null, forecasts: [] });
  }

  all(): Told {
    return this.#told;
  }

  onChange(listener: (told: Told) => void): void {
    this.#listeners.push(listener);
  }

  /** Samples were stored, the earliest of them at `earliestMs`. */
  stored(earliestMs: number): void {
    this.#storedMs = Math.min(this.#storedMs, earliestMs);
  }

  /** Reads what is new in the record and works all forecasts out; other work has its turn after each tag. */
  async update(signal: AbortSignal): Promise<void> {
    const { live, clock } = this.#parts;
    const plant = this.#plant;
    const history = this.#history;
    const madeMs = clock.now();
    await this.#read(history, Math.floor(madeMs / minuteMs) * minuteMs, signal);
    const forecasts: Forecast[] = [];
    for (const placed of plant.tags) {
      if (!isForecast(placed) || live.qualities[placed.slot] !== Quality.good) continue;
      const forecast = forecastOf(history, placed);
      if (forecast) forecasts.push(forecast);
      await turn();
      signal.throwIfAborted();
    }
    forecasts.sort((a, b) => a.likelyMs - b.likelyMs);
    if (plant === this.#plant) this.#tell({ madeMs, forecasts: forecasts.slice(0, mostTold) });
  }

  #tell(told: Told): void {
    this.#told = told;
    for (const listener of this.#listeners) listener(told);
  }

  /** Brings the history up to `toMs`, a whole minute: the newest minutes again, or more where older ones changed. */
  async #read(history: MinuteHistory, toMs: number, signal: AbortSignal): Promise<void> {
    const { historian, turns } = this.#parts;
    const keptMs = toMs - keptMinutes * minuteMs;
    const changedMs = Math.floor(Math.min(this.#storedMs, toMs - unsettledMs) / minuteMs) * minuteMs;
    this.#storedMs = Number.POSITIVE_INFINITY;
    const againMs = Math.min(changedMs, history.toMs);
    try {
      if (againMs > keptMs && againMs <= toMs) history.rewind(againMs);
      else {
        const start = await turns.take(signal, (way) => historian.snapshot(keptMs - 1, way));
        history.begin(keptMs, start.values);
      }
      const bounds = history.slots.map((slot) => ({
        slot,
        low: Number.POSITIVE_INFINITY,
        high: Number.NEGATIVE_INFINITY,
      }));
      const stepMs = Math.max(1, Math.floor(mostRollUps / Math.max(1, bounds.length))) * minuteMs;
      while (history.toMs < toMs) {
        const endMs = Math.min(toMs, history.toMs + stepMs);
        const fromMs = history.toMs;
        const rows = rowsBySlot(await turns.take(signal, (way) => historian.rollUps(bounds, fromMs, endMs, way)));
        const next = new Map<number, number>();
        while (history.toMs < endMs) {
          history.append((slot) => {
            const row = rows.get(slot)?.[next.get(slot) ?? 0];
            if (row?.minuteMs !== history.toMs) return undefined;
            next.set(slot, (next.get(slot) ?? 0) + 1);
            return row;
          });
        }
        await turn();
      }
    } catch (error) {
      this.#storedMs = Math.min(this.#storedMs, changedMs); // what was not read has to be next time
      throw error;
    }
  }
}

/** Until `signal` aborts. A record that cannot be read now is tried again in the next minute. */
export async function forecastEachMinute(
  forecasts: Forecasts,
  clock: Clock,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let trouble = '';
  while (!signal.aborted) {
    try {
      await forecasts.update(signal);
      trouble = '';
    } catch (error) {
      const { message } = error as Error;
      if (message !== trouble && !signal.aborted) log(`Nothing could be foretold (${message})`);
      trouble = message;
    }
    await clock.sleep(minuteMs, signal);
  }
}
