import { type ChildProcess, spawn } from 'node:child_process';
import type { Page } from '@playwright/test';
import { ended, gemba, printed, type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

test.use({ viewport: { width: 820, height: 1180 }, hasTouch: true });

let gateway: RunningGateway;
const restarted: ChildProcess[] = [];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  gateway = await startGemba('bottling');
});
test.afterAll(async () => {
  for (const child of restarted) child.kill('SIGKILL');
  await Promise.all(restarted.map(ended));
  await gateway.stop();
});

async function open(page: Page, path: string): Promise<void> {
  const { output } = await runGemba('link', 'bottling', '--port', String(gateway.port), '--data', gateway.data);
  await page.goto(output.match(/http:\S+/)![0]);
  await page.goto(gateway.url + path);
  await page.locator('[data-ready="true"]').waitFor();
}

/** Everything in sight that can be pressed and is smaller than it should be. */
const tooSmall = (page: Page, px: number) =>
  page.evaluate((least) => {
    const pressable = 'button, a[href], select, input, [role="slider"], [role="treeitem"], [role="separator"]';
    return [...document.querySelectorAll<HTMLElement>(pressable)].flatMap((element) => {
      // A label over the scene is a shortcut to what can be pressed in the tree; the plan's machines likewise.
      if (element.closest('.hall-labels, .overview, .unseen, [inert]') || !element.checkVisibility()) return [];
      if (getComputedStyle(element).pointerEvents === 'none') return []; // read, not pressed
      // Whatever a label covers is pressed with it.
      const target = element.closest('label') ?? element;
      const { width, height, top, left } = target.getBoundingClientRect();
      if (width === 0 || top >= innerHeight || left >= innerWidth) return [];
      if (width >= least - 0.5 && height >= least - 0.5) return [];
      return [
        `${element.className || element.tagName} ${element.ariaLabel ?? element.textContent}: ${width}x${height}`,
      ];
    });
  }, px);

test('one hand: everything essential is in the lower half, 44 px at least; 20 mm for gloves', async ({ page }) => {
  await open(page, '/tablet?m=filler');
  const bar = page.getByRole('navigation', { name: 'Quick actions' });
  for (const button of await bar.getByRole('button').all()) {
    expect((await button.boundingBox())!.y).toBeGreaterThan(590);
  }
  for (const view of ['machine', 'alarms', 'ask', 'plant', 'time']) {
    await page.goto(`${gateway.url}/tablet?m=filler&sheet=${view}`);
    await page.locator('[data-ready="true"]').waitFor();
    expect(await tooSmall(page, 44), view).toEqual([]);
  }
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /Glove mode/ }).click();
  expect(await tooSmall(page, 75)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.goto(`${gateway.url}/tablet?m=filler`);
  await page.locator('[data-ready="true"]').waitFor();
  expect(await tooSmall(page, 75)).toEqual([]);
  const [first, second] = await bar.getByRole('button').all();
  const [a, b] = [(await first!.boundingBox())!, (await second!.boundingBox())!];
  expect(b.x - a.x - a.width).toBeGreaterThanOrEqual(22); // 6 mm
});

test('the sheet has three heights, by drag, by flick and by keys', async ({ page }) => {
  await open(page, '/tablet?m=filler');
  const sheet = page.locator('.sheet');
  const handle = page.getByRole('slider', { name: 'Height of the sheet' });
  await expect(sheet).toHaveAttribute('data-detent', 'half');
  const drag = async (toY: number) => {
    const box = (await handle.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, toY, { steps: 5 });
    await page.waitForTimeout(200); // the hand rests before it lets go
    await page.mouse.move(box.x + box.width / 2, toY + 1);
    await page.mouse.up();
  };
  await drag(200);
  await expect(sheet).toHaveAttribute('data-detent', 'full');
  await page.waitForTimeout(400);
  await drag(1080);
  await expect(sheet).toHaveAttribute('data-detent', 'peek');
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await expect(handle).toHaveAttribute('aria-valuetext', 'half');
  await page.keyboard.press('End');
  await expect(sheet).toHaveAttribute('data-detent', 'full');
});

test('the next machine along the flow is one press away, and so is live', async ({ page }) => {
  await open(page, '/a/filler');
  await expect(page).toHaveURL(/\/tablet\?m=filler/);
  await page.getByRole('button', { name: 'Next machine' }).click();
  await expect(page.getByRole('heading', { name: 'Conveyor 4', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Previous machine' }).click();
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await page.getByRole('button', { name: 'Back 10 seconds' }).click();
  const mode = page.locator('[data-mode]').first();
  await expect(mode).toHaveAttribute('data-mode', 'past');
  await page.getByRole('navigation', { name: 'Quick actions' }).getByRole('button', { name: 'Back to live' }).click();
  await expect(mode).toHaveAttribute('data-mode', 'live');
});

test('a desk in a narrow window is laid out as a tablet, and held across the sheet stands beside the hall', async ({
  page,
}) => {
  await open(page, '/desk?m=filler');
  await expect(page.locator('.tablet')).toBeVisible();
  await page.setViewportSize({ width: 1000, height: 760 });
  const sheet = (await page.locator('.sheet').boundingBox())!;
  const hall = (await page.locator('.tablet-scene').boundingBox())!;
  expect(sheet.x).toBeGreaterThanOrEqual(hall.x + hall.width - 1);
  expect(hall.width).toBeGreaterThanOrEqual(320);
});

test('without the gateway the last state is shown, dated, never as live; with it, live again', async ({ page }) => {
  test.setTimeout(300_000);
  await open(page, '/tablet?m=filler');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // Kept every 10 s.
  await expect
    .poll(
      () =>
        page.evaluate(
          () =>
            new Promise((resolve) => {
              const request = indexedDB.open('keyval-store');
              // Not there yet: whoever makes it here would make it without what the page puts into it.
              request.onupgradeneeded = () => request.transaction!.abort();
              request.onerror = () => resolve(false);
              request.onsuccess = () => {
                const names = request.result.objectStoreNames;
                if (!names.contains('keyval')) return resolve(false);
                const get = request.result.transaction('keyval').objectStore('keyval').get('state');
                get.onsuccess = () => resolve(get.result !== undefined);
              };
            }),
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
  const speed = page.locator('.fact').first();
  await expect(speed).toHaveAttribute('data-trust', 'good');
  gateway.process.kill('SIGKILL');
  await ended(gateway.process);

  await page.goto(`${gateway.url}/tablet?m=filler`);
  const banner = page.getByRole('alert').filter({ hasText: 'Offline' });
  await expect(banner).toContainText(/State of \w+ \d+ \w+ \d\d:\d\d:\d\d/);
  await expect(banner).toContainText('Not live');
  await expect(speed).toHaveAttribute('data-trust', 'stale');
  await expect(speed.locator('.fact-value')).toHaveText(/\d/);
  await expect(page.getByText('Alarms not known')).toBeVisible();
  await page.getByRole('button', { name: 'Time', exact: true }).click();
  await expect(page.getByText('The timeline needs the gateway.')).toBeVisible();
  await page.keyboard.press('ArrowLeft'); // no past to go to
  await expect(page.locator('[data-mode]').first()).toHaveAttribute('data-mode', 'live');
  await page.getByRole('button', { name: 'Plant', exact: true }).click();
  await page.locator('[role="treeitem"][data-machine="capper"]').click();
  await expect(page.getByRole('heading', { name: 'Capper', exact: true })).toBeVisible();

  const again = spawn(process.execPath, [
    ...[gemba, 'start', 'bottling', '--port', String(gateway.port), '--data', gateway.data],
  ]);
  restarted.push(again);
  await printed(again, /sign-in\?token=/);
  await expect(banner).toHaveCount(0, { timeout: 60_000 });
  await expect(speed).toHaveAttribute('data-trust', 'good');
});
