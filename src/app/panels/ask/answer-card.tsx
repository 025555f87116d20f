import type { Answer, Evidence } from '../../../query/answer.ts';
import { number, text, useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { frame, select, setTrend } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { type SiteClock, siteClock } from '../time/clock-text.ts';
import { fixTrendWindow } from '../trend/trend-window.ts';

/** A sentence and what it rests on. Everything is a text node: an answer may repeat what somebody typed. */
export function AnswerCard({ answer }: { readonly answer: Answer }) {
  const t = useText();
  const { index, timeline } = useSession();
  const clock = siteClock(index.plant.site.timeZone);
  const { trend, momentMs, machines } = answer;
  const [first] = machines;
  return (
    <div className="answer" data-kind={answer.kind}>
      <p className="ask-text">{answer.text}</p>
      {answer.kind === 'answer' && <p className="muted answer-read">{t('ask.readAs', { query: answer.readAs })}</p>}
      {answer.evidence.length > 0 && <EvidenceTable rows={answer.evidence} clock={clock} />}
      {(first !== undefined || trend || momentMs !== null) && (
        <div className="answer-verbs">
          {first !== undefined && (
            <button
              type="button"
              onClick={() => {
                select(first);
                frame(machines);
              }}
            >
              {machines.length === 1
                ? t('ask.show', { name: index.machineById.get(first)?.machine.name ?? first })
                : t('ask.showMany', { count: machines.length })}
            </button>
          )}
          {trend && (
            <button
              type="button"
              onClick={() => {
                setTrend(trend.tags);
                fixTrendWindow(trend);
              }}
            >
              {t('trend.trend')}
            </button>
          )}
          {momentMs !== null && (
            <button
              type="button"
              onClick={() => {
                timeline.pause();
                timeline.seek(momentMs);
              }}
            >
              {t('ask.goTo', { moment: moment(momentMs, clock) })}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function EvidenceTable({ rows, clock }: { readonly rows: readonly Evidence[]; readonly clock: SiteClock }) {
  const t = useText();
  return (
    <div className="answer-evidence">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('ask.tag')}</th>
            <th scope="col">{t('ask.value')}</th>
            <th scope="col">{t('ask.at')}</th>
            <th scope="col">{t('time.window')}</th>
            <th scope="col">{t('ask.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.tag} ${row.fromMs} ${row.timeMs}`}>
              <td title={row.tag}>{row.label}</td>
              <td className="answer-value">{row.display}</td>
              <td>{row.timeMs !== null && moment(row.timeMs, clock)}</td>
              <td>{windowOf(row, clock)}</td>
              <td className="answer-samples">
                {number(row.samples)}
                {row.excluded > 0 && (
                  <span className="muted"> {t('ask.leftOut', { number: number(row.excluded) })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Without the day when it is today at the site. */
const moment = (timeMs: number, clock: SiteClock): string =>
  clock.isoDate(timeMs) === clock.isoDate(nowMs()) ? clock.time(timeMs) : clock.moment(timeMs);

function windowOf({ fromMs, toMs }: Evidence, clock: SiteClock): string {
  if (!(toMs > fromMs)) return '';
  const sameDay = clock.isoDate(fromMs) === clock.isoDate(toMs);
  return text('inspect.range', {
    from: moment(fromMs, clock),
    to: sameDay ? clock.time(toMs) : moment(toMs, clock),
  });
}
