import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { jobLogReport } from '../../analytics/kpi/job-log.ts';
import { groupings, type KpiReport } from '../../analytics/kpi/report.ts';
import { learnTexts, type PlantIndex } from '../../twin/plant-index.ts';
import { checkKpi, type KpiWords, kpisOf } from '../kpi/kpi-request.ts';
import { type ColumnNames, columnNames, readJobLog } from '../kpi/read-job-log.ts';
import { askGateway } from '../records/control.ts';
import { RecordError } from '../records/record-error.ts';
import { jobLogLines, kpiLines } from './kpi-table.ts';
import { placeOf } from './place.ts';
import { withHistorian } from './stored-record.ts';

interface KpiFlags extends Partial<KpiWords> {
  readonly log?: string;
  readonly columns: ColumnNames;
  readonly plant: string;
  readonly data?: string;
  readonly json?: boolean;
}

const never = new AbortController().signal;

export function addKpi(program: Command, root: string): void {
  program
    .command('kpi')
    .description(
      'key figures by ISO 22400, losses and bottlenecks of a window, also while the gateway runs\n  e.g. gemba kpi --plant bottling --from 2030-01-31T05:00Z --to 2030-01-31T13:00Z --by line',
    )
    .option('--plant <plant>', 'a plant file, or the name of one that ships', 'bottling')
    .option('--data-dir, --data <folder>', 'its data folder (default: .gemba/<plant id>)')
    .option('--from <time>', 'ISO 8601 with its zone, or Unix milliseconds')
    .option('--to <time>', 'the window ends before it')
    .addOption(new Option('--by <group>', 'a row for each').choices(groupings).default('line'))
    .option('--json', 'everything as JSON, as src/analytics/kpi/SPEC.md says')
    .addOption(
      new Option(
        '--log <file>',
        'instead of a plant: a job log (CSV, plain or .gz) with a row for each step of an order at a resource',
      ).conflicts(['plant', 'data', 'from', 'to', 'by']),
    )
    .addOption(
      new Option(
        '--columns <names>',
        'what columns of the log hold whose names do not say, e.g. order=job no,good=ok; also resource, start, end, minutes, rejected, review, rework',
      )
        .argParser(columnNames)
        .default({}, 'by their names'),
    )
    .action(async (flags: KpiFlags) => {
      if (flags.log !== undefined) return tellLog(flags.log, flags);
      const { plant, data, from, to, by = 'line' } = flags;
      if (from === undefined || to === undefined)
        throw new RecordError(
          'Say which window: --from and --to, e.g. --from 2030-01-31T05:00Z --to 2030-01-31T13:00Z.',
        );
      const { loaded, dataFolder } = await placeOf(root, plant, data === undefined ? {} : { data });
      const { index } = loaded;
      const words = { from, to, by };
      const wanted = checkKpi(index, words);
      const report = (await fromGateway(dataFolder, words)) ?? (await fromStore(index, dataFolder, wanted));
      tell(flags, report, () => kpiLines(index, report));
    });
}

async function tellLog(file: string, flags: KpiFlags): Promise<void> {
  const report = jobLogReport(await readJobLog(file, flags.columns));
  if (report === null) throw new RecordError(`No row of ${file} says when its job was: there are no figures.`);
  tell(flags, report, () => jobLogLines(report));
}

function tell({ json }: KpiFlags, report: object, lines: () => readonly string[]): void {
  if (json) console.log(JSON.stringify(report, null, 2));
  else for (const line of lines()) console.log(line);
}

/** Null when no gateway runs. */
async function fromGateway(dataFolder: string, { from, to, by }: KpiWords): Promise<KpiReport | null> {
  const answer = await askGateway(dataFolder, `/kpi?${new URLSearchParams({ from, to, by })}`);
  if (answer === null) return null;
  const said = await text(answer);
  if (answer.statusCode !== 200) throw new RecordError(said.trim());
  return JSON.parse(said) as KpiReport;
}

function fromStore(index: PlantIndex, dataFolder: string, wanted: ReturnType<typeof checkKpi>): Promise<KpiReport> {
  const ids = index.tags.map(({ id }) => id);
  return withHistorian(dataFolder, ids, async (historian) => {
    learnTexts(index, await historian.texts());
    return kpisOf(index, historian, wanted, null, never);
  });
}
