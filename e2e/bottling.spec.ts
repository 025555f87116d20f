import { type ChildProcess, spawn } from 'node:child_process';
import type { Page } from '@playwright/test';
import { systemClock } from '../src/gateway/clock.ts';
import { ended, gemba, printed, type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

let gateway: RunningGateway;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  gateway = await startGemba('bottling');
});
/** Gateways that a test started anew on the same port and data. */
const restarted: ChildProcess[] = [];
test.afterAll(async () => {
  for (const child of restarted) child.kill('SIGKILL');
  await Promise.all(restarted.map(ended));
  await gateway.stop();
});

/** A page that is signed in by a link of its own, with the hall drawn. */
async function openHall(page: Page): Promise<void> {
  const { output } = await runGemba('link', 'bottling', '--port', String(gateway.port), '--data', gateway.data);
  await page.goto(output.match(/http:\S+/)![0]);
  await page.locator('[data-ready="true"]').waitFor();
}

const inTree = (page: Page, machine: string) => page.locator(`[role="treeitem"][data-machine="${machine}"]`);
const label = (page: Page, machine: string) => page.locator(`button[data-machine="${machine}"]`);

test('the printed link opens a live, pickable hall with no other step', async ({ page }) => {
  const startMs = systemClock.now();
  await page.goto(gateway.link);
  await page.locator('[data-ready="true"]').waitFor();
  test.info().annotations.push({ type: 'first picture', description: `${systemClock.now() - startMs} ms` });
  const hall = page.locator('[data-ready="true"]');
  expect(Number(await hall.getAttribute('data-draw-calls'))).toBeLessThan(60);
  await expect(label(page, 'filler')).toHaveAttribute('data-state', /.+/);
  await expect(page.getByRole('status', { name: 'Sensor to screen' })).toHaveAttribute('data-p95', /^\d/);

  await label(page, 'filler').click();
  await expect(page.getByRole('heading', { name: 'Filler', exact: true })).toBeVisible();
  const meters = page.getByRole('meter');
  expect(await meters.count()).toBeGreaterThan(3);
  const trendOf = page.locator('[data-tag^="filler."] button').first();
  await trendOf.click();
  await expect(page.locator('.uplot canvas').first()).toBeVisible();
});

test('a link that was used, or that nobody made, is refused', async ({ page, request }) => {
  const used = await request.get(gateway.link);
  expect(used.status()).toBe(403);
  expect(await used.text()).toContain('has been used already');
  const forged = await request.get(`${gateway.url}/sign-in?token=forged`);
  expect(forged.status()).toBe(403);
  // Without a session the page says what to do, and knows nothing about the plant.
  await page.goto(gateway.url);
  await expect(page.getByText('npx gemba link')).toBeVisible();
  expect(await page.content()).not.toContain('Filler');
});

test('a click on a machine in the picture selects it; on the floor, nothing', async ({ page }) => {
  await openHall(page);
  const canvas = page.locator('canvas').first();
  const box = (await canvas.boundingBox())!;
  const target = label(page, 'filler');
  await target.dblclick(); // frames it: the machine is then in the middle of the picture
  await expect(inTree(page, 'filler')).toHaveAttribute('aria-selected', 'true');
  await page.waitForTimeout(1500);
  await page.keyboard.press('Escape');
  await page.mouse.click(box.x + 5, box.y + box.height - 5);
  await expect(inTree(page, 'filler')).toHaveAttribute('aria-selected', 'false');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(inTree(page, 'filler')).toHaveAttribute('aria-selected', 'true');
});

test('any moment of the last 24 h is a drag away, and one key returns to live', async ({ page }) => {
  await openHall(page);
  await label(page, 'filler').click();
  const mode = page.locator('[data-mode]').first();
  await expect(mode).toHaveAttribute('data-mode', 'live');
  const time = page.getByRole('slider', { name: 'Time' });
  const box = (await time.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(mode).toHaveAttribute('data-mode', 'past');
  await expect(page.getByText(/^PAST/).first()).toBeVisible();
  const before = Number(await time.getAttribute('aria-valuenow'));
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('600');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => Number(await time.getAttribute('aria-valuenow'))).toBeGreaterThan(before + 60_000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page
    .locator('canvas')
    .first()
    .focus()
    .catch(() => undefined);
  await page.keyboard.press('l');
  await expect(mode).toHaveAttribute('data-mode', 'live');
});

test('questions are answered with evidence; what is not understood says so', async ({ page }) => {
  await openHall(page);
  const ask = async (text: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: 'Answer' });
    await expect(answer).toHaveAttribute('aria-busy', 'false');
    return answer;
  };
  await expect(await ask('how many bottles did the filler make in the last hour')).toContainText(/\d,\d{3}/);
  await expect(await ask('what is the capper doing')).toContainText('Capper');
  await expect(inTree(page, 'capper')).toHaveAttribute('aria-selected', 'true');
  const unclear = await ask('what is the weather in Berlin');
  await expect(unclear.locator('[data-kind="unclear"]')).toBeVisible();
  await expect(unclear.getByRole('button').first()).toBeVisible();
  const command = await ask('stop the filler');
  await expect(command.locator('[data-kind="unclear"]')).toBeVisible();
});

test('a German page is answered in German, and in English once it speaks English', async ({ page }) => {
  await page.addInitScript(
    () => localStorage.getItem('gemba-language') ?? localStorage.setItem('gemba-language', 'de'),
  );
  await openHall(page);
  /** Asks again where the connection was lost. */
  const isAnswered = (question: string, region: string, sentences: readonly RegExp[]) =>
    expect(async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+a');
      await page.keyboard.type(question);
      await page.keyboard.press('Enter');
      const answer = page.getByRole('region', { name: region, exact: true });
      await expect(answer).toHaveAttribute('aria-busy', 'false');
      for (const sentence of sentences) expect(await answer.textContent()).toMatch(sentence);
    }).toPass();
  await isAnswered('how many bottles did the filler make in the last hour', 'Antwort', [
    /Der Zuwachs von Bottles out \(Filler\) betrug in der letzten Stunde [\d.]+ bottles \([\d.]+ Messwerte?/,
    /Verstanden als: Zuwachs · Bottles out \(Filler\) · in der letzten Stunde/,
  ]);
  await isAnswered('wie warm ist es heute', 'Antwort', [
    /Das lässt sich nicht beantworten: .*Fragen werden vorerst nur auf Englisch verstanden\./,
  ]);
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
  await isAnswered('what is the capper doing', 'Answer', [/Capper is \w+/]);
});

test('the gateway is killed and comes back: so do live values, and the past shows its moment again', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await openHall(page);
  const restart = async () => {
    const again = spawn(process.execPath, [
      ...[gemba, 'start', 'bottling', '--port', String(gateway.port), '--data', gateway.data],
    ]);
    restarted.push(again);
    await printed(again, /sign-in\?token=/);
    await expect(page.getByText(/Connection lost/)).toHaveCount(0, { timeout: 30_000 });
    return again;
  };
  const mode = page.locator('[data-mode]').first();
  gateway.process.kill('SIGKILL');
  await ended(gateway.process);
  await expect(page.getByText(/Connection lost/).first()).toBeVisible();
  const second = await restart();
  await expect(mode).toHaveAttribute('data-mode', 'live');

  await inTree(page, 'filler').click();
  const state = page.locator('[data-tag^="filler."]').first();
  const back = page.getByRole('button', { name: 'Back 10 seconds' });
  await back.click();
  await expect(mode).toHaveAttribute('data-mode', 'past');
  second.kill('SIGKILL');
  await ended(second);
  await expect(page.getByText(/Connection lost/).first()).toBeVisible();
  for (let k = 0; k < 30; k++) await back.click(); // 5 minutes, none of which can be had now
  const trouble = page.getByText('not connected to the gateway', { exact: true });
  await expect(trouble).toBeVisible();
  const third = await restart();
  await expect(trouble).toHaveCount(0);
  const shown = await state.textContent();
  await back.click();
  await page.getByRole('button', { name: 'Forward 10 seconds' }).click(); // asks for the same moment once more
  await page.waitForTimeout(1500);
  expect(await state.textContent()).toBe(shown);
  third.kill('SIGTERM');
  await ended(third);
});
