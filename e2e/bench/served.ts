import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/gateway/clock.ts';
import type { Connector } from '../../src/gateway/connectors/connector.ts';
import { startGateway } from '../../src/gateway/gateway.ts';
import { openHistorian } from '../../src/gateway/historian/duckdb-historian.ts';
import type { Historian } from '../../src/gateway/historian/historian.ts';
import { PlantDesk } from '../../src/gateway/plants/plant-desk.ts';
import { checkPlant } from '../../src/twin/check-plant.ts';
import type { Plant } from '../../src/twin/plant.ts';
import { indexPlant, type PlantIndex } from '../../src/twin/plant-index.ts';
import { freePort } from '../gateway.ts';

const openIn = (folder: string, { tags }: PlantIndex): Promise<Historian> =>
  openHistorian(
    folder,
    tags.map(({ id }) => id),
  );

/** A gateway of its own with this plant, fed by `sensors`, its record filled by `fill` before, until `use` is done. */
export async function served<T>(
  root: string,
  plant: Plant,
  sensors: Connector,
  use: (link: string) => Promise<T>,
  fill: (historian: Historian) => Promise<void> = async () => undefined,
): Promise<T> {
  const { faults } = checkPlant(plant);
  if (faults) throw new Error(`the plant of the benchmark has faults: ${faults[0]?.told.key}`);
  const dataFolder = await mkdtemp(join(tmpdir(), 'gemba-bench-'));
  const port = await freePort();
  const gateway = await startGateway({
    desk: await PlantDesk.open(
      { index: indexPlant(plant), folder: dataFolder, file: join(dataFolder, 'plant.json'), ships: true },
      () => undefined,
    ),
    port,
    pagePort: port,
    dataFolder,
    pageFolder: join(root, 'dist/page'),
    clock: systemClock,
    async openHistorian(folder, index) {
      const historian = await openIn(folder, index);
      await fill(historian);
      return historian;
    },
    connectorFor: () => sensors,
    log: () => undefined,
  });
  try {
    return await use(await gateway.createLink());
  } finally {
    await gateway.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
