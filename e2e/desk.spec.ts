import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import { type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

let gateway: RunningGateway;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  gateway = await startGemba('bottling');
});
test.afterAll(() => gateway.stop());

/** Signs the page in by a link of its own and opens an address. */
async function open(page: Page, path: string): Promise<void> {
  const { output } = await runGemba('link', 'bottling', '--port', String(gateway.port), '--data', gateway.data);
  await page.goto(output.match(/http:\S+/)![0]);
  await page.goto(gateway.url + path);
  await page.locator('[data-ready="true"], .codes, .door').first().waitFor();
}

const inTree = (page: Page, machine: string) => page.locator(`[role="treeitem"][data-machine="${machine}"]`);
const edge = (page: Page, name: string) => page.getByRole('separator', { name });
const size = async (page: Page, name: string) => Number(await edge(page, name).getAttribute('aria-valuenow'));

test('edges move by pointer and keys, within bounds, and stay where they were put', async ({ page }) => {
  await open(page, '/desk');
  const tree = 'Width of the left pane';
  const before = await size(page, tree);
  const box = (await edge(page, tree).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 90, box.y + 200, { steps: 6 });
  await page.mouse.up();
  expect(await size(page, tree)).toBe(before + 90);

  await edge(page, 'Width of the inspector').focus();
  const inspector = await size(page, 'Width of the inspector');
  await page.keyboard.press('ArrowLeft');
  expect(await size(page, 'Width of the inspector')).toBe(inspector + 8);
  await page.keyboard.press('End');
  const hall = (await page.locator('.desk-scene').boundingBox())!;
  expect(hall.width).toBeGreaterThanOrEqual(320);
  await page.keyboard.press('Home');
  await edge(page, 'Height of the timeline').focus();
  await page.keyboard.press('Shift+ArrowUp');
  const timeline = await size(page, 'Height of the timeline');

  await page.reload();
  await page.locator('[data-ready="true"]').waitFor();
  expect(await size(page, tree)).toBe(before + 90);
  expect(await size(page, 'Width of the inspector')).toBe(260);
  expect(await size(page, 'Height of the timeline')).toBe(timeline);
  await edge(page, tree).dblclick();
  expect(await size(page, tree)).toBe(before);
});

test('panes close and open, by the rail, by keys and by the address', async ({ page }) => {
  await open(page, '/desk?left=none&timeline=off');
  await expect(page.getByRole('navigation', { name: 'Plant', exact: true })).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Time' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Plant tree', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Plant', exact: true })).toBeVisible();
  await page.keyboard.press('4');
  await expect(page.getByRole('slider', { name: 'Time' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('region', { name: 'Alarms' })).toBeVisible();
  await expect(page).toHaveURL(/\/desk\?left=alarms$/);
});

test('the address restores machine, moment, pens and camera; Back goes to the machine before', async ({ page }) => {
  await open(page, '/desk');
  await inTree(page, 'filler').click();
  await expect(page).toHaveURL(/\?m=filler$/);
  await page.waitForTimeout(500); // two within 400 ms are one step
  await inTree(page, 'capper').click();
  await expect(page).toHaveURL(/\?m=capper$/);
  await page.goBack();
  await expect(inTree(page, 'filler')).toHaveAttribute('aria-selected', 'true');
  await page.goForward();
  await expect(inTree(page, 'capper')).toHaveAttribute('aria-selected', 'true');
  await page.goBack();

  await page.locator('[data-tag^="filler."] button').first().click();
  await page.getByRole('button', { name: 'Back 10 seconds' }).click();
  await page.locator('.hall').focus();
  for (const key of ['ArrowLeft', 'ArrowLeft', '+', '+']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/m=filler&at=20\d\d-.*Z&pens=filler\..*&cam=/);
  const address = page.url();
  const time = page.getByRole('slider', { name: 'Time' });
  const moment = await time.getAttribute('aria-valuenow');

  const context = await page
    .context()
    .browser()!
    .newContext({ viewport: { width: 1440, height: 900 } });
  const other = await context.newPage();
  await open(other, address.slice(gateway.url.length));
  await expect(other.locator('[data-mode]').first()).toHaveAttribute('data-mode', 'past');
  await expect(inTree(other, 'filler')).toHaveAttribute('aria-selected', 'true');
  expect(Math.round(Number(await other.getByRole('slider', { name: 'Time' }).getAttribute('aria-valuenow')))).toBe(
    Math.round(Number(moment)),
  );
  // It has come to rest where the first one looks from: nothing of the address has changed.
  await other.waitForTimeout(1500);
  expect(other.url()).toBe(address);
  await context.close();
});

test('what an address says wrongly is passed over, the rest holds', async ({ page }) => {
  await open(page, '/desk?m=filler&at=yesterday&cam=1,2&walls=pink&open=melt:filler&pens=none.such&left=alarms');
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Alarms' })).toBeVisible();
  await expect(page.locator('[data-mode]').first()).toHaveAttribute('data-mode', 'live');
});

test('a link to the view is copied, and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/desk?m=filler');
  await page.getByRole('button', { name: 'Copy link to this view' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${gateway.url}/desk?m=filler`);
});

test('codes: each machine has one, of the address that was typed, and opens it', async ({ page }) => {
  await open(page, '/codes');
  const { encode } = await import('uqr');
  await page.getByRole('textbox', { name: /Address of the gateway/ }).fill('https://plant.example/');
  const code = page.getByRole('img', { name: 'Code of Filler' });
  const expected = 'https://plant.example/a/filler';
  await expect(code).toHaveAttribute('data-text', expected);
  // What is drawn, module by module, against the encoder.
  const { data, size: modules } = encode(expected, { ecc: 'M', border: 4 });
  const path = (await code.locator('path').getAttribute('d'))!;
  const drawn = Array.from({ length: modules }, () => new Array<boolean>(modules).fill(false));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let k = 0; k < Number(run); k++) drawn[Number(y)]![Number(x) + k] = true;
  }
  expect(drawn).toEqual(data);
  const codes = await page.locator('.codes-page .qr-code').count();
  await expect(page.locator('.codes-page')).toHaveCount(Math.ceil(codes / 8));
  const all = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(all.match(/\/Type\s*\/Page\b/g)).toHaveLength(Math.ceil(codes / 8));
  await page.getByRole('combobox', { name: 'Codes on a page' }).selectOption('small');
  await expect(page.locator('.codes-page')).toHaveCount(Math.ceil(codes / 24));
  await page.getByRole('button', { name: 'None' }).click();
  await expect(page.getByText('Choose at least one machine.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Filler' }).check();
  await expect(page.getByRole('button', { name: 'Print 1 code' })).toBeEnabled();
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.getByRole('textbox', { name: /Address of the gateway/ }).fill('plant');
  await expect(page.getByText('An address begins with')).toBeVisible();
});

test('the code of a machine opens it; of another plant, says so and helps', async ({ page }) => {
  await open(page, '/a/Filler');
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/desk\?m=filler/);
  await open(page, '/a/fillr');
  await expect(page.getByText('no machine “fillr”')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a machine' }).fill('pump');
  await expect(page.getByRole('link', { name: /Product pump/ })).toBeVisible();
  await page.getByRole('link', { name: /^Filler/ }).click();
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
});

test('a stretch of time becomes a film, frame by frame, and the page is live again', async ({ page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1024, height: 560 });
  await open(page, '/desk?left=none&right=none');
  await page.getByRole('button', { name: 'More timeline tools' }).click();
  await page.getByRole('button', { name: 'Picture or film' }).click();
  const dialog = page.getByRole('dialog', { name: 'Picture or film' });
  await dialog.getByText('5 s', { exact: true }).click();
  await page.evaluate(() => {
    const hall = document.querySelector<HTMLElement>('.hall')!;
    const drawn: number[] = [];
    Object.assign(globalThis, { drawn });
    new MutationObserver(() => drawn.push(Number(hall.dataset.moment))).observe(hall, {
      attributeFilter: ['data-moment'],
    });
  });
  const saved = page.waitForEvent('download', { timeout: 240_000 });
  await dialog.getByRole('button', { name: 'Make film' }).click();
  const file = await (await saved).path();

  const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const { packetCount } = await track.computePacketStats();
  expect(packetCount).toBe(5 * 25);
  expect(await track.computeDuration()).toBeCloseTo(5, 2);

  await expect(dialog.getByRole('status')).toContainText('Saved as bottling ');
  const drawn = await page.evaluate(() => (globalThis as unknown as { drawn: number[] }).drawn);
  const moments = [...new Set(drawn.filter(Number.isFinite))].slice(0, packetCount);
  const step = (moments.at(-1)! - moments[0]!) / (packetCount - 1);
  expect(step).toBeGreaterThan(60_000);
  for (const [k, moment] of moments.entries())
    expect(Math.abs(moment - (moments[0]! + k * step))).toBeLessThanOrEqual(1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('.hall')).toHaveAttribute('data-moment', 'live');
});

test('a stretch of time becomes a GIF of ten pictures a second', async ({ page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1024, height: 560 });
  await open(page, '/desk?left=none&right=none');
  await page.getByRole('button', { name: 'More timeline tools' }).click();
  await page.getByRole('button', { name: 'Picture or film' }).click();
  const dialog = page.getByRole('dialog', { name: 'Picture or film' });
  await dialog.getByText('5 s', { exact: true }).click();
  await dialog.getByText('Animated GIF', { exact: true }).click();
  const saved = page.waitForEvent('download', { timeout: 240_000 });
  await dialog.getByRole('button', { name: 'Make film' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^bottling .*\.gif$/);
  const bytes = (await readFile(await download.path())).toString('base64');
  const read = await page.evaluate(async (text) => {
    const data = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await decoder.completed;
    const { image } = await decoder.decode({ frameIndex: 49 });
    return { pictures: decoder.tracks.selectedTrack?.frameCount, width: image.displayWidth, lastsUs: image.duration };
  }, bytes);
  const hallPx = await page.locator('.hall').evaluate((hall) => hall.clientWidth);
  expect(read).toEqual({ pictures: 50, width: 2 * Math.round(hallPx / 2), lastsUs: 100_000 });
});

test('a note is seen by everybody at once, changes, goes and comes back, and its flag restores the view', async ({
  page,
}) => {
  // A second hall is drawn by the same processor: a small one.
  const context = await page
    .context()
    .browser()!
    .newContext({ viewport: { width: 1024, height: 560 } });
  const other = await context.newPage();
  await open(other, '/desk?left=none&right=none');
  await open(page, '/desk');
  await inTree(page, 'filler').click();
  await page.getByRole('button', { name: 'Back 10 seconds' }).click();
  await page.locator('.hall').focus();
  for (const key of ['ArrowLeft', '+']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/m=filler&at=20\d\d-.*&cam=/);

  await page.keyboard.press('b');
  const writing = page.getByRole('dialog', { name: 'Write a note' });
  await writing.getByText('Incident').click();
  await writing.getByRole('textbox', { name: 'Text' }).fill('Label roll torn');
  await expect(writing.getByRole('checkbox', { name: 'About Filler' })).toBeChecked();
  await writing.getByRole('button', { name: 'Save' }).click();
  const flag = (on: Page, text: string) => on.getByRole('button', { name: `Incident: ${text} (Administrator, ` });
  const list = page.getByRole('dialog', { name: 'Notes in the stretch that the timeline shows' });
  const openList = () => page.getByRole('button', { name: 'Notes 1', exact: true }).click();
  await expect(flag(page, 'Label roll torn')).toBeVisible();
  await expect(flag(other, 'Label roll torn')).toBeVisible();
  const address = page.url();

  await openList();
  await expect(list.getByRole('listitem')).toContainText(['Incident · FillerLabel roll torn']);
  await list.getByRole('button', { name: 'Edit: Label roll torn' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit note' });
  await editing.getByRole('textbox', { name: 'Text' }).fill('Label roll changed');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(flag(other, 'Label roll changed')).toBeVisible();
  await expect(flag(other, 'Label roll torn')).toHaveCount(0);

  await openList();
  await expect(list.getByRole('listitem')).toContainText(['edited']);
  await list.getByRole('button', { name: 'Remove: Label roll changed' }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.click(); // at once: it is offered for ten seconds
  await expect(undo).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(flag(page, 'Label roll changed')).toBeVisible();
  await expect(flag(other, 'Label roll changed')).toBeVisible();

  await inTree(page, 'capper').click();
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(page.locator('.hall')).toHaveAttribute('data-moment', 'live');
  await flag(page, 'Label roll changed').click();
  await expect(inTree(page, 'filler')).toHaveAttribute('aria-selected', 'true');
  const seen = (url: string) => ['m', 'at', 'cam'].map((part) => new URL(url).searchParams.get(part));
  await expect.poll(() => seen(page.url())).toEqual(seen(address));
  await expect(page.locator('.hall')).toHaveAttribute('data-moment', String(Date.parse(seen(address)[1]!)));

  await page.getByRole('button', { name: 'Remove: Label roll changed' }).click();
  await expect(flag(page, 'Label roll changed')).toHaveCount(0);
  await expect(flag(other, 'Label roll changed')).toHaveCount(0);
  await context.close();
});
