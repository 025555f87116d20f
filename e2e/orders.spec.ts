import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { MachineId, Plant, TagId } from '../src/twin/plant.ts';
import type { WorkOrder } from '../src/twin/work-order.ts';
import { calmSample, type FrozenTwin, picturesMs, startFrozen } from './frozen.ts';
import { expect, test } from './test.ts';

const hourMs = 3_600_000;
let twin: FrozenTwin;

const draft: WorkOrder = {
  id: 'labeller-bearings',
  machine: 'labeller' as MachineId,
  component: 'drive',
  title: 'Replace the bearings of the main drive',
  steps: ['Lock the machine out', 'Draw both bearings'],
  parts: [{ number: '6207-2RS', name: 'Deep-groove ball bearing', quantity: 2 }],
  minutes: 60,
  evidence: {
    kind: 'forecast',
    tag: 'labeller.motor-vibration' as TagId,
    limit: 'high',
    at: 4.5,
    fromMs: picturesMs - 4 * hourMs,
    earliestMs: picturesMs + 2 * hourMs,
    likelyMs: picturesMs + 3 * hourMs,
    latestMs: picturesMs + 4 * hourMs,
  },
  state: 'draft',
  draftedMs: picturesMs - hourMs,
  log: [],
  reason: null,
  finding: null,
};

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const plant = JSON.parse(await readFile('src/gateway/plants/bottling.json', 'utf8')) as Plant;
  twin = await startFrozen(plant, calmSample, undefined, undefined, [draft]);
});
test.afterAll(() => twin.stop());
test.use({ locale: 'en-GB' });

test('WO-G5 a draft is changed on the desk, done on the tablet, and what was found is on both', async ({
  browser,
  page,
}) => {
  test.setTimeout(150_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(await twin.link());
  await page.goto(`${twin.url}/desk`);
  await page.getByRole('button', { name: '1 open work order' }).click();
  const list = page.getByRole('dialog', { name: 'Work orders' });
  await expect(list).toContainText('Motor vibration reaches high limit 4.50 mm/s between 12:30 and 14:30');
  await expect(list).toContainText('Urgent');
  const { violations } = await new AxeBuilder({ page }).include('.orders-dialog').analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id }) => id)).toEqual([]);
  await list.getByRole('button', { name: 'Change' }).click();
  await list.getByLabel('Working time, min').fill('45');
  await list.getByRole('button', { name: 'Accept as changed' }).click();
  await expect(list).toContainText('45 min of work');
  await expect(list).toContainText('Accepted by Administrator');

  const tablet = await browser.newPage({ viewport: { width: 820, height: 1180 }, hasTouch: true });
  await tablet.goto(await twin.link());
  await tablet.goto(`${twin.url}/tablet?m=labeller&sheet=full`);
  const order = tablet.locator('.order');
  const start = order.getByRole('button', { name: /^Start work/ });
  await start.waitFor();
  expect((await start.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  await start.tap();
  await order.getByRole('button', { name: 'Close' }).tap();
  await order.getByLabel('Which fault').fill('Outer race pitted');
  await order.getByRole('button', { name: 'Close' }).tap();
  await expect(order).toHaveCount(0);
  await tablet.close();

  // The desk was told of all of it.
  await list.getByText('Closed and rejected (1)').click();
  await expect(list).toContainText('Fault confirmed: Outer race pitted');
  await list.getByRole('button', { name: 'Show the moment and the trend' }).click();
  await expect(page.locator('.desk')).toHaveAttribute('data-mode', 'past');
  await expect(page.getByRole('heading', { name: 'Labeller', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/pens=labeller\.motor-vibration/);
});
