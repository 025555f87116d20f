import { createStore } from 'zustand/vanilla';
import { accountOf } from '../../analytics/kpi/account.ts';
import { figuresOf, kpiSpan } from '../../analytics/kpi/figures.ts';
import { productSpans, rateAtOf } from '../../analytics/kpi/products.ts';
import { unitTimes } from '../../analytics/kpi/stretches.ts';
import { plannedDowntime } from '../../twin/planned-stops.ts';
import type { Kpi, TagId } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { nowMs } from '../live/clock.ts';
import { KpiRecord, type KpiSource } from './kpi-record.ts';
import { timeStore } from './time.ts';
import { twinStore } from './twin.ts';

/** A key figure at the moment shown. */
export interface KpiFigure {
  readonly kpi: Kpi;
  /** Over the shift so far; null where nothing can be said. */
  readonly value: number | null;
  /** Half an hour each, a quarter apart, over the last 8 h, the newest last. */
  readonly recent: readonly (number | null)[];
  /** The moment it tells of, the gateway's clock. */
  readonly atMs: number;
}

/** A figure is worked out each minute: one that is older was not to be had again. */
const oldMs = 2 * 60_000;

/** Whether it tells of another moment than the one shown. */
export const isOld = (figure: Pick<KpiFigure, 'atMs'>, shownMs: number): boolean =>
  Math.abs(shownMs - figure.atMs) > oldMs;

/** In the plant file's order; at first those that were computed so far. */
export const kpisStore = createStore<{ readonly figures: readonly KpiFigure[] }>(() => ({ figures: [] }));

const stepMs = 15 * 60_000;
const steps = 32;
const stretchMs = 30 * 60_000;
const againMs = 60_000;
const retryMs = 5000;
/** A cursor that is dragged has come to rest. */
const restMs = 400;

/** Works the plant's key figures out each minute, and at the cursor in the past, until it is stopped. */
export function followKpis(index: PlantIndex, source: KpiSource): () => void {
  const kpis = index.plant.kpis ?? [];
  if (kpis.length === 0) return () => undefined;
  const record = new KpiRecord(source);
  let timer = 0;
  let stopped = false;
  let round = 0;
  const soon = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void compute(), ms) as unknown as number;
  };
  const compute = async () => {
    const mine = ++round;
    const { mode, cursorMs } = timeStore.getState();
    const atMs = Math.floor(mode === 'past' ? cursorMs : nowMs());
    const before = kpisStore.getState().figures;
    const figures: KpiFigure[] = [];
    let failed = false;
    for (const [k, kpi] of kpis.entries()) {
      try {
        figures.push(await figureOf(index, kpi, atMs, record));
      } catch {
        // The others do not wait for it. It stays as it was, and shows its age, until it can be had again.
        failed = true;
        const last = before.find((figure) => figure.kpi.id === kpi.id);
        if (last) figures.push(last);
      }
      if (stopped || mine !== round) return;
      // Of one moment all; but the first is not held back for the others.
      if (before.length === 0 || k === kpis.length - 1) kpisStore.setState({ figures: [...figures] });
    }
    if (failed) soon(retryMs);
    else if (mode === 'live') soon(againMs);
  };
  const stops = [
    timeStore.subscribe((now, before) => {
      if (now.mode !== before.mode || now.cursorMs !== before.cursorMs) soon(restMs);
    }),
    twinStore.subscribe((now, before) => {
      if (now.connection === 'connected' && before.connection !== 'connected') soon(restMs);
    }),
  ];
  void compute();
  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

async function figureOf(index: PlantIndex, kpi: Kpi, atMs: number, record: KpiRecord): Promise<KpiFigure> {
  const span = kpiSpan(index.plant.site, atMs);
  const earliestMs = atMs - steps * stepMs - stretchMs;
  const window = { fromMs: Math.min(span?.fromMs ?? atMs, earliestMs), toMs: atMs };
  const { machine, line, stateTag } = index.machineById.get(kpi.machine)!;
  const slotOf = (id: string) => index.tagById.get((id.includes('.') ? id : `${kpi.machine}.${id}`) as TagId)!.slot;
  const states = await record.states(stateTag!.slot, window);
  const product = line.productTag && index.tagById.get(line.productTag);
  const products = product ? productSpans(product, await record.states(product.slot, window), window, atMs) : [];
  const good = await record.counts(slotOf(kpi.good), window);
  const rejected = kpi.rejected === undefined ? [] : await record.counts(slotOf(kpi.rejected), window);
  const planned = plannedDowntime(index.plant.site, line.id, window);
  const unit = {
    ...unitTimes({ states, reasons: null }, planned, window, atMs),
    counters: { good, rejected, reworked: [] },
    rateAt: rateAtOf(index.plant, machine, products),
  };
  const over = (fromMs: number, toMs: number) => figuresOf(accountOf(unit, [{ fromMs, toMs }]))[kpi.formula];
  return {
    kpi,
    atMs,
    value: span && over(span.fromMs, atMs),
    recent: Array.from({ length: steps + 1 }, (_, k) => {
      const toMs = atMs - (steps - k) * stepMs;
      return over(toMs - stretchMs, toMs);
    }),
  };
}
