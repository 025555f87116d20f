import type { Spot } from './layout.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS px with the value, and without. */
export interface Sizes {
  readonly long: Size;
  readonly short: Size;
}

const nothing: Size = { width: 0, height: 0 };

/** A label over the picture and its leader line: a button, so that it is reached by keyboard, too. */
export class Flag {
  readonly button = document.createElement('button');
  readonly leader = document.createElement('i');
  /** All that its size depends on. */
  wording = '';
  sizes: Sizes = { long: nothing, short: nothing };
  /** Where it stands, as `layout.ts` numbers places; -1 = it is not shown. */
  candidate = -1;
  #hidden = false;

  constructor() {
    this.button.type = 'button';
    this.button.className = 'scene-label';
    this.leader.className = 'scene-leader';
    this.hide();
  }

  /** To be read with the value, then without: the whole layer is laid out once for each. */
  dress(short: boolean): void {
    this.button.classList.toggle('scene-short', short);
  }

  size(): Size {
    return { width: this.button.offsetWidth, height: this.button.offsetHeight };
  }

  hide(): void {
    this.candidate = -1;
    this.#setHidden(true);
  }

  /** `short` as it was laid out, which is not always as the spot says. */
  show(spot: Spot, x: number, short: boolean): void {
    if (spot.candidate < 0) {
      this.hide();
      return;
    }
    this.candidate = spot.candidate;
    this.#setHidden(false);
    this.dress(short);
    this.button.style.transform = `translate(${spot.left.toFixed(1)}px,${spot.top.toFixed(1)}px)`;
    const top = spot.top + (short ? this.sizes.short : this.sizes.long).height;
    this.leader.style.transform = `translate(${x.toFixed(1)}px,${top.toFixed(1)}px) scaleY(${spot.lift.toFixed(1)})`;
  }

  #setHidden(hidden: boolean): void {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    this.button.classList.toggle('scene-hidden', hidden);
    this.leader.classList.toggle('scene-hidden', hidden);
  }
}
