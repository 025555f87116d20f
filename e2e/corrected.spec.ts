import { readFile } from 'node:fs/promises';
import { systemClock } from '../src/gateway/clock.ts';
import type { Plant } from '../src/twin/plant.ts';
import { calmSample, type FrozenTwin, startFrozen } from './frozen.ts';
import { expect, test } from './test.ts';

const minuteMs = 60_000;
const nowMs = Math.floor(systemClock.now() / minuteMs) * minuteMs;
/** When it was corrected, by the site's clocks. */
const when = new Date(nowMs).toLocaleTimeString('sv-SE', { timeZone: 'Europe/Berlin', timeStyle: 'short' });

/** The bowl of the filler was told as 12 % full from two hours ago to one hour ago. */
let twin: FrozenTwin;
test.beforeAll(async () => {
  const plant = JSON.parse(await readFile('src/gateway/plants/bottling.json', 'utf8')) as Plant;
  const sampleOf: typeof calmSample = (tag, hoursAgo) =>
    tag.id === 'filler.bowl-level' && hoursAgo > 1 && hoursAgo <= 2
      ? { value: 52.5, first: 12 }
      : calmSample(tag, hoursAgo);
  twin = await startFrozen(plant, sampleOf, nowMs);
});
test.afterAll(() => twin.stop());

for (const { locale, title, said } of [
  { locale: 'en-GB', title: 'Corrected values', said: new RegExp(`corrected .*${when}, was 12.0 %$`) },
  { locale: 'de-DE', title: 'Berichtigte Werte', said: new RegExp(`berichtigt .*${when}, zuvor 12,0 %$`) },
]) {
  test.describe(`a page in ${locale}`, () => {
    test.use({ locale });

    test('CORR-1 says of a machine of the past which of its values were corrected', async ({ page }) => {
      await page.goto(await twin.link());
      const list = page.getByRole('list', { name: title });
      for (const { minutesAgo, items } of [
        { minutesAgo: 95, items: [said] },
        { minutesAgo: 35, items: [] },
      ]) {
        const at = new Date(nowMs - minutesAgo * minuteMs).toISOString();
        await page.goto(`${twin.url}/desk?at=${at.replace('.000Z', 'Z')}&m=filler`);
        await page.locator('[data-ready="true"]').waitFor();
        await expect(page.locator('[data-tag="filler.bowl-level"]').first()).toContainText('%');
        await expect(list.getByRole('listitem')).toHaveText(items);
      }
    });
  });
}
