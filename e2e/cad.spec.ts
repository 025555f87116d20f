import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { cubes } from '../src/twin/model-file/glb.fixture.ts';
import type { Plant, Tag } from '../src/twin/plant.ts';
import { type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

const script = '<img src=x onerror="document.title=1">';
const model = cubes([
  { name: 'Press', children: [1, 2, 3] },
  { name: 'Table', mesh: 0, scale: [2, 0.4, 2] },
  { name: 'Rotor', mesh: 0, translation: [0, 0.6, 0] },
  { name: script, mesh: 0, translation: [0, 1.8, 0], scale: [0.4, 0.4, 0.4] },
]);

let folder: string;
let file: string;
let gateway: RunningGateway;

/** The demo plant made one's own, with a model in it, and a motor that is always beyond its limit. */
test.beforeAll(async () => {
  test.setTimeout(400_000);
  folder = await mkdtemp(join(tmpdir(), 'gemba-cad-'));
  file = join(folder, 'mine.json');
  const { code, output } = await runGemba('copy', 'bottling', file);
  expect(output).toContain(`Start it with: npx gemba start`);
  expect(code).toBe(0);
  const plant = JSON.parse(await readFile(file, 'utf8')) as Plant;
  const line = plant.areas[0]!.lines[0]!;
  const filler = line.machines.find(({ id }) => id === 'filler')!;
  const vibration = filler.tags.find(({ id }) => id.includes('vibration')) as { -readonly [K in keyof Tag]: Tag[K] };
  vibration.limits = { high: 0.01 };
  const press = {
    ...{
      id: 'press',
      name: 'Press',
      type: 'cad',
      pose: { x: 20, z: 20 },
      size: [2, 2.2, 2],
      model: { file: 'press.glb' },
    },
    ...{ components: [], mainTags: [], tags: [], bindings: [] },
  };
  (line.machines as unknown[]).push(press);
  await writeFile(file, JSON.stringify(plant, null, 2));
  await writeFile(join(folder, 'press.glb'), model);
  gateway = await startGemba(file);
});
test.afterAll(async () => {
  await gateway?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function openHall(page: Page): Promise<void> {
  const { output } = await runGemba('link', file, '--port', String(gateway.port), '--data', gateway.data);
  await page.goto(output.match(/http:\S+/)![0]);
  await page.locator('[data-ready="true"]').waitFor();
}

const inTree = (page: Page, machine: string) => page.locator(`[role="treeitem"][data-machine="${machine}"]`);
const label = (page: Page, machine: string) => page.locator(`button[data-machine="${machine}"]`);
const panel = (page: Page) => page.getByRole('region', { name: 'CAD model' });
const node = (page: Page, name: string) =>
  page.getByRole('treeitem', { name, exact: false }).and(page.locator('.model-node'));

/** Drops a file on the middle of the picture. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const carried = await page.evaluateHandle(
    ([called, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text!), (each) => each.charCodeAt(0))], called!));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64')],
  );
  const box = (await page.locator('canvas').first().boundingBox())!;
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, dataTransfer: carried };
  const canvas = page.locator('canvas').first();
  await canvas.dispatchEvent('dragover', at);
  await expect(page.getByText('Drop the model')).toBeVisible();
  await canvas.dispatchEvent('drop', at);
}

test('a node of a maker’s model is found, bound by clicking, follows its limit, and stays bound', async ({ page }) => {
  await openHall(page);
  await inTree(page, 'press').click();
  await expect(panel(page)).toContainText('Triangles 36 · distinct meshes 1 · nodes 4');
  // Script in a node's name is a name.
  await expect(node(page, script)).toHaveText(/<img src=x/);
  expect(await page.title()).not.toBe('1');

  await page.getByRole('searchbox', { name: 'Find a node' }).fill('rot');
  await node(page, 'Rotor').click();
  await expect(node(page, 'Rotor')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('searchbox', { name: 'Find a tag of any machine' }).fill('filler vibration');
  await page.locator('[data-tag-choice^="filler."]').first().click();
  await page.getByRole('button', { name: 'Bind', exact: true }).click();
  await expect(label(page, 'press')).toHaveAttribute('data-colour', /Rotor:#e69f00/);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(label(page, 'press')).not.toHaveAttribute('data-colour', /Rotor/);
  await page.getByRole('searchbox', { name: 'Find a tag of any machine' }).fill('filler vibration');
  await page.locator('[data-tag-choice^="filler."]').first().click();
  await page.getByRole('button', { name: 'Bind', exact: true }).click();
  await page.getByRole('button', { name: 'Save to plant file' }).click();
  await expect(page.getByText('Saved in the plant file.')).toBeVisible();
  const kept = JSON.parse(await readFile(file, 'utf8')) as Plant;
  const press = kept.areas[0]!.lines[0]!.machines.find(({ id }) => id === 'press')!;
  expect(press.bindings).toEqual([{ tag: expect.stringMatching(/^filler\..*vibration/), part: 'Rotor', as: 'colour' }]);
  await expect(label(page, 'press')).toHaveAttribute('data-colour', /Rotor:#e69f00/);
});

test('garbage and ten million triangles give their reason, and the hall stays live', async ({ page }) => {
  await openHall(page);
  await drop(
    page,
    'garbage.glb',
    Uint8Array.from({ length: 4000 }, (_, k) => (k * 31) & 255),
  );
  await expect(page.locator('.model-failed')).toContainText('This is no glTF file');
  await page.getByRole('button', { name: 'Discard' }).click();
  const accessors = [
    { componentType: 5126, count: 8, type: 'VEC3' },
    { componentType: 5125, count: 30_000_000, type: 'SCALAR' },
  ];
  await drop(page, 'huge.glb', cubes([{ mesh: 0 }], { accessors }));
  await expect(page.locator('.model-failed')).toContainText(
    'It draws 10,000,000 triangles, and at most 5,000,000 are drawn',
  );
  await page.getByRole('button', { name: 'Discard' }).click();
  const drawn = Number(await page.locator('[data-ready="true"]').getAttribute('data-drawn'));
  await expect
    .poll(async () => Number(await page.locator('[data-ready="true"]').getAttribute('data-drawn')))
    .toBeGreaterThan(drawn);
  await label(page, 'filler').click();
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
});

test('a model that is dropped becomes a machine of the plant file', async ({ page }) => {
  await openHall(page);
  await drop(page, 'side_table.glb', model);
  const dropped = page.getByRole('region', { name: 'Model side_table.glb' });
  await expect(dropped).toContainText('Triangles 36');
  await dropped.getByLabel('x, m').fill('6');
  await dropped.getByLabel('z, m').fill('20');
  await dropped.getByRole('button', { name: 'Save to plant file' }).click();
  await expect(page.getByRole('heading', { name: 'side table', exact: true })).toBeVisible();
  await expect(panel(page)).toContainText('Triangles 36');
  const { code, output } = await runGemba('check', file);
  expect(output).toContain('no faults');
  expect(code).toBe(0);
});
