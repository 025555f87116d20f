import { waitingShareOf } from '../../../analytics/kpi/losses.ts';
import type { KpiRow } from '../../../analytics/kpi/report.ts';
import { useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { figureKeys } from './report-csv.ts';
import { figureText, percent } from './report-words.ts';
import type { Reports } from './use-reports.ts';

interface MachineTableProps {
  readonly row: KpiRow;
  readonly reports: Reports;
}

export function MachineTable({ row, reports }: MachineTableProps) {
  const t = useText();
  const { index } = useSession();
  const { line } = index.machineById.get(row.machine)!;
  const units = reports.units.rows.filter((each) => each.line === row.line);
  return (
    <div className="report-machines">
      <h4>{t('report.machines', { line: line.name })}</h4>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('report.machine')}</th>
            {figureKeys.map((key) => (
              <th key={key} scope="col">
                {t(`report.figures.${key}`)}
              </th>
            ))}
            <th scope="col">{t('report.waits')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ machine, figures, missing, account }) => {
            const waits = waitingShareOf(account);
            return (
              <tr key={machine}>
                <th scope="row">{index.machineById.get(machine)!.machine.name}</th>
                {figureKeys.map((key) => (
                  <td key={key} title={missing[key] && t(`report.missing.${missing[key]}`)}>
                    {figureText(key, figures[key])}
                  </td>
                ))}
                <td>{waits === null ? t('report.notAvailable') : percent(waits)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
