import { CanvasTexture, LinearFilter, LinearMipmapLinearFilter } from 'three';

/** Height of a line in the atlas, texels; plates are drawn at a third of it and more. */
const fontPx = 40;
const cellPx = 52;
const atlasPx = 1024;
const padPx = 4;
const font = (px: number) => `560 ${px}px "Inter Variable", system-ui, sans-serif`;

export interface Glyph {
  /** How far the next one is, in ems. */
  readonly advance: number;
  /** Of the box that is drawn, in ems; it stands out by the padding on the left. */
  readonly width: number;
  /** In the texture: left, bottom, right, top. */
  readonly uv: readonly [number, number, number, number];
}

/** Of the box that is drawn and where its left edge and its bottom are from the pen, in ems. */
export const glyphHeight = cellPx / fontPx;
export const glyphLeft = -padPx / fontPx;
export const glyphBottom = -14 / fontPx;

/** Letters as pictures, each drawn once when it is first needed. Digits are all as wide as the widest. */
export class GlyphAtlas {
  readonly texture: CanvasTexture;
  readonly #context: CanvasRenderingContext2D;
  readonly #glyphs = new Map<string, Glyph>();
  #digitAdvance = 0;
  #x = 0;
  #y = 0;

  constructor() {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = atlasPx;
    this.#context = canvas.getContext('2d')!;
    this.texture = new CanvasTexture(canvas);
    this.texture.minFilter = LinearMipmapLinearFilter;
    this.texture.magFilter = LinearFilter;
    this.texture.anisotropy = 1;
    this.forget();
  }

  /** The page's own font has come: everything is drawn anew. */
  forget(): void {
    const context = this.#context;
    context.clearRect(0, 0, atlasPx, atlasPx);
    context.font = font(fontPx);
    context.textBaseline = 'alphabetic';
    context.fillStyle = '#fff';
    this.#glyphs.clear();
    this.#x = this.#y = 0;
    this.#digitAdvance = Math.max(...Array.from('0123456789', (digit) => context.measureText(digit).width));
  }

  of(letter: string): Glyph {
    return this.#glyphs.get(letter) ?? this.#draw(letter);
  }

  /** In ems. */
  width(text: string): number {
    let width = 0;
    for (const letter of text) width += this.of(letter).advance;
    return width;
  }

  dispose(): void {
    this.texture.dispose();
  }

  #draw(letter: string): Glyph {
    const context = this.#context;
    const own = context.measureText(letter).width;
    const advance = /\d/.test(letter) ? this.#digitAdvance : own;
    const width = Math.ceil(advance) + 2 * padPx;
    if (this.#x + width > atlasPx) {
      this.#x = 0;
      this.#y += cellPx;
    }
    // More kinds of letters than fit are drawn as blanks: never over another's picture.
    const [x, y] = [this.#x, this.#y];
    const fits = y + cellPx <= atlasPx;
    if (fits) context.fillText(letter, x + padPx + (advance - own) / 2, y + cellPx - 14);
    this.#x += width;
    const uv = fits
      ? ([x / atlasPx, 1 - (y + cellPx) / atlasPx, (x + width) / atlasPx, 1 - y / atlasPx] as const)
      : ([0, 0, 0, 0] as const);
    const glyph = { advance: advance / fontPx, width: width / fontPx, uv };
    this.#glyphs.set(letter, glyph);
    this.texture.needsUpdate = true;
    return glyph;
  }
}
