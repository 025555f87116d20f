import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { KpiReport } from '../src/analytics/kpi/report.ts';
import { type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { expect, test } from './test.ts';

let gateway: RunningGateway;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  gateway = await startGemba('bottling');
});
test.afterAll(() => gateway.stop());

const kpi = async (...args: string[]): Promise<KpiReport> => {
  const { output, code } = await runGemba('kpi', '--data-dir', gateway.data, '--json', ...args);
  expect(code, output).toBe(0);
  return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as KpiReport;
};
const line = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const figure = (page: Page, name: string) =>
  line(page, 'Wet end')
    .locator('.report-figures > div')
    .filter({ has: page.getByText(name, { exact: true }) });

test('REPORT-1, REPORT-3: the page says of the shift before what the command says of it', async ({ page }) => {
  await page.goto(gateway.link);
  await page.getByRole('link', { name: 'How did we do' }).click();
  await expect(page.getByRole('heading', { name: /so far$/ })).toBeVisible();
  await page.getByRole('button', { name: 'The one before' }).click();
  await expect(page.getByRole('heading', { name: /so far$/ })).toBeHidden();
  await expect(line(page, 'Wet end')).toBeVisible();
  const from = new URL(page.url()).searchParams.get('from')!;
  const to = new Date(Date.parse(from) + 8 * 3_600_000).toISOString();
  const { rows, stops } = await kpi('--from', from, '--to', to);
  const wetEnd = rows.find((row) => row.line === 'wet-end')!;
  const { oee, availability } = wetEnd.figures;
  await expect(figure(page, 'OEE').locator('dd')).toHaveText(new RegExp(`^${(100 * oee!).toFixed(1)}%`));
  await expect(figure(page, 'Availability').locator('dd')).toHaveText(
    new RegExp(`^${(100 * availability!).toFixed(1)}%`),
  );
  await expect(figure(page, 'Good items').locator('dd')).toHaveText(
    new RegExp(`^${wetEnd.account.items!.good.toLocaleString('en')}`),
  );

  // REPORT-4: a sentence leads to its moment and machine.
  const longest = stops.filter((stop) => stop.line === 'wet-end').sort((a, b) => b.lostMs - a.lostMs)[0]!;
  const at = new Date(longest.fromMs).toISOString();
  await expect(line(page, 'Wet end').locator(`a[href="/?m=${longest.machine}&at=${at}"]`)).toBeVisible();

  // REPORT-5
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')[1]).toContain(`line,Wet end,Filler,${from},${to},${oee},${availability},`);
});

test('REPORT-2: a reload shows the same period, and a wrong one is said', async ({ page }) => {
  const { output } = await runGemba('link', 'bottling', '--port', String(gateway.port), '--data', gateway.data);
  await page.goto(output.match(/http:\S+/)![0]);
  await page.goto(`${gateway.url}/report`);
  await page.getByRole('button', { name: 'From, to' }).click();
  const to = page.getByLabel('To', { exact: true });
  const from = await page.getByLabel('From', { exact: true }).inputValue();
  await to.fill(from);
  await expect(page.getByRole('alert')).toHaveText(/at most 62 days apart/);
  const end = new Date(Date.parse(`${from}Z`) + 3_600_000).toISOString().slice(0, 16);
  await to.fill(end);
  await to.press('Enter');
  await expect(page).toHaveURL(/kind=period/);
  await page.reload();
  await expect(page.getByLabel('To', { exact: true })).toHaveValue(end);
  await expect(line(page, 'Wet end')).toBeVisible();
});
