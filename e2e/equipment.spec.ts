import { readFile } from 'node:fs/promises';
import { galleryTypes, plantOfOne } from '../src/app/layouts/gallery/gallery-plant.ts';
import { equipment } from '../src/twin/equipment/equipment.ts';
import { type FrozenTwin, startFrozen } from './frozen.ts';
import { differing, expectGolden } from './golden.ts';
import { expect, test } from './test.ts';

let twin: FrozenTwin;
test.beforeAll(async () => {
  twin = await startFrozen(plantOfOne('pump', {}));
});
test.afterAll(() => twin.stop());
test.use({ viewport: { width: 1100, height: 560 }, locale: 'en-GB', reducedMotion: 'reduce' });

test('every equipment type is listed with its parts, and looks as it did', async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto(`${twin.url}/gallery`);
  for (const type of galleryTypes) {
    const { name, parts, parameters = {} } = equipment[type]!;
    await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
    const sheet = page.locator('.gallery-sheet');
    await expect(sheet.locator('h2')).toHaveText(name);
    const codes = await sheet.locator('li > code, li label code').allTextContents();
    expect(codes).toEqual([...Object.keys(parts), ...Object.keys(parameters)]);
    const hall = page.locator('.gallery-scene [data-settled="true"]');
    await hall.waitFor();
    await expectGolden(page, hall.locator('canvas'), `equipment-${type}`, [page.locator('.view-tools')]);
  }
});

test('a golden picture tells one machine from another', async ({ page }) => {
  const [lathe, press] = await Promise.all(
    ['equipment-lathe', 'equipment-press'].map((name) => readFile(`e2e/goldens/${name}.png`)),
  );
  await page.goto(`${twin.url}/gallery`);
  expect(await differing(page, lathe!, press!)).toBeGreaterThan(0.1);
});
