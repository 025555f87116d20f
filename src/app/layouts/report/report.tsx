import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { Icon } from '../../panels/marks.tsx';
import { saveFile } from '../../panels/save-file.ts';
import { useSession } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { LineReport } from './line-report.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { reportCsv } from './report-csv.ts';
import { comparedWith, type Period, periodOf, periodQuery } from './report-period.ts';
import { periodText } from './report-words.ts';
import { type Reports, useReports } from './use-reports.ts';
import './report.css';

/** How a shift, a day or any period went: figures, losses, bottleneck, cost and story of each line. */
export function Report() {
  const t = useText();
  const { index } = useSession();
  const isKept = useStore(twinStore, ({ keptMs }) => keptMs !== null);
  return (
    <div className="report">
      <header className="report-head">
        <a className="report-back" href="/">
          <Icon name="previous" /> {t('report.back')}
        </a>
        <h1>
          {t('report.title')} <span className="muted">{index.plant.name}</span>
        </h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it */}
      <main className="report-body" tabIndex={0} aria-label={t('report.title')}>
        {isKept ? <p role="status">{t('report.offline')}</p> : <Body />}
      </main>
    </div>
  );
}

function Body() {
  const t = useText();
  const { index } = useSession();
  const { site } = index.plant;
  const [{ period, comparison }, setChosen] = useState(() => periodOf(site, location.search, nowMs()));
  const compared = useMemo(() => comparedWith(site, period, comparison), [site, period, comparison]);
  const { reports, loading, trouble } = useReports(period, compared);
  useEffect(() => {
    document.title = `${t('report.title')} – ${index.plant.name}`;
    history.replaceState(null, '', `${location.pathname}${periodQuery(period, comparison)}`);
  }, [t, index, period, comparison]);
  return (
    <div aria-busy={loading}>
      <PeriodChoice
        period={period}
        comparison={comparison}
        onPeriod={(next) => setChosen({ period: next, comparison })}
        onComparison={(next) => setChosen({ period, comparison: next })}
      />
      <Heading period={period} compared={compared} reports={reports} />
      {trouble !== '' && <p role="alert">{t('report.failed', { reason: trouble })}</p>}
      {loading && (
        <p className="muted" role="status">
          {t('report.loading')}
        </p>
      )}
      {reports?.lines.rows.map((row) => (
        <LineReport key={row.line} row={row} reports={reports} />
      ))}
      {reports?.lines.rows.length === 0 && <p>{t('report.none')}</p>}
    </div>
  );
}

interface HeadingProps {
  readonly period: Period;
  readonly compared: Period | null;
  readonly reports: Reports | null;
}

function Heading({ period, compared, reports }: HeadingProps) {
  const t = useText();
  const { index } = useSession();
  const { timeZone } = index.plant.site;
  const words = periodText(timeZone, period);
  const title = period.toMs > nowMs() ? t('report.soFar', { period: words }) : words;
  return (
    <div className="report-title">
      <h2>{title}</h2>
      {compared && <p className="muted">{t('report.against', { period: periodText(timeZone, compared) })}</p>}
      <div className="report-tools">
        <button
          type="button"
          disabled={reports === null}
          onClick={() =>
            reports && saveCsv(reportCsv(index, reports.lines, reports.units), `${index.plant.id}-report.csv`)
          }
        >
          {t('report.csv')}
        </button>
        <button type="button" disabled={reports === null} onClick={() => print()}>
          <Icon name="print" /> {t('report.print')}
        </button>
      </div>
    </div>
  );
}

/** The mark tells spreadsheets that it is UTF-8. */
const saveCsv = (csv: string, name: string): void =>
  saveFile(new Blob(['\ufeff', csv], { type: 'text/csv;charset=utf-8' }), name);
