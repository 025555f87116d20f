import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { groupings, type KpiReport } from '../../analytics/kpi/report.ts';
import { learnTexts, type PlantIndex } from '../../twin/plant-index.ts';
import { checkKpi, type KpiWords, kpisOf } from '../kpi/kpi-request.ts';
import { askGateway } from '../records/control.ts';
import { RecordError } from '../records/record-error.ts';
import { kpiLines } from './kpi-table.ts';
import { placeOf } from './place.ts';
import { withHistorian } from './stored-record.ts';

interface KpiFlags extends KpiWords {
  readonly plant: string;
  readonly dataDir?: string;
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
    .option('--data, --data-dir <folder>', 'its data folder (default: .gemba/<plant id>)')
    .requiredOption('--from <time>', 'ISO 8601 with its zone, or Unix milliseconds')
    .requiredOption('--to <time>', 'the window ends before it')
    .addOption(new Option('--by <group>', 'a row for each').choices(groupings).default('line'))
    .option('--json', 'everything as JSON, as src/analytics/kpi/SPEC.md says')
    .action(async ({ plant, dataDir, json, ...words }: KpiFlags) => {
      const { loaded, dataFolder } = await placeOf(root, plant, dataDir === undefined ? {} : { data: dataDir });
      const { index } = loaded;
      const wanted = checkKpi(index, words);
      const report = (await fromGateway(dataFolder, words)) ?? (await fromStore(index, dataFolder, wanted));
      if (json) console.log(JSON.stringify(report, null, 2));
      else for (const line of kpiLines(index, report)) console.log(line);
    });
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
