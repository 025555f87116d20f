import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type PackmlState, packmlCode } from '../src/twin/packml.ts';
import type { Machine, MachineId, Plant } from '../src/twin/plant.ts';
import type { PlacedTag } from '../src/twin/plant-index.ts';
import { Quality } from '../src/twin/quality.ts';
import { calmSample, type FrozenSample, type FrozenTwin, startFrozen } from './frozen.ts';
import { expectGolden } from './golden.ts';
import { expect, test } from './test.ts';

/** In the bottling hall the capper is held, the packer's vibration is high, the labeller's is very high. */
function sampleOf(tag: PlacedTag, hoursAgo: number): FrozenSample {
  const { id } = tag;
  if (hoursAgo < 0.5) {
    if (id === 'capper.state') return { value: packmlCode('Held') };
    if (id === 'packer.motor-vibration') return { value: tag.tag.limits!.high! * 1.1 };
    if (id === 'labeller.motor-vibration') return { value: tag.tag.limits!.highHigh! * 1.1 };
    if (id === 'rinser.water-flow') return { ...calmSample(tag, hoursAgo), quality: Quality.stale };
  }
  return calmSample(tag, hoursAgo);
}

/** Each look that a machine can have, side by side: by machine id its PackML state, value and quality. */
const looks: Readonly<Record<string, { state: PackmlState; value: number; quality?: number }>> = {
  running: { state: 'Execute', value: 50 },
  idle: { state: 'Idle', value: 50 },
  held: { state: 'Held', value: 50 },
  suspended: { state: 'Suspended', value: 50 },
  stopped: { state: 'Stopped', value: 50 },
  aborted: { state: 'Aborted', value: 50 },
  stale: { state: 'Execute', value: 50, quality: Quality.stale },
  bad: { state: 'Execute', value: 50, quality: Quality.bad },
  uncertain: { state: 'Execute', value: 50, quality: Quality.uncertain },
  low: { state: 'Execute', value: 15 },
  high: { state: 'Execute', value: 85 },
  'very-high': { state: 'Execute', value: 95 },
};

const looksPlant: Plant = {
  format: 'gemba-plant/1',
  id: 'looks',
  name: 'Looks',
  site: { name: 'Looks', timeZone: 'Europe/Berlin', shifts: [], floor: [16, 12] },
  sources: [{ id: 'hand', type: 'simulation', seed: 1 }],
  areas: [
    {
      id: 'area',
      name: 'Area',
      lines: [
        {
          id: 'line',
          name: 'Line',
          machines: Object.keys(looks).map(
            (id, k): Machine => ({
              id: id as MachineId,
              name: id,
              type: 'rinser',
              pose: { x: 2 + (k % 4) * 4, z: 2 + Math.floor(k / 4) * 4 },
              components: [{ id: 'drive', name: 'Drive', part: 'motor' }],
              mainTags: ['state', 'load'],
              bindings: [
                { tag: 'state', part: 'body', as: 'colour' },
                { tag: 'load', part: 'motor', as: 'colour' },
              ],
              tags: [
                { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: `${id}/state` },
                {
                  id: 'load',
                  name: 'Load',
                  kind: 'number',
                  unit: '%',
                  range: [0, 100],
                  limits: { low: 20, high: 80, highHigh: 90 },
                  component: 'drive',
                  address: `${id}/load`,
                },
              ],
            }),
          ),
        },
      ],
    },
  ],
  flows: [],
};

const lookOf = ({ tag, machine }: PlacedTag): FrozenSample => {
  const { state, value, quality = Quality.good } = looks[machine.machine.id]!;
  return { value: tag.id === 'state' ? packmlCode(state) : value, quality };
};

let hall: FrozenTwin;
let row: FrozenTwin;
test.beforeAll(async () => {
  const plant = JSON.parse(await readFile('src/gateway/plants/bottling.json', 'utf8')) as Plant;
  hall = await startFrozen(plant, sampleOf);
  row = await startFrozen(looksPlant, lookOf);
});
test.afterAll(async () => {
  await Promise.all([hall.stop(), row.stop()]);
});
test.use({ locale: 'en-GB', reducedMotion: 'reduce' });

async function open(page: Page, twin: FrozenTwin, path: string): Promise<void> {
  await page.goto(await twin.link());
  await page.goto(`${twin.url}${path}`);
  await page.locator('[data-settled="true"]').waitFor();
  await page.evaluate(() => document.fonts.ready);
}

/** What tells the time goes on while the plant stands still. */
const clocks = (page: Page) => [
  page.locator(
    '.clock, .wall-time, .wall-alarm-age, .wall-kpis, .transport-moment, .status-line, .wall-trust, .strip-cursor, .view-tools',
  ),
];

const layouts = {
  wall: { path: '/wall?distance=3&diagonal=55&tour=0', width: 1920, height: 1080 },
  desk: { path: '/desk', width: 1440, height: 900 },
  tablet: { path: '/tablet', width: 820, height: 1180 },
} as const;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [layout, { path, width, height }] of Object.entries(layouts)) {
      test(`the ${layout} looks as it did`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await open(page, hall, path);
        // Facts first: three alarms, the worst one a priority 1, and the page knows its own theme.
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
        await expect(page.locator('[data-beacon="labeller"]')).toHaveAttribute('data-priority', '1');
        await expect(page.locator('[data-beacon="packer"]')).toHaveAttribute('data-priority', '2');
        await expect(page.locator('[data-beacon="capper"]')).toHaveAttribute('data-priority', '2');
        await expect(page.locator('[data-beacon]')).toHaveCount(3);
        await page.waitForTimeout(2500); // the first key figures and lanes are on their way
        await expectGolden(page, page, `${layout}-${colorScheme}`, clocks(page));
      });
    }

    test('every state, quality and limit looks as it did', async ({ page }) => {
      await page.setViewportSize({ width: 1600, height: 1000 });
      await open(page, row, '/desk');
      for (const [id, { state, quality = Quality.good }] of Object.entries(looks)) {
        const line = page.locator(`[role="treeitem"][data-machine="${id}"]`);
        await expect(line).toHaveAttribute('data-state', quality === Quality.bad ? 'unknown' : state);
        const limit = { low: 'low', high: 'high', 'very-high': 'highHigh' }[id] ?? 'normal';
        await expect(line).toHaveAttribute('data-limit', limit);
        const label = page.locator(`button.scene-label[data-machine="${id}"]`);
        await expect(label).toHaveAttribute('data-stale', String(quality === Quality.stale));
        await expect(label).toHaveAttribute('data-bad', String(quality === Quality.bad));
      }
      await expectGolden(page, page.locator('.hall canvas'), `states-${colorScheme}`, [page.locator('.view-tools')]);
    });
  });
}
