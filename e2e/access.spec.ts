import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

let gateway: RunningGateway;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  gateway = await startGemba('bottling');
});
test.afterAll(() => gateway.stop());

async function open(page: Page, path: string): Promise<void> {
  const { output } = await runGemba('link', 'bottling', '--port', String(gateway.port), '--data', gateway.data);
  await page.goto(output.match(/http:\S+/)![0]);
  await page.goto(gateway.url + path);
  await page.locator('[data-ready="true"], .codes, .report-line, .door').first().waitFor();
}

/** What axe finds serious or critical, in words that name the element. */
async function grave(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any layout, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(400_000);
    await page.emulateMedia({ colorScheme });
    for (const path of ['/desk?m=filler', '/desk?left=alarms', '/wall', '/codes', '/report', '/a/none', '/gallery']) {
      await open(page, path);
      expect(await grave(page), path).toEqual([]);
    }
    await open(page, '/desk');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    expect(await grave(page), 'keys').toEqual([]);
    await page.setViewportSize({ width: 820, height: 1180 });
    for (const sheet of ['machine', 'alarms', 'ask', 'plant', 'overview', 'time']) {
      await open(page, `/tablet?m=filler&sheet=${sheet}`);
      expect(await grave(page), sheet).toEqual([]);
    }
  });
}

test('all of it without a mouse: a machine, its value, the past and back', async ({ page }) => {
  await open(page, '/desk');
  const focused = page.locator(':focus');
  // The first stop leads straight into the tree.
  await page.keyboard.press('Tab');
  await expect(focused).toHaveText(/plant tree/);
  await page.keyboard.press('Enter');
  await expect(focused).toHaveRole('treeitem');
  while (!/^Filler/.test((await focused.textContent()) ?? '')) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter'); // its first tag becomes a pen
  await expect(page).toHaveURL(/pens=filler\./);
  const mode = page.locator('[data-mode]').first();
  await page.keyboard.press('t');
  await expect(focused).toHaveRole('textbox');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space'); // holds this moment
  await expect(mode).toHaveAttribute('data-mode', 'past');
  await page.keyboard.press('l');
  await expect(mode).toHaveAttribute('data-mode', 'live');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible(); // one Escape, one thing
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toHaveCount(0);
});

test('Tab goes through the whole desk and out again: no trap', async ({ page }) => {
  await open(page, '/desk?left=alarms');
  // The last parts of the desk that come after its first picture.
  await expect(page.getByLabel('Time', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '365 d' })).toBeVisible();
  const seen: string[] = [];
  let out = false;
  for (let k = 0; k < 300 && !out; k++) {
    await page.keyboard.press('Tab');
    const where = await page.evaluate(() => {
      const at = document.activeElement;
      return !at || at === document.body ? null : (at.ariaLabel ?? at.textContent ?? '');
    });
    if (where === null) out = true;
    else seen.push(where);
  }
  expect(out).toBe(true);
  for (const part of ['Plant tree', 'Ask', 'Width of the left pane', 'Width of the inspector', 'Time']) {
    expect(seen).toContain(part);
  }
});
