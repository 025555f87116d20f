import type { Figures } from '../../../analytics/kpi/figures.ts';
import type { KpiRow } from '../../../analytics/kpi/report.ts';
import { number, useText } from '../../languages/language.ts';
import { duration } from '../../panels/time/clock-text.ts';
import { useSession } from '../../stores/session.ts';
import { LossChart } from './loss-chart.tsx';
import { MachineTable } from './machine-table.tsx';
import { figureKeys } from './report-csv.ts';
import { figureText, money, percent } from './report-words.ts';
import { Story } from './story.tsx';
import type { Reports } from './use-reports.ts';

interface LineReportProps {
  readonly row: KpiRow;
  readonly reports: Reports;
}

/** One line: its figures beside those of before, where its time went, its bottleneck, its machines and what happened. */
export function LineReport({ row, reports }: LineReportProps) {
  const { index } = useSession();
  const { line } = index.machineById.get(row.machine)!;
  const before = reports.before?.rows.find((each) => each.line === row.line);
  return (
    <section className="report-line" aria-label={line.name}>
      <LineFigures row={row} before={before} currency={reports.lines.currency} />
      <div className="report-columns">
        <LossChart row={row} />
        <div>
          <Bottleneck row={row} reports={reports} />
          <Story row={row} report={reports.lines} />
        </div>
      </div>
      <MachineTable row={row} reports={reports} />
    </section>
  );
}

interface LineFiguresProps {
  readonly row: KpiRow;
  readonly before: KpiRow | undefined;
  readonly currency: string | null;
}

function LineFigures({ row, before, currency }: LineFiguresProps) {
  const t = useText();
  const { index } = useSession();
  const { line, machine } = index.machineById.get(row.machine)!;
  const { items } = row.account;
  // Items of another machine may be other things: cases, not bottles.
  const isOther = before !== undefined && before.machine !== row.machine;
  const alike = isOther ? undefined : before;
  const then = (words: string | undefined) =>
    words !== undefined && <small>{t('report.before', { value: words })}</small>;
  const counts = [
    ['good', items?.good, alike?.account.items?.good],
    ['rejected', items?.rejected, alike?.account.items?.rejected],
  ] as const;
  return (
    <>
      <h3>
        {line.name}{' '}
        <span className="muted">
          {t(row.chosen === 'bottleneck' ? 'report.byBottleneck' : 'report.byNamed', { machine: machine.name })}
        </span>
        {isOther && (
          <span className="muted">
            {' '}
            {t('report.beforeBy', { machine: index.machineById.get(before.machine)!.machine.name })}
          </span>
        )}
      </h3>
      <dl className="report-figures">
        {figureKeys.map((key) => (
          <div key={key} className={key === 'oee' ? 'report-oee' : undefined}>
            <dt>{t(`report.figures.${key}`)}</dt>
            <dd>
              {figureText(key, row.figures[key])}
              {row.missing[key] && <small>{t(`report.missing.${row.missing[key]}`)}</small>}
              {then(pastFigure(ofItself.has(key) ? alike : before, key))}
            </dd>
          </div>
        ))}
        {counts.map(([key, now, past]) => (
          <div key={key}>
            <dt>{t(`report.${key}`)}</dt>
            <dd>
              {now === undefined ? t('report.notAvailable') : number(now)}
              {then(past === undefined ? undefined : number(past))}
            </dd>
          </div>
        ))}
        {row.cost !== null && (
          <div>
            <dt>{t('report.cost')}</dt>
            <dd>
              {money(row.cost, currency)}
              {then(before && before.cost !== null ? money(before.cost, currency) : undefined)}
            </dd>
          </div>
        )}
      </dl>
      {items !== null && items.unrecorded > 0 && (
        <p className="muted">{t('report.unrecorded', { count: items.unrecorded })}</p>
      )}
    </>
  );
}

/** Figures of one machine, which say nothing beside those of another. */
const ofItself: ReadonlySet<keyof Figures> = new Set(['throughput', 'mtbfMs', 'mttrMs']);

function pastFigure(before: KpiRow | undefined, key: keyof Figures): string | undefined {
  const value = before?.figures[key] ?? null;
  return value === null ? undefined : figureText(key, value);
}

function Bottleneck({ row, reports }: LineReportProps) {
  const t = useText();
  const { index } = useSession();
  const ranking = reports.lines.bottlenecks.find(({ line }) => line === row.line)?.ranking ?? [];
  const [first, second] = ranking;
  if (!first || !second) return null;
  const nameOf = ({ machine }: typeof first) => index.machineById.get(machine)!.machine.name;
  const { starvedMs, blockedMs, waitingShare, worst } = first;
  return (
    <>
      <h4>{t('report.bottleneck')}</h4>
      <p>
        {t('report.bottleneckIs', {
          machine: nameOf(first),
          share: percent(waitingShare),
          starved: duration(starvedMs),
          blocked: duration(blockedMs),
        })}{' '}
        {t('report.bottleneckNext', { machine: nameOf(second), share: percent(second.waitingShare) })}{' '}
        {worst && t('report.bottleneckWorst', { loss: t(`report.loss.${worst.loss}`), duration: duration(worst.ms) })}
      </p>
    </>
  );
}
