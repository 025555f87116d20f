import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { systemClock } from '../src/gateway/clock.ts';
import { DataType, encodePayload, type MetricToWrite } from '../src/gateway/connectors/sparkplug-codec.ts';
import type { Machine, Plant } from '../src/twin/plant.ts';
import { ended, type RunningGateway, runGemba, startGemba } from './gateway.ts';
import { type Mosquitto, mosquittoPath, startMosquitto } from './mosquitto.ts';
import { expect, test } from './test.ts';

const plantFile = join(import.meta.dirname, '../src/gateway/plants/rig.json');
const hostile = '<img src=x onerror="alert(1)">\u202egpj.exe\r\n=cmd()';

test.skip(mosquittoPath === undefined, 'there is no mosquitto');

test.describe('a plant that reports texts through a real broker', () => {
  let broker: Mosquitto;
  let gateway: RunningGateway;
  let folder: string;
  let file: string;
  let node: MqttClient;
  let seq = 0;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gemba-texts-'));
    broker = await startMosquitto();
    file = join(folder, 'rig.json');
    const plant = JSON.parse(await readFile(plantFile, 'utf8'), (_, each) =>
      each?.id === 'pump' ? withBatch(each) : each,
    ) as Plant;
    const sources = plant.sources.map((source) => ({ ...source, url: broker.url }));
    await writeFile(file, JSON.stringify({ ...plant, sources }));
    gateway = await startGemba(file);
    node = await connectAsync(broker.url, { reconnectPeriod: 0 });
  });
  test.afterEach(async ({ page }) => {
    await page.close(); // before its gateway ends
    await node.endAsync();
    await gateway.stop();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const withBatch = (pump: Machine): Machine => ({
    ...pump,
    mainTags: ['batch', ...pump.mainTags],
    tags: [...pump.tags, { id: 'batch', name: 'Batch', kind: 'text', address: 'pump/Batch' }],
    bindings: [...pump.bindings, { tag: 'batch', part: 'shaft', as: 'text' }],
  });

  const send = (type: string, device: string, metrics: MetricToWrite[]) => {
    const topic = `spBv1.0/gemba/${type}/rig${device && `/${device}`}`;
    const payload = encodePayload({ timestampMs: systemClock.now(), seq: seq++ % 256, metrics });
    return node.publishAsync(topic, Buffer.from(payload));
  };
  const said = (value: string, timestampMs: number): MetricToWrite => ({
    name: 'Batch',
    datatype: DataType.string,
    timestampMs,
    value,
  });
  const bdSeq = { name: 'bdSeq', datatype: DataType.int64, value: 0 };

  test('live, in the past, asked, after a restart and carried away: always the text that was sent', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const nowMs = systemClock.now();
    await send('NBIRTH', '', [bdSeq]);
    await send('DBIRTH', 'pump', [said(hostile, nowMs)]);
    await send('DDATA', 'pump', [said('Lot 4709', nowMs - 400_000), said('Lot 4710', nowMs - 240_000)]);

    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    await page
      .getByRole('treeitem', { name: /Water pump/ })
      .first()
      .click();
    const row = page.locator('[data-tag="pump.batch"] .tag-value');
    const shownHostile = '<img src=x onerror="alert(1)"> gpj.exe  =cmd()';

    await test.step('the live text is the one sent last, and nothing that it holds is run', async () => {
      await expect(row).toHaveText(shownHostile);
      await expect(page.locator('img[src="x"]')).toHaveCount(0);
      await send('DDATA', 'pump', [said('Lot 4711', systemClock.now())]);
      await expect(row).toHaveText('Lot 4711');
    });

    const batch = page.getByRole('button', { name: 'Batch', exact: true });
    const history = page.getByRole('region', { name: 'Water pump Batch' });
    await test.step('the trend lists its changes, and each leads to its moment', async () => {
      await batch.click();
      const changes = history.getByRole('listitem');
      await expect(changes).toHaveCount(4);
      for (const [k, text] of ['Lot 4711', shownHostile, 'Lot 4710', 'Lot 4709'].entries()) {
        await expect(changes.nth(k)).toContainText(text.trim());
      }
      await expect(history.locator('.text-band', { hasText: 'Lot 4709' })).toBeVisible();
      await changes.nth(2).getByRole('button').click();
      await expect(page.locator('[data-mode="past"]').first()).toBeVisible();
      await expect(row).toHaveText('Lot 4710');
    });

    await test.step('a question about then and about now is answered with the text', async () => {
      const ask = async (question: string) => {
        await page.keyboard.press('Control+k');
        await page.keyboard.type(question);
        await page.keyboard.press('Enter');
      };
      const answer = page.getByRole('region', { name: 'Answer' });
      await ask('what is the batch of the pump');
      await expect(answer).toContainText('Lot 4710');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Back to live' }).click();
      await ask('what is the batch of the pump');
      await expect(answer).toContainText('Lot 4711');
      await page.keyboard.press('Escape');
    });

    await test.step('after a restart it means the same', async () => {
      const { port, data } = gateway;
      await page.goto('about:blank'); // what becomes of an open page is no matter of texts
      gateway.process.kill('SIGTERM');
      await ended(gateway.process);
      gateway = await startGemba(file, { port, data });
      await page.goto(`${gateway.url}/desk?m=pump`);
      await expect(row).toHaveText('Lot 4711');
      await batch.click();
      await history.getByRole('listitem').filter({ hasText: 'Lot 4709' }).getByRole('button').click();
      await expect(row).toHaveText('Lot 4709');
    });

    await test.step('carried away it is text, which no spreadsheet runs', async () => {
      const out = join(folder, 'out.csv');
      const [from, to] = [nowMs - 3_600_000, nowMs + 3_600_000].map((ms) => new Date(ms).toISOString());
      const window = ['--from', from!, '--to', to!, '--tags', 'pump.batch', '--data', gateway.data];
      await runGemba('export', file, ...window, '--format', 'csv', '--out', out);
      const csv = await readFile(out, 'utf8');
      for (const text of ['Lot 4709', 'Lot 4710', 'Lot 4711']) expect(csv).toContain(`,${text}\r\n`);
      const { output } = await runGemba(
        'export',
        file,
        ...window,
        '--format',
        'gemba',
        '--out',
        join(folder, 'out.gemba'),
      );
      expect(output).toContain('Wrote');
    });
  });
});
