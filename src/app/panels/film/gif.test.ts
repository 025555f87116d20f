import { expect, test } from 'vitest';
import { GifWriter } from './gif.ts';

const width = 64;
const height = 40;

/** Picture `k`: a bar that moves over a grey slope, and an alarm that comes up in the middle of the film. */
function picture(k: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isBar = Math.abs(x - 5 * k) < 3;
      const isAlarm = k >= 5 && x > 50 && y < 10;
      const grey = 40 + 2 * y;
      rgba.set(
        isAlarm ? [235, 60, 80, 255] : isBar ? [30, 90, 200, 255] : [grey, grey, grey, 255],
        (y * width + x) * 4,
      );
    }
  }
  return rgba;
}

interface Shown {
  readonly delayMs: number;
  readonly pixels: Uint8ClampedArray;
}

/** Plays a GIF by the letter of GIF89a, without interlacing. */
function played(bytes: Uint8Array): Shown[] {
  const word = (offset: number) => bytes[offset]! | (bytes[offset + 1]! << 8);
  const text = (from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
  expect(text(0, 6)).toBe('GIF89a');
  expect([word(6), word(8)]).toEqual([width, height]);
  const tableOf = (packed: number, offset: number) => {
    const length = packed & 0x80 ? 3 << ((packed & 7) + 1) : 0;
    return { colours: bytes.subarray(offset, offset + length), end: offset + length };
  };
  const shown: Shown[] = [];
  const screen = new Uint8ClampedArray(width * height * 4);
  const global = tableOf(bytes[10]!, 13);
  let at = global.end;
  let control = { delayMs: 0, clear: -1 };
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      const packed = bytes[at + 3]!;
      if (bytes[at + 1] === 0xf9) control = { delayMs: 10 * word(at + 4), clear: packed & 1 ? bytes[at + 6]! : -1 };
      if (bytes[at + 1] === 0xf9) expect(packed >> 2).toBe(1);
      at = afterBlocks(bytes, at + 2).end;
      continue;
    }
    expect(bytes[at]).toBe(0x2c);
    expect([word(at + 1), word(at + 3), word(at + 5), word(at + 7)]).toEqual([0, 0, width, height]);
    const local = tableOf(bytes[at + 9]!, at + 10);
    const { colours } = local.colours.length > 0 ? local : global;
    const { data, end } = afterBlocks(bytes, local.end + 1);
    for (const [k, index] of unpacked(data, bytes[local.end]!).entries()) {
      if (index !== control.clear) screen.set([...colours.subarray(index * 3, index * 3 + 3), 255], k * 4);
    }
    shown.push({ delayMs: control.delayMs, pixels: screen.slice() });
    at = end;
  }
  return shown;
}

function afterBlocks(bytes: Uint8Array, from: number): { data: number[]; end: number } {
  const data: number[] = [];
  let at = from;
  for (let length = bytes[at]!; length > 0; length = bytes[at]!) {
    data.push(...bytes.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { data, end: at + 1 };
}

/** LZW of variable code length, lowest bit first. */
function unpacked(data: readonly number[], depth: number): number[] {
  const clear = 1 << depth;
  const out: number[] = [];
  let table: number[][] = [];
  let size = depth + 1;
  let last: number[] | null = null;
  let bits = 0;
  let held = 0;
  const reset = () => {
    table = Array.from({ length: clear + 2 }, (_, k) => [k]);
    size = depth + 1;
    last = null;
  };
  reset();
  for (const byte of data) {
    held |= byte << bits;
    bits += 8;
    while (bits >= size) {
      const code = held & ((1 << size) - 1);
      held >>>= size;
      bits -= size;
      if (code === clear) {
        reset();
        continue;
      }
      if (code === clear + 1) return out;
      const before: number[] | null = last;
      const entry: number[] = table[code] ?? [...before!, before![0]!];
      out.push(...entry);
      if (before && table.length < 4096) table.push([...before, entry[0]!]);
      if (table.length === 1 << size && size < 12) size++;
      last = entry;
    }
  }
  return out;
}

test('FILM-3 every picture of a GIF is what was drawn, for a tenth of a second', () => {
  const writer = new GifWriter(width, height);
  const drawn = Array.from({ length: 11 }, (_, k) => picture(k === 10 ? 9 : k)); // at last nothing changes
  for (const each of drawn) writer.add(each);
  const shown = played(writer.finish());
  expect(shown.map(({ delayMs }) => delayMs)).toEqual(drawn.map(() => 100));
  for (const [k, { pixels }] of shown.entries()) {
    let worst = 0;
    for (const [at, value] of pixels.entries()) worst = Math.max(worst, Math.abs(value - drawn[k]![at]!));
    // Colours are kept to five or six bits.
    expect(worst).toBeLessThanOrEqual(8);
  }
});

test('FILM-3 a colour that comes late is not taken for another one, however many there were before', () => {
  const writer = new GifWriter(width, height);
  const many = new Uint8ClampedArray(width * height * 4);
  for (let k = 0; k < width * height; k++) many.set([k & 255, (k >> 3) & 255, (k * 7) & 255, 255], k * 4);
  writer.add(many);
  const late = many.slice();
  for (let k = 0; k < 20; k++) late.set([255, 0, 0, 255], k * 4);
  writer.add(late);
  const [, last] = played(writer.finish());
  expect(Math.abs(last!.pixels[0]! - 255) + last!.pixels[1]! + last!.pixels[2]!).toBeLessThan(12);
});

test('FILM-3 what stands still takes next to nothing', () => {
  const writer = new GifWriter(width, height);
  for (let k = 0; k < 100; k++) writer.add(picture(0));
  const bytes = writer.finish();
  expect(played(bytes)).toHaveLength(100);
  expect(bytes.length).toBeLessThan(20_000);
});
