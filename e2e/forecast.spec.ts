import { readFile } from 'node:fs/promises';
import type { Plant } from '../src/twin/plant.ts';
import { calmSample, type FrozenTwin, startFrozen } from './frozen.ts';
import { expect, test } from './test.ts';

const minuteMs = 60_000;
let twin: FrozenTwin;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const plant = JSON.parse(await readFile('src/gateway/plants/bottling.json', 'utf8')) as Plant;
  // The filler's gearbox grows warmer by 3 degrees an hour: in an hour it is at its limit.
  twin = await startFrozen(
    plant,
    (tag, hoursAgo) =>
      tag.id === 'filler.gearbox-temperature'
        ? { value: 57 - 3 * hoursAgo + 0.05 * Math.sin(1000 * hoursAgo) }
        : calmSample(tag, hoursAgo),
    undefined,
    { stepMs: minuteMs, longestRestMs: 1000 },
  );
});
test.afterAll(() => twin.stop());
test.use({ locale: 'en-GB' });

test('FORE-1 what is foretold stands right of now; pressed, it shows the course up to the limit', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(await twin.link());
  const forecasts = page.getByRole('region', { name: 'Forecast' });
  const bar = forecasts.getByRole('button');
  await expect(bar).toHaveCount(1, { timeout: 90_000 });
  await expect(bar).toHaveAccessibleName(
    /^Filler: Gearbox temperature reaches high limit 60\.00 °C between 1[01]:\d\d and 1[12]:\d\d \(most likely 11:\d\d\)$/,
  );
  await bar.focus();
  await expect(forecasts.getByText('Filler: Gearbox temperature')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
  await expect(page.locator('.trend .fan-note')).toContainText('Foretold, no measurement');

  // Nobody can go to what is to come: the cursor stands at now, in the past, where nothing is foretold.
  const strip = page.getByRole('slider', { name: 'Time', exact: true });
  const box = (await strip.boundingBox())!;
  await page.mouse.click(box.x + box.width - 3, box.y + box.height - 5);
  await expect(page.locator('.desk')).toHaveAttribute('data-mode', 'past');
  const [now, max] = await Promise.all([strip.getAttribute('aria-valuenow'), strip.getAttribute('aria-valuemax')]);
  expect(Number(now)).toBeLessThanOrEqual(Number(max));
  await expect(bar).toHaveCount(0);
  await expect(page.locator('.trend .fan-note')).toHaveCount(0);
  await expect(forecasts).toContainText('Forecasts are of now');
});

test('the tablet lists it with its machine, the wall shows the nearest', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.goto(await twin.link());
  await page.goto(`${twin.url}/tablet?m=filler&sheet=full`);
  const list = page.locator('.forecast-list');
  await expect(list.getByRole('button')).toHaveText(/Gearbox temperature reaches high limit/, { timeout: 90_000 });
  await page.goto(`${twin.url}/tablet?m=capper&sheet=full`);
  await expect(page.getByRole('heading', { name: 'Capper', exact: true })).toBeVisible();
  await expect(list).toHaveCount(0);

  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${twin.url}/wall?distance=3&diagonal=55&tour=0`);
  await expect(page.locator('.wall-forecast')).toContainText('Gearbox temperature: 60.0', { timeout: 30_000 });
  await expect(page.locator('.wall-column .overview')).toBeVisible();
});
