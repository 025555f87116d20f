import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { systemClock } from '../src/gateway/clock.ts';
import { packmlCode } from '../src/twin/packml.ts';
import type { Plant } from '../src/twin/plant.ts';
import type { PlacedTag } from '../src/twin/plant-index.ts';
import { Quality } from '../src/twin/quality.ts';
import { calmSample, type FrozenSample, type FrozenTwin, startFrozen } from './frozen.ts';
import { expect, test } from './test.ts';

/** What the record says of these tags since, and before, two hours ago; of all others always the same. */
const recorded: Readonly<Record<string, { readonly a: FrozenSample; readonly b: FrozenSample }>> = {
  'capper.state': { a: { value: packmlCode('Held') }, b: { value: packmlCode('Execute') } },
  'filler.bowl-level': { a: { value: 81.5 }, b: { value: 52.5 } },
  'filler.product-temperature': { a: { value: 5.2 }, b: { value: 4.8, quality: Quality.stale } },
  'palletiser.joint-1-angle': { a: { value: 175 }, b: { value: -175 } },
  'palletiser.joint-2-angle': { a: { value: 20 }, b: { value: 62 } },
  'wrapper.carriage-height': { a: { value: 0.3 }, b: { value: 1.9 } },
  'agv-1.position': { a: { value: 0.2 }, b: { value: 0.6 } },
  'agv-1.loaded': { a: { value: 1 }, b: { value: 0 } },
};
const hoursBefore = 2;

const minuteMs = 60_000;
/** A's moment, five minutes ago, and B's, two hours before it: the one after, the other before all has changed. */
const nowMs = Math.floor(systemClock.now() / minuteMs) * minuteMs;
const aMs = nowMs - 5 * minuteMs;
const bMs = aMs - 2 * 60 * minuteMs;
const utc = (timeMs: number): string => new Date(timeMs).toISOString().replace('.000Z', 'Z');
/** As the site's clocks have it, to be typed. */
const local = (timeMs: number): string =>
  new Date(timeMs).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });
const clock = (timeMs: number): string => local(timeMs).slice(-8);

function sampleOf(tag: PlacedTag, hoursAgo: number): FrozenSample {
  const own = recorded[tag.id];
  if (!own) return calmSample(tag, hoursAgo);
  return hoursAgo < hoursBefore ? own.a : own.b;
}

test.describe('then beside now', () => {
  let twin: FrozenTwin;

  test.beforeAll(async () => {
    const plant = JSON.parse(await readFile('src/gateway/plants/bottling.json', 'utf8')) as Plant;
    twin = await startFrozen(plant, sampleOf, nowMs);
  });
  test.afterAll(() => twin.stop());

  /** Signed in, at this address, with the hall drawn. */
  async function open(page: Page, address: string): Promise<void> {
    await page.goto(await twin.link());
    await page.goto(`${twin.url}${address}`);
    await page.locator('[data-ready="true"]').waitFor();
  }

  test('what is listed is what the record says of both moments', async ({ page }) => {
    await open(page, `/desk?at=${utc(aMs)}`);
    await page.keyboard.press('6');
    const pane = page.getByRole('region', { name: 'Differences' });
    await pane.getByRole('button', { name: 'Compare' }).click();

    await test.step('B is typed two hours before A', async () => {
      await pane.getByTitle('Type a time for B').click();
      await pane.getByRole('textbox', { name: 'B at time' }).fill(local(bMs));
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/[?&]b=-120(&|$)/);
    });

    const row = (tag: string) => pane.locator(`[data-tag="${tag}"]`);
    await test.step('states first, then values, positions, and what cannot be compared', async () => {
      await expect(row('capper.state')).toContainText('A Held B Execute');
      await expect(row('filler.bowl-level')).toContainText('A 81.5 % B 52.5 %');
      await expect(row('filler.bowl-level')).toContainText('+29.0 %');
      await expect(row('wrapper.carriage-height')).toContainText('−1.60 m');
      // The short way round: 10° apart, not 350.
      await expect(row('palletiser.joint-1-angle')).toContainText('−10 °');
      await expect(row('filler.product-temperature')).toContainText('B stale');
      await expect(row('filler.product-temperature')).not.toContainText('4.8');
      const listed = await pane.locator('[data-tag]').evaluateAll((rows) => rows.map((each) => each.dataset.tag));
      expect(listed[0]).toBe('capper.state');
      expect([...listed].sort()).toEqual(Object.keys(recorded).sort());
    });

    const drawCalls = async () => Number(await page.locator('[data-ready="true"]').getAttribute('data-draw-calls'));
    await test.step('the hall says so, too, within what it may cost', async () => {
      await expect(page.locator('.scene-label[data-machine="capper"]')).toContainText('B Execute');
      expect(await drawCalls()).toBeLessThan(80);
    });

    await test.step('a line alone', async () => {
      await pane.getByRole('combobox', { name: 'Line' }).selectOption({ index: 1 });
      await expect(row('filler.bowl-level')).toBeVisible();
      await expect(row('wrapper.carriage-height')).toHaveCount(0);
      await pane.getByRole('combobox', { name: 'Line' }).selectOption({ index: 0 });
    });

    await test.step('a click selects; the inspector tells both values', async () => {
      await row('filler.bowl-level').click();
      const gauge = page.locator('.inspector [data-tag="filler.bowl-level"]');
      await expect(gauge).toContainText('81.5');
      await expect(gauge).toContainText('52.5');
      await expect(gauge).toContainText('+29.0 %');
    });

    await test.step('B keeps its distance, or stays where it is pinned', async () => {
      await page.keyboard.press('Shift+ArrowLeft');
      await expect(page).toHaveURL(/[?&]b=-120(&|$)/);
      await pane.getByRole('button', { name: 'Pin', exact: true }).click();
      await expect.poll(() => page.url()).toContain(`b=${utc(bMs - 10_000)}`);
      await page.keyboard.press('Shift+ArrowRight');
      await expect(pane.getByTitle('Type a time for B')).toContainText(clock(bMs - 10_000));
    });

    await test.step('a link restores the comparison; D ends it', async () => {
      const address = page.url();
      await page.goto('about:blank');
      await page.goto(address);
      await expect(row('capper.state')).toContainText('A Held B Execute');
      await expect(page.locator('.scene-label[data-machine="capper"]')).toContainText('B Execute');
      const compared = await drawCalls();
      await page.keyboard.press('d');
      await expect(page).not.toHaveURL(/[?&]b=/);
      await expect(row('capper.state')).toHaveCount(0);
      await expect.poll(drawCalls).toBeLessThan(compared);
      await expect(page.locator('.scene-label[data-machine="capper"]')).not.toContainText('B ');
    });
  });
});
