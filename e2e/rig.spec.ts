import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { connectAsync } from 'mqtt';
import { systemClock } from '../src/gateway/clock.ts';
import { DataType, encodePayload, type MetricToWrite } from '../src/gateway/connectors/sparkplug-codec.ts';
import { openHistorian } from '../src/gateway/historian/duckdb-historian.ts';
import { limitState } from '../src/twin/limits.ts';
import type { Plant, TagId } from '../src/twin/plant.ts';
import { indexPlant } from '../src/twin/plant-index.ts';
import { Quality } from '../src/twin/quality.ts';
import { ended, gemba, printed, type RunningGateway, startGemba } from './gateway.ts';
import { type Mosquitto, startMosquitto } from './mosquitto.ts';
import { expect, test } from './test.ts';

const recording = join(import.meta.dirname, '../../shared/data/skab/valve1/9.csv.gz');
const plantFile = join(import.meta.dirname, '../src/gateway/plants/rig.json');
const mappingFile = join(import.meta.dirname, '../src/gateway/plants/skab.mapping.json');
const speed = 10;

/** The file as it stands, read without the product: seconds since its first row, and each column. */
function readFileRows(): { offsetsMs: number[]; columns: Map<string, number[]> } {
  const [head, ...lines] = gunzipSync(readFileSync(recording)).toString().trim().split(/\r?\n/);
  const names = head!.split(';');
  const columns = new Map<string, number[]>(names.map((name) => [name, []]));
  const offsetsMs: number[] = [];
  let firstMs = Number.NaN;
  for (const line of lines) {
    const cells = line.split(';');
    const timeMs = Date.parse(`${cells[0]!.replace(' ', 'T')}Z`);
    if (Number.isNaN(firstMs)) firstMs = timeMs;
    offsetsMs.push((timeMs - firstMs) / speed);
    for (const [k, name] of names.entries()) columns.get(name)!.push(Number(cells[k]));
  }
  return { offsetsMs, columns };
}

test.skip(!existsSync(recording), `the recording ${recording} is not beside this checkout`);

test.describe('a recording of a real rig, through a real broker', () => {
  let broker: Mosquitto;
  let gateway: RunningGateway;
  let folder: string;
  let plant: Plant;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gemba-rig-'));
    broker = await startMosquitto();
    const shipped = JSON.parse(await readFile(plantFile, 'utf8')) as Plant;
    plant = { ...shipped, sources: shipped.sources.map((source) => ({ ...source, url: broker.url })) } as Plant;
    const file = join(folder, 'rig.json');
    await writeFile(file, JSON.stringify(plant));
    gateway = await startGemba(file);
  });

  test.afterEach(async () => {
    await gateway.stop();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const meter = (page: Page) => page.getByRole('meter', { name: 'Loop pressure' });
  const pressureRow = (page: Page) => page.locator('[data-tag="pump.pressure"]');
  const valueNow = async (page: Page) => Number(await meter(page).getAttribute('aria-valuenow'));

  /** An edge node of our own, born. */
  async function edgeNode() {
    const node = await connectAsync(broker.url, { reconnectPeriod: 0 });
    let seq = 0;
    const topic = (type: string, device = '') => `spBv1.0/gemba/${type}/rig${device && `/${device}`}`;
    const now = () => systemClock.now();
    const send = (to: string, metrics: MetricToWrite[]) =>
      node.publishAsync(to, Buffer.from(encodePayload({ timestampMs: now(), seq: seq++ % 256, metrics })));
    const pressure = (value: number, timestampMs = now()): MetricToWrite => ({
      name: 'Pressure',
      datatype: DataType.double,
      timestampMs,
      value,
    });
    await send(topic('NBIRTH'), [{ name: 'bdSeq', datatype: DataType.int64, value: 0 }]);
    return { node, topic, now, send, pressure };
  }

  test('live, stale, recovered, scrubbed and asked: always the file’s own values', async ({ page }) => {
    test.setTimeout(420_000);
    const { offsetsMs, columns } = readFileRows();
    const pressures = columns.get('Pressure')!;
    const index = indexPlant(plant);

    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    await page
      .getByRole('treeitem', { name: /Water pump/ })
      .first()
      .click();

    const replay = spawn(process.execPath, [
      ...[gemba, 'replay', recording, '--mapping', 'skab', '--broker', broker.url, '--speed', String(speed)],
    ]);
    const [, firstRow] = await printed(replay, /first row is (\S+)/);
    const startMs = Date.parse(firstRow!);
    const rowTime = (row: number) => startMs + offsetsMs[row]!;
    /** The last row at or before the moment. */
    const rowAt = (atMs: number) => offsetsMs.findLastIndex((offset) => startMs + offset <= atMs);

    await test.step('the live value is the file’s', async () => {
      await expect(pressureRow(page)).toHaveAttribute('data-trust', 'good');
      for (let look = 0; look < 3; look++) {
        await page.waitForTimeout(1500);
        const shown = await valueNow(page);
        const newest = rowAt(systemClock.now());
        // Digits change once a second: what is shown is a row of the last seconds, to the wire's float32.
        const recent = pressures.slice(Math.max(0, newest - 40), newest + 1).map(Math.fround);
        expect(recent).toContain(shown);
      }
    });

    await test.step('the broker dies: stale within 2 s, never a false value', async () => {
      const stoppedMs = systemClock.now();
      await broker.stop('SIGKILL');
      await expect(pressureRow(page)).toHaveAttribute('data-trust', 'stale', { timeout: 10_000 });
      expect(systemClock.now() - stoppedMs).toBeLessThan(2000);
      await page.waitForTimeout(4000);
    });

    await test.step('the broker is back: so are the values', async () => {
      await broker.start();
      await expect(pressureRow(page)).toHaveAttribute('data-trust', 'good', { timeout: 30_000 });
    });

    await printed(replay, /has been published to its end/);
    await ended(replay);

    await test.step('scrubbing to a second shows its row in gauge and scene', async () => {
      // In this run valve 1 is closed for a while: the flow falls below its limit and comes back.
      const flows = columns.get('Volume Flow RateRMS')!;
      const limits = index.tagById.get('valve-1.flow' as TagId)!.tag.limits;
      const flowMeter = page.getByRole('meter', { name: 'Flow' });
      const valve = page.locator('button[data-machine="valve-1"]');
      const isNormal = (value: number) => limitState(limits, value) === 'normal';
      // A typed time is a whole second: what counts is the row that is in force then.
      const secondOf = (row: number) => Math.ceil(rowTime(row) / 1000) * 1000;
      const inForce = (row: number) => flows[rowAt(secondOf(row))]!;
      const normal = flows.findIndex((_, row) => row > 50 && isNormal(inForce(row)));
      const low = flows.findIndex((_, row) => row > 50 && !isNormal(inForce(row)));
      expect(Math.min(normal, low)).toBeGreaterThan(0);
      await page
        .getByRole('treeitem', { name: /Valve 1/ })
        .first()
        .click();
      let colour: string | null = null;
      for (const row of [normal, low]) {
        const second = secondOf(row);
        const expected = inForce(row);
        await page.getByTitle('Type a time (T)').click();
        await page.getByLabel('Go to time').fill(moscow(second));
        await page.keyboard.press('Enter');
        await expect(page.locator('[data-mode="past"]').first()).toBeVisible();
        await expect(flowMeter).toHaveAttribute('aria-valuenow', String(expected));
        await expect(valve).toHaveAttribute('data-limit', limitState(limits, expected));
        // What was drawn is told a frame after the state: in the first row wait for that, in the second for the change.
        if (row === normal) {
          await page.waitForTimeout(2000);
          colour = await valve.getAttribute('data-colour');
        } else {
          await expect(valve).not.toHaveAttribute('data-colour', colour!);
        }
      }
      expect(colour).toBeTruthy();
      await page.getByRole('button', { name: 'Back to live' }).click();
    });

    await test.step('a question is answered with the file’s own maximum, over every row', async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('what was the highest pressure in the last ten minutes');
      await page.keyboard.press('Enter');
      const answer = page.getByRole('region', { name: 'Answer' });
      await expect(answer).toContainText(`${Math.max(...pressures)} bar`);
      await expect(answer).toContainText(`${pressures.length.toLocaleString('en-US')} samples`);
    });

    await test.step('the stored record has no hole', async () => {
      gateway.process.kill('SIGTERM');
      await ended(gateway.process);
      const ids = index.tags.map(({ id }) => id);
      const historian = await openHistorian(join(gateway.data, 'history'), ids);
      const mapping = JSON.parse(await readFile(mappingFile, 'utf8')) as { columns: Record<string, string> };
      for (const { slot, tag } of index.tags) {
        const [column] = Object.entries(mapping.columns).find(([, address]) => address === tag.address)!;
        const stored: [number, number][] = [];
        for await (const chunk of historian.read(slot, startMs - 1, systemClock.now(), new AbortController().signal)) {
          chunk.timesMs.forEach((timeMs, k) => {
            if (chunk.qualities[k]! < Quality.stale) stored.push([timeMs, chunk.values[k]!]);
          });
        }
        expect(stored).toEqual(columns.get(column)!.map((value, row) => [rowTime(row), value]));
      }
      await historian.close();
    });
  });

  test('an edited plant file reaches the pages that are open', async ({ page }) => {
    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    await page
      .getByRole('treeitem', { name: /Water pump/ })
      .first()
      .click();
    await expect(pressureRow(page)).toContainText('Loop pressure');
    gateway.process.kill('SIGTERM');
    await ended(gateway.process);
    const file = join(folder, 'rig.json');
    // As many tags as before, in another order: a slot means another tag now.
    const edited = JSON.parse(await readFile(file, 'utf8'));
    const pump = edited.areas[0].lines[0].machines.find(({ id }: { id: string }) => id === 'pump');
    pump.tags.reverse();
    for (const tag of pump.tags) if (tag.id === 'pressure') tag.name = 'Discharge pressure';
    await writeFile(file, JSON.stringify(edited));
    gateway = await startGemba(file, { port: gateway.port, data: gateway.data });
    await expect(pressureRow(page)).toContainText('Discharge pressure');
    await expect(meter(page)).toHaveCount(0);
  });

  test('bad input is counted in words on screen, and loses nothing of what is good', async ({ page }) => {
    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    await page
      .getByRole('treeitem', { name: /Water pump/ })
      .first()
      .click();
    const { node, topic, now, send, pressure } = await edgeNode();
    await send(topic('DBIRTH', 'pump'), [
      pressure(0.5),
      { name: 'Mystery', datatype: DataType.double, timestampMs: now(), value: 1 },
    ]);
    await expect.poll(() => valueNow(page)).toBe(0.5);

    await node.publishAsync(topic('DDATA', 'pump'), Buffer.from([0xff, 0xff, 0xff, 1, 2, 3]));
    await send(topic('DDATA', 'pump'), [pressure(9, now() + 3600_000)]);
    await send(topic('DDATA', 'pump'), [pressure(Number.NaN)]);
    await expect(pressureRow(page)).toHaveAttribute('data-trust', 'bad');
    await expect(meter(page)).not.toHaveAttribute('aria-valuenow', /.*/);
    await send(topic('DDATA', 'pump'), [pressure(0.75)]);
    await expect.poll(() => valueNow(page)).toBe(0.75);
    await expect(pressureRow(page)).toHaveAttribute('data-trust', 'good');

    await page.getByRole('button', { name: /dropped/ }).click();
    const card = page.getByRole('region', { name: 'Sources' });
    for (const what of ['1 malformed', '1 undeclared', '1 from the future', '1 not a number'])
      await expect(card).toContainText(what);
    await node.endAsync();
  });

  test('an alarm of now is seen and heard while the past is shown', async ({ page }) => {
    await page.addInitScript(() => {
      Object.assign(globalThis, { tones: 0 });
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (when) {
        (globalThis as unknown as { tones: number }).tones++;
        start.call(this, when);
      };
    });
    const tones = () => page.evaluate(() => (globalThis as unknown as { tones: number }).tones);
    await page.goto(gateway.link);
    await page.locator('[data-ready="true"]').waitFor();
    const { node, topic, send, pressure } = await edgeNode();
    await send(topic('DBIRTH', 'pump'), [pressure(0.5)]);
    await page.getByRole('button', { name: 'Alarm sounds' }).click();
    await expect.poll(tones).toBe(2); // how it sounds
    await page.getByRole('slider', { name: 'Time' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.hall')).not.toHaveAttribute('data-moment', 'live');
    const now = page.getByRole('button', { name: /^Now: / });
    await expect(now).toHaveCount(0);

    await new Promise((resolve) => setTimeout(resolve, 2000)); // sounds keep apart
    await send(topic('DDATA', 'pump'), [pressure(3)]);
    await expect(now).toHaveAccessibleName('Now: 1 alarm');
    await expect.poll(tones).toBe(5); // three more: priority 1
    await expect(page.locator('.hall')).not.toHaveAttribute('data-moment', 'live');
    await now.click();
    await expect(page.locator('.hall')).toHaveAttribute('data-moment', 'live');
    await expect(page.getByRole('button', { name: '1 alarm', exact: true })).toBeVisible();
    await node.endAsync();
  });
});

/** A moment as the rig's clocks show it: Moscow is 3 h ahead of UTC all year. */
const moscow = (timeMs: number): string => new Date(timeMs + 3 * 3600_000).toISOString().slice(0, 19).replace('T', ' ');
