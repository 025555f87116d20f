import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plant } from '../src/twin/plant.ts';
import { freePort, type RunningGateway, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

const plantFile = join(import.meta.dirname, '../src/gateway/plants/rig.json');

test.describe('a page in German', () => {
  test.use({ locale: 'de-DE' });
  let folder: string;
  let gateway: RunningGateway;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gemba-language-'));
    const nobody = `mqtt://localhost:${await freePort()}`;
    const shipped = JSON.parse(await readFile(plantFile, 'utf8')) as Plant;
    const sources = shipped.sources.map((source) => ({ ...source, url: nobody }));
    const file = join(folder, 'rig.json');
    await writeFile(file, JSON.stringify({ ...shipped, sources }));
    gateway = await startGemba(file);
  });

  test.afterEach(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('is told in German how its sources are, and in English as soon as it is English', async ({ page }) => {
    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    const source = page.getByRole('contentinfo').getByRole('button').first();
    await expect(source).toContainText(/ist nicht erreichbar: ECONNREFUSED; neuer Versuch in \d s/);
    await source.click();
    const card = page.getByRole('region', { name: 'Quellen' });
    await expect(card).toContainText(/Nicht verbunden: Broker mqtt:\S+ ist nicht erreichbar/);

    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
    await expect(source).toContainText(/not reachable: ECONNREFUSED; trying again in \d s/, { timeout: 1000 });
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await expect(source).toContainText(/ist nicht erreichbar: ECONNREFUSED; neuer Versuch/, { timeout: 1000 });
  });
});
