import type { KpiReport, KpiRow } from '../../../analytics/kpi/report.ts';
import { number, useText } from '../../languages/language.ts';
import { duration, siteClock } from '../../panels/time/clock-text.ts';
import { useSession } from '../../stores/session.ts';
import { largestLoss, stopText } from './report-words.ts';

/** Shorter stops are in the losses, not in the story. */
const shortestMs = 60_000;
const mostTold = 12;

interface StoryProps {
  readonly row: KpiRow;
  readonly report: KpiReport;
}

/** What happened on the line, in sentences; each leads to its moment in the hall. */
export function Story({ row, report }: StoryProps) {
  const t = useText();
  const { index } = useSession();
  const clock = siteClock(index.plant.site.timeZone);
  const { line } = index.machineById.get(row.machine)!;
  const told = report.stops
    .filter((stop) => stop.line === row.line && stop.lostMs >= shortestMs)
    .sort((a, b) => b.lostMs - a.lostMs)
    .slice(0, mostTold)
    .sort((a, b) => a.fromMs - b.fromMs);
  // Of a machine that makes nothing that is counted only breakdowns are told.
  if (row.account.items === null && told.length === 0) return null;
  const isDay = report.toMs - report.fromMs <= 86_400_000;
  const lost = largestLoss(row.waterfall);
  const items = row.account.items && number(row.account.items.good);
  return (
    <>
      <h4>{t('report.story')}</h4>
      {items !== null && (
        <p>
          {lost === null
            ? t('report.storyMadeOnly', { line: line.name, items })
            : t('report.storyMade', {
                line: line.name,
                items,
                loss: t(`report.loss.${lost[0]}`),
                duration: duration(lost[1]),
              })}
        </p>
      )}
      {told.length === 0 && <p className="muted">{t('report.storyNone')}</p>}
      <ol className="report-story">
        {told.map((stop) => (
          <li key={`${stop.machine} ${stop.fromMs}`}>
            <a href={`/?m=${encodeURIComponent(stop.machine)}&at=${new Date(stop.fromMs).toISOString()}`}>
              <time>
                {isDay ? clock.minute(stop.fromMs) : `${clock.date(stop.fromMs)} ${clock.minute(stop.fromMs)}`}
              </time>
              <span>{stopText(index, stop, report.currency)}</span>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}
