import type { Photographer } from '../../stores/photograph.ts';
import { drawWords } from './words.ts';

/** Under the picture: where and when it was. CSS px. */
const captionHigh = 40;
const paddingPx = 16;
/** No wider than this: films of larger pictures take long, and reports are no larger. */
const mostPx = 1920;

/** A picture of the hall with its words, and a line under it that says where and when. */
export class Sheet {
  readonly canvas = document.createElement('canvas');
  readonly #width: number;
  readonly #height: number;
  readonly #scale: number;

  /** As large as the hall is on this screen. `fineness` = pixels of the sheet a CSS px, where there is room for that. */
  constructor(hall: HTMLElement, fineness: number) {
    this.#width = hall.clientWidth;
    this.#height = hall.clientHeight;
    this.#scale = Math.min(fineness, mostPx / this.#width);
    // Encoders want even numbers.
    this.canvas.width = 2 * Math.round((this.#width * this.#scale) / 2);
    this.canvas.height = 2 * Math.round(((this.#height + captionHigh) * this.#scale) / 2);
  }

  draw({ hall, take }: Photographer, site: string, moment: string): void {
    const context = this.canvas.getContext('2d', { alpha: false })!;
    const style = getComputedStyle(hall);
    const ground = style.getPropertyValue('--ground');
    context.setTransform(this.#scale, 0, 0, this.#scale, 0, 0);
    context.fillStyle = ground;
    context.fillRect(0, 0, this.#width, this.#height + captionHigh);
    take(context);
    for (const words of hall.querySelectorAll<HTMLElement>('.hall-labels, .alarm-marks')) drawWords(context, words);
    context.fillStyle = ground;
    context.fillRect(0, this.#height, this.#width, captionHigh);
    context.fillStyle = style.getPropertyValue('--text');
    context.textBaseline = 'middle';
    context.font = `600 16px ${style.fontFamily}`;
    const middle = this.#height + captionHigh / 2;
    context.fillText(site, paddingPx, middle);
    context.textAlign = 'right';
    context.fillText(moment, this.#width - paddingPx, middle);
    context.textAlign = 'start';
  }

  /** Null where the browser finds it too large. */
  png(): Promise<Blob | null> {
    return new Promise((resolve) => this.canvas.toBlob(resolve, 'image/png'));
  }
}
