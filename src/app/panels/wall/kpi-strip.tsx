import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Kpi } from '../../../twin/plant.ts';
import { locale, useText } from '../../languages/language.ts';
import { followKpis, isOld, type KpiFigure, kpisStore } from '../../stores/kpis.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { shownMs } from '../reading.ts';
import { siteClock } from '../time/clock-text.ts';
import { sparkBox, sparkOf } from './spark.ts';

/** The plant's key figures over the shift so far, with the last 8 h behind them. Those that could not be had again are pale and say until when. */
export function KpiStrip({ most }: { readonly most: number }) {
  const t = useText();
  const { index, feed } = useSession();
  const figures = useStore(kpisStore, (state) => state.figures);
  useEffect(() => followKpis(index, feed), [index, feed]);
  const kpis = (index.plant.kpis ?? []).slice(0, most);
  return (
    <section className="wall-kpis" aria-label={t('kpi.title')}>
      {kpis.map((kpi) => (
        <Tile key={kpi.id} kpi={kpi} figure={figures.find((each) => each.kpi.id === kpi.id)} />
      ))}
    </section>
  );
}

function Tile({ kpi, figure }: { readonly kpi: Kpi; readonly figure: KpiFigure | undefined }) {
  const t = useText();
  const { index } = useSession();
  usePulse();
  const old = figure !== undefined && isOld(figure, shownMs(timeStore.getState()));
  const spark = useMemo(() => figure && sparkOf(figure.recent, kpi.target), [figure, kpi.target]);
  const value = figure?.value ?? null;
  const below = value !== null && kpi.target !== undefined && value < kpi.target;
  const target = kpi.target === undefined ? '' : kpiText(kpi, kpi.target);
  return (
    <figure className="wall-kpi" data-kpi={kpi.id} data-below={below} data-old={old}>
      <figcaption>
        {old && (
          <span className="wall-kpi-until">
            {t('kpi.until', { time: siteClock(index.plant.site.timeZone).minute(figure.atMs) })}
          </span>
        )}
        {kpi.name}
      </figcaption>
      <p className="wall-kpi-value">
        {figure === undefined ? '–' : value === null ? t('kpi.notAvailable') : kpiText(kpi, value)}
        {below && (
          <svg viewBox="0 0 12 14" role="img" aria-label={t('kpi.belowTarget', { target })}>
            <path d="M6 1v11M1.5 7.8 6 12.3l4.500-4.500" />
          </svg>
        )}
        {!below && value !== null && target !== '' && <span className="unseen">{t('kpi.onTarget', { target })}</span>}
      </p>
      {spark && (
        <svg
          className="wall-spark"
          viewBox={`0 0 ${sparkBox.width} ${sparkBox.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('kpi.recent', { name: kpi.name })}
        >
          {spark.targetY !== null && <path className="wall-spark-target" d={`M0 ${spark.targetY}H${sparkBox.width}`} />}
          <path d={spark.path} />
        </svg>
      )}
    </figure>
  );
}

/** Shares as per cent with one digit, items per hour as whole ones, in the page's language. */
function kpiText({ formula }: Kpi, value: number): string {
  if (formula === 'throughput') return formatted('0').format(value);
  return formatted('%').format(value);
}

const formats = new Map<string, Intl.NumberFormat>();
function formatted(kind: '0' | '%'): Intl.NumberFormat {
  const key = `${locale()} ${kind}`;
  let format = formats.get(key);
  if (!format) {
    format =
      kind === '0'
        ? new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 })
        : new Intl.NumberFormat(locale(), {
            style: 'percent',
            minimumFractionDigits: 1,
            maximumFractionDigits: 1,
          });
    formats.set(key, format);
  }
  return format;
}
