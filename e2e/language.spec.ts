import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cubes } from '../src/twin/model-file/glb.fixture.ts';
import type { Plant } from '../src/twin/plant.ts';
import { freePort, type RunningGateway, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

const plantFile = join(import.meta.dirname, '../src/gateway/plants/rig.json');

test.describe('a page in German', () => {
  test.use({ locale: 'de-DE' });
  let folder: string;
  let file: string;
  let gateway: RunningGateway;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gemba-language-'));
    const nobody = `mqtt://localhost:${await freePort()}`;
    const shipped = JSON.parse(await readFile(plantFile, 'utf8')) as Plant;
    const sources = shipped.sources.map((source) => ({ ...source, url: nobody }));
    const plant = JSON.parse(JSON.stringify({ ...shipped, sources }));
    const place = { type: 'cad', pose: { x: 5, z: 3.2 }, size: [0.5, 0.5, 0.5], model: { file: 'press.glb' } };
    const lists = { components: [], mainTags: [], tags: [], bindings: [] };
    plant.areas[0].lines[0].machines.push({ id: 'press', name: 'Press', ...place, ...lists });
    file = join(folder, 'rig.json');
    await writeFile(file, JSON.stringify(plant, null, 2));
    await writeFile(join(folder, 'press.glb'), cubes([{ name: 'Rotor', mesh: 0 }]));
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

  test('has its answer in the other language as soon as the page has it', async ({ page }) => {
    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('loop pressure now');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Antwort', exact: true })).toContainText(
      /Verstanden als: Wert · Loop pressure \(Water pump\)/,
    );
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
    const answer = page.getByRole('region', { name: 'Answer', exact: true });
    await expect(answer).toContainText(/Read as: value · Loop pressure of Water pump/);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await expect(page.getByRole('region', { name: 'Antwort', exact: true })).toContainText(/Verstanden als: Wert/);
  });

  test('says in German why the plant file is not changed', async ({ page }) => {
    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    await page.locator('[role="treeitem"][data-machine="press"]').click();
    await page.locator('.model-node', { hasText: 'Rotor' }).click();
    await page.getByRole('searchbox', { name: 'Tag einer beliebigen Maschine suchen' }).fill('pump pressure');
    await page.locator('[data-tag-choice^="pump."]').first().click();
    await page.getByRole('button', { name: 'Binden', exact: true }).click();
    const sound = await readFile(file, 'utf8');
    await writeFile(
      file,
      sound.replace('"unit": "bar"', '"unit": "Bar"').replace('"type": "motor"', '"type": "moter"'),
    );
    await page.getByRole('button', { name: 'In Werksdatei sichern' }).click();
    const refusal = page.locator('.model-failed');
    await expect(refusal).toContainText('Die Werksdatei wurde von Hand geändert und hat jetzt Fehler');
    await expect(refusal).toContainText('unbekannte Einheit „Bar“; in UCUM heißt sie „bar“');
    await expect(refusal).toContainText('„moter“ ist hier nicht bekannt; meinten Sie „motor“?');
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
    await expect(refusal).toHaveCount(0);
  });
});
