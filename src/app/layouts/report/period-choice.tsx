import { useState } from 'react';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { Icon } from '../../panels/marks.tsx';
import { siteClock } from '../../panels/time/clock-text.ts';
import { useSession } from '../../stores/session.ts';
import {
  type Comparison,
  comparisons,
  isPeriod,
  localMoment,
  type Period,
  periodAt,
  periodKinds,
  stepped,
} from './report-period.ts';

interface PeriodChoiceProps {
  readonly period: Period;
  readonly comparison: Comparison;
  readonly onPeriod: (period: Period) => void;
  readonly onComparison: (comparison: Comparison) => void;
}

export function PeriodChoice({ period, comparison, onPeriod, onComparison }: PeriodChoiceProps) {
  const t = useText();
  const { site } = useSession().index.plant;
  const kinds = periodKinds.filter((kind) => kind !== 'shift' || site.shifts.length > 0);
  const earlier = stepped(site, period, -1);
  const later = stepped(site, period, 1);
  const isNew = later === null || later.fromMs >= nowMs();
  return (
    <div className="report-choice">
      <fieldset className="report-kinds" aria-label={t('report.kind')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={period.kind === kind}
            onClick={() => onPeriod(periodAt(site, kind, Math.min(period.toMs - 1, nowMs())))}
          >
            {t(`report.kinds.${kind}`)}
          </button>
        ))}
      </fieldset>
      <div className="report-steps">
        <button
          type="button"
          aria-label={t('report.earlier')}
          title={t('report.earlier')}
          disabled={earlier === null}
          onClick={() => earlier && onPeriod(earlier)}
        >
          <Icon name="previous" />
        </button>
        <button
          type="button"
          aria-label={t('report.later')}
          title={t('report.later')}
          disabled={isNew}
          onClick={() => later && onPeriod(later)}
        >
          <Icon name="next" />
        </button>
      </div>
      {period.kind === 'period' && <Ends key={`${period.fromMs} ${period.toMs}`} period={period} onPeriod={onPeriod} />}
      <label className="report-compare">
        {t('report.compare')}
        <select value={comparison} onChange={(event) => onComparison(event.target.value as Comparison)}>
          {comparisons.map((each) => (
            <option key={each} value={each}>
              {t(`report.compares.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** Start and end by the site's clock; they hold as soon as both make sense. */
function Ends({ period, onPeriod }: Pick<PeriodChoiceProps, 'period' | 'onPeriod'>) {
  const t = useText();
  const { site } = useSession().index.plant;
  const clock = siteClock(site.timeZone);
  const local = (ms: number) => `${clock.isoDate(ms)}T${clock.minute(ms)}`;
  const [ends, setEnds] = useState({ from: local(period.fromMs), to: local(period.toMs) });
  const [fromMs, toMs] = [localMoment(site, ends.from), localMoment(site, ends.to)];
  const told = fromMs !== undefined && toMs !== undefined && isPeriod({ fromMs, toMs }) ? { fromMs, toMs } : null;
  const take = () => told && onPeriod({ ...period, ...told });
  return (
    <div className="report-ends">
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          {t(`report.${end}`)}
          <input
            type="datetime-local"
            value={ends[end]}
            aria-invalid={told === null}
            onChange={(event) => setEnds({ ...ends, [end]: event.target.value })}
            onBlur={take}
            onKeyDown={(event) => event.key === 'Enter' && take()}
          />
        </label>
      ))}
      {told === null && <p role="alert">{t('report.wrongPeriod')}</p>}
    </div>
  );
}
