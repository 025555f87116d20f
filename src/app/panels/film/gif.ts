import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { type Film, type Filming, shoot } from './filming.ts';

/** Pictures a second. A GIF counts in hundredths of a second, and many viewers slow down what is faster. */
const gifRate = 10;
/** One of the 256 that a picture can have stands for "as it was". */
const mostColours = 255;
const shownForMs = 1000 / gifRate;

/** Films the range as an animated GIF that plays over and over; rejects with the signal's reason when it is aborted. */
export async function gif(filming: Filming): Promise<Film> {
  const { canvas } = filming;
  const { width, height } = canvas;
  const context = canvas.getContext('2d')!;
  const writer = new GifWriter(width, height);
  await shoot(filming, gifRate, async () => {
    writer.add(context.getImageData(0, 0, width, height).data);
    // Whoever wants to stop it is heard between two pictures.
    await new Promise((resolve) => setTimeout(resolve));
  });
  return { blob: new Blob([writer.finish()], { type: 'image/gif' }), ending: 'gif' };
}

/** Of each picture only the pixels that changed are kept, in colours chosen for them: exact and small. */
export class GifWriter {
  readonly #width: number;
  readonly #height: number;
  readonly #encoder = GIFEncoder();
  #before: Uint32Array | null = null;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
  }

  /** RGBA, row by row from the top. All of it is opaque. */
  add(rgba: Uint8ClampedArray): void {
    const pixels = new Uint32Array(rgba.slice().buffer);
    const before = this.#before;
    const places = new Uint32Array(pixels.length);
    const found = new Uint32Array(pixels.length);
    let count = 0;
    for (let k = 0; k < pixels.length; k++) {
      if (pixels[k] === before?.[k]) continue;
      places[count] = k;
      found[count++] = pixels[k]!;
    }
    this.#before = pixels;
    const changed = new Uint8Array(found.slice(0, count).buffer);
    const palette = count > 0 ? quantize(changed, mostColours) : [];
    const unchanged = palette.length;
    const index = new Uint8Array(pixels.length).fill(unchanged);
    const colours = applyPalette(changed, palette);
    for (let k = 0; k < count; k++) index[places[k]!] = colours[k]!;
    this.#encoder.writeFrame(index, this.#width, this.#height, {
      palette: [...palette, [0, 0, 0]],
      delay: shownForMs,
      transparent: true,
      transparentIndex: unchanged,
      dispose: 1, // it stays under the next picture
    });
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#encoder.finish();
    return this.#encoder.bytes();
  }
}
