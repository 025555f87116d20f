import { type RefObject, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { number, useText } from '../../languages/language.ts';
import { costMeter } from '../../live/cost-meter.ts';
import { useSession } from '../../stores/session.ts';
import { viewStore } from '../../stores/view.ts';
import './cost-panel.css';

/** What the product promises for 500 machines with 10,000 tags at 10 Hz. */
const budgets = { drawCalls: 150, frameMs: 4, latencyMs: 100 } as const;

/** What the picture costs this device, once a second; the key h shows it. */
export function CostPanel({ host }: { readonly host: RefObject<HTMLElement | null> }) {
  return useStore(viewStore, ({ costs }) => costs) ? <Figures host={host} /> : null;
}

interface Figure {
  readonly name: string;
  readonly value: string;
  /** "of 150", where something was promised. */
  readonly of?: string;
  readonly over?: boolean;
}

function Figures({ host }: { readonly host: RefObject<HTMLElement | null> }) {
  const t = useText();
  const { latency } = useSession();
  const costs = useSyncExternalStore(costMeter.subscribe, costMeter.costs);
  const { drawCalls, triangles, resolution } = host.current?.dataset ?? {};
  const [p50, p95] = [latency.percentile(0.5), latency.percentile(0.95)];
  const heap = heapBytes();
  const ms = (value: number | null, digits = 0): string =>
    value === null || Number.isNaN(value) ? t('costs.none') : `${number(value, digits)} ms`;
  const figures: Figure[] = [
    {
      name: t('costs.drawCalls'),
      value: number(Number(drawCalls ?? 0)),
      of: number(budgets.drawCalls),
      over: Number(drawCalls) > budgets.drawCalls,
    },
    { name: t('costs.triangles'), value: number(Number(triangles ?? 0)) },
    {
      name: t('costs.mainThread'),
      value: ms(costs.medianMs, 1),
      of: ms(budgets.frameMs),
      over: costs.medianMs > budgets.frameMs,
    },
    { name: t('costs.worst'), value: ms(costs.worstMs, 1) },
    { name: t('costs.drawn'), value: number(costs.drawn, 1) },
    { name: t('costs.idle'), value: number(costs.idle, 1) },
    { name: t('costs.p50'), value: ms(p50) },
    { name: t('costs.p95'), value: ms(p95), of: ms(budgets.latencyMs), over: (p95 ?? 0) > budgets.latencyMs },
    { name: t('costs.resolution'), value: `${number(Number(resolution ?? 1) * 100)} %` },
  ];
  if (heap !== null) figures.push({ name: t('costs.heap'), value: `${number(heap / 1e6)} MB` });
  return (
    <aside className="cost-panel" aria-label={t('costs.title')}>
      <h2>{t('costs.title')}</h2>
      <dl>
        {figures.map(({ name, value, of, over }) => (
          <div key={name} data-over={over === true}>
            <dt>{name}</dt>
            <dd>
              {value}
              {of !== undefined && <small> {t('costs.of', { budget: of })}</small>}
              {over === true && <strong> {t('costs.over')}</strong>}
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}

/** Only Chromium tells. */
function heapBytes(): number | null {
  const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } };
  return memory?.usedJSHeapSize ?? null;
}
