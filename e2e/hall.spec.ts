import type { Page } from '@playwright/test';
import { type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

let gateway: RunningGateway;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  gateway = await startGemba('bottling');
});
test.afterAll(() => gateway.stop());

async function openHall(page: Page): Promise<void> {
  const { output } = await runGemba('link', 'bottling', '--port', String(gateway.port), '--data', gateway.data);
  await page.goto(output.match(/http:\S+/)![0]);
  await page.locator('.hall[data-settled="true"]').waitFor();
}

const drawn = async (page: Page): Promise<number> => Number(await page.locator('.hall').getAttribute('data-drawn'));

/** How many greys there are in the middle of the picture: a blank one has one. */
async function greysIn(page: Page): Promise<number> {
  const box = (await page.locator('.hall canvas').boundingBox())!;
  const middle = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.4, width: 240, height: 120 };
  const png = (await page.screenshot({ clip: middle })).toString('base64');
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    return new Set(Array.from({ length: pixels.length / 4 }, (_, k) => pixels[k * 4])).size;
  }, png);
}

test('a context that the browser never gives back: a new picture within 3 s, tree and values there all along', async ({
  page,
}) => {
  await openHall(page);
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.hall canvas')!;
    canvas.dataset.old = 'true';
    canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
    // Whether the tree, or what is in it, was ever missing.
    const watched = window as unknown as { treeGone: number };
    watched.treeGone = 0;
    const look = () => {
      if (document.querySelectorAll('[role="treeitem"]').length < 5) watched.treeGone++;
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  await expect(page.getByText('The graphics driver has stopped')).toBeVisible();
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  const again = page.locator('.hall canvas:not([data-old])');
  await expect(again).toBeVisible({ timeout: 3000 });
  await expect(page.getByText('The graphics driver has stopped')).toHaveCount(0, { timeout: 3000 });
  await expect.poll(() => greysIn(page)).toBeGreaterThan(20);
  expect(await page.evaluate(() => (window as unknown as { treeGone: number }).treeGone)).toBe(0);
});

test('nothing is drawn while nothing changes, nor while nobody sees it; back again everything is in force', async ({
  page,
}) => {
  await openHall(page);
  const time = page.locator('[data-mode]').first();
  await page.getByRole('button', { name: 'Back 10 seconds' }).click();
  await expect(time).toHaveAttribute('data-mode', 'past');
  await page.waitForTimeout(4000); // the moment has come, the picture stands and was drawn whole
  const before = await drawn(page);
  await page.waitForTimeout(3000);
  expect(await drawn(page)).toBe(before);

  await page.keyboard.press('l');
  await expect(time).toHaveAttribute('data-mode', 'live');
  await expect.poll(() => drawn(page)).toBeGreaterThan(before);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(1000);
  const hidden = await drawn(page);
  await page.waitForTimeout(3000);
  expect(await drawn(page)).toBe(hidden);
  await page.evaluate(() => {
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => drawn(page), { timeout: 2000 }).toBeGreaterThan(hidden);
});

test('samples do not reach the panels between two seconds', async ({ page }) => {
  await openHall(page);
  await page.waitForTimeout(2000);
  const changes = await page.evaluate(async () => {
    const seen: number[] = [];
    const panels = document.querySelector('[role="tree"]')!.parentElement!;
    const observer = new MutationObserver(() => {
      seen.push((performance.timeOrigin + performance.now()) % 1000);
    });
    observer.observe(panels, { childList: true, subtree: true, characterData: true, attributes: true });
    await new Promise((resolve) => setTimeout(resolve, 8000));
    observer.disconnect();
    return seen.length;
  });
  // Once a second, and when a machine changes its state; the data came about ten times as often.
  expect(changes).toBeLessThan(20);
});

test('the key h shows what the picture costs, beside what was promised', async ({ page }) => {
  await openHall(page);
  await page.keyboard.press('h');
  const costs = page.getByRole('complementary', { name: 'Cost of the picture' });
  await expect(costs).toContainText('of 150');
  await expect(costs).toContainText(/Main thread a frame[\d.]+ ms/);
  const calls = Number(await page.locator('.hall').getAttribute('data-draw-calls'));
  expect(calls).toBeGreaterThan(0);
  expect(calls).toBeLessThanOrEqual(150);
  await page.keyboard.press('h');
  await expect(costs).toHaveCount(0);
});
