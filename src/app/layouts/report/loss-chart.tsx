import { losses } from '../../../analytics/kpi/losses.ts';
import type { KpiRow } from '../../../analytics/kpi/report.ts';
import { useText } from '../../languages/language.ts';
import { duration } from '../../panels/time/clock-text.ts';
import { useSession } from '../../stores/session.ts';
import { percent } from './report-words.ts';

interface Step {
  readonly name: string;
  readonly ms: number;
  /** What is left after it; a bar goes from there for as long as its step. */
  readonly leftMs: number;
  readonly is: 'all' | 'loss' | 'outside' | 'good';
}

/** The waterfall from all time down to what the good items would have taken, as a table whose bars step down. */
export function LossChart({ row }: { readonly row: KpiRow }) {
  const t = useText();
  const { index } = useSession();
  const { line } = index.machineById.get(row.machine)!;
  const { totalMs, steps, goodMs } = row.waterfall;
  const bars: Step[] = [{ name: t('report.allTime'), ms: totalMs, leftMs: 0, is: 'all' }];
  let leftMs = totalMs;
  for (const loss of losses) {
    const ms = steps[loss] ?? 0;
    if (ms === 0) continue;
    leftMs -= ms;
    const is = loss === 'unknown' || loss === 'planned' ? 'outside' : 'loss';
    bars.push({ name: t(`report.loss.${loss}`), ms, leftMs, is });
  }
  const rest = goodMs === null ? 'report.productionTime' : 'report.goodTime';
  bars.push({ name: t(rest), ms: leftMs, leftMs: 0, is: 'good' });
  // A machine faster than its rating gains more than there was.
  const widestMs = Math.max(...bars.map((bar) => bar.leftMs + Math.max(0, bar.ms)), 1);
  const place = ({ ms, leftMs: from }: Step) => ({
    left: `${(100 * Math.min(from, from + ms)) / widestMs}%`,
    width: `${(100 * Math.abs(ms)) / widestMs}%`,
  });
  return (
    <div className="report-losses">
      <h4>{t('report.losses', { line: line.name })}</h4>
      <table>
        <thead className="unseen">
          <tr>
            <th scope="col">{t('report.what')}</th>
            <th scope="col">{t('report.time')}</th>
            <th scope="col">{t('report.share')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.name} data-is={bar.ms < 0 ? 'gain' : bar.is}>
              <th scope="row">{bar.name}</th>
              <td className="report-bar">
                <span style={place(bar)} />
              </td>
              <td>{bar.ms < 0 ? `+${duration(-bar.ms)}` : duration(bar.ms)}</td>
              <td>{totalMs > 0 ? percent(Math.abs(bar.ms) / totalMs) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{t('report.lossesNote')}</p>
    </div>
  );
}
