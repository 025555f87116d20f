import { access, readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './test.ts';

/** Pictures are kept this wide: what a renderer does to an edge or a letter is gone, what stands where is not. */
const widthPx = 128;
/** A block differs when a colour channel of it is off by more than this, of 255. */
const blockTolerance = 30;
/** This share of blocks may differ before the picture is another one. */
const mostShare = 0.012;

/** `GEMBA_GOLDENS=write npx playwright test ...` keeps what is drawn now; look at it before you commit it. */
const writing = process.env.GEMBA_GOLDENS === 'write';

const fileOf = (name: string): string => `e2e/goldens/${name}.png`;

/**
 * That `what` looks as it did: compared in blocks, so that another build of the browser or another renderer passes and
 * a machine that moved, lost a part or changed its colour does not.
 */
export async function expectGolden(
  page: Page,
  what: Page | Locator,
  name: string,
  masks: Locator[] = [],
): Promise<void> {
  const taken = await what.screenshot({ mask: masks, maskColor: '#808080', animations: 'disabled', caret: 'hide' });
  const small = await shrunk(page, taken);
  if (writing) {
    await writeFile(fileOf(name), small);
    return;
  }
  await access(fileOf(name)).catch(() => {
    throw new Error(`There is no golden picture "${name}" yet: GEMBA_GOLDENS=write makes it.`);
  });
  const golden = await readFile(fileOf(name));
  const share = await differing(page, golden, small);
  test
    .info()
    .annotations.push({ type: 'golden', description: `${name}: ${(share * 100).toFixed(2)} % of blocks differ` });
  if (share > mostShare) {
    await test.info().attach(`${name} now`, { body: taken, contentType: 'image/png' });
    await test.info().attach(`${name} golden`, { body: golden, contentType: 'image/png' });
  }
  expect(share, `share of blocks of "${name}" that differ from its golden picture`).toBeLessThanOrEqual(mostShare);
}

/** The share of blocks in which two small pictures differ; 1 where their shapes do. */
export async function differing(page: Page, a: Buffer, b: Buffer): Promise<number> {
  const workbench = await benchOf(page);
  return workbench.evaluate(
    async ([first, second, tolerance]) => {
      const pixels = async (base64: string) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      const [p, q] = await Promise.all([pixels(first), pixels(second)]);
      if (p.width !== q.width || p.height !== q.height) return 1;
      let differ = 0;
      for (let k = 0; k < p.data.length; k += 4) {
        const off = Math.max(...[0, 1, 2].map((channel) => Math.abs(p.data[k + channel]! - q.data[k + channel]!)));
        if (off > tolerance) differ++;
      }
      return differ / (p.data.length / 4);
    },
    [a.toString('base64'), b.toString('base64'), blockTolerance] as const,
  );
}

/** Averages the picture down; done by the browser, because it has the decoder. */
async function shrunk(page: Page, picture: Buffer): Promise<Buffer> {
  const workbench = await benchOf(page);
  const base64 = await workbench.evaluate(
    async ([source, width]) => {
      const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
      let bitmap: ImageBitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      // Halved step by step: one large step would drop pixels instead of averaging them.
      while (bitmap.width > width) {
        const to = Math.max(width, Math.ceil(bitmap.width / 2));
        const height = Math.round((bitmap.height * to) / bitmap.width);
        const canvas = new OffscreenCanvas(to, height);
        const context = canvas.getContext('2d')!;
        context.imageSmoothingQuality = 'high';
        context.drawImage(bitmap, 0, 0, to, height);
        bitmap = canvas.transferToImageBitmap();
      }
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      const out = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (const byte of out) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [picture.toString('base64'), widthPx] as const,
  );
  return Buffer.from(base64, 'base64');
}

let bench: Page | null = null;

/** An empty page in a context of its own, where pictures are worked on: beside the page under test it would hide that. */
async function benchOf(page: Page): Promise<Page> {
  if (!bench || bench.isClosed()) bench = await (await page.context().browser()!.newContext()).newPage();
  return bench;
}
