import { nowMs } from './clock.ts';

/** One who takes part in every animation frame. */
export interface FrameTaker {
  /**
   * `seconds` since the last frame on this device; `early`: this one is beside the device's own beat. Returns whether it
   * wants another frame right after this one.
   */
  frame(seconds: number, early: boolean): boolean;
  /** Called once a second instead, while nobody sees the page: no drawing. */
  unseen(): void;
}

/** A longer pause than this between two frames was no picture in motion, seconds. */
const longestPauseSecs = 0.5;
/** After a pause motion starts as if the frame before had just been drawn. */
const usualSecs = 1 / 60;

/**
 * The page's one animation frame loop. It stands still unless somebody wakes it (a value came in, a pointer moved) or
 * the last frame asked for another one; once a second it wakes by itself, because clocks and ages go on. While the page
 * is hidden nothing is drawn.
 */
class Frames {
  readonly #takers = new Set<FrameTaker>();
  #asked = false;
  #running = false;
  /** There was one beside the beat since the device's last. */
  #hurried = false;
  #lastMs = Number.NEGATIVE_INFINITY;
  #beat: ReturnType<typeof setTimeout> | undefined;

  /** Asks for a frame. Cheap: call it as often as you like. */
  readonly wake = (): void => {
    if (this.#asked || this.#takers.size === 0 || document.hidden) return;
    this.#asked = true;
    // biome-ignore lint/style/noRestrictedGlobals: this is the one loop
    requestAnimationFrame(this.#run);
  };

  /** Takes part from now on. Returns how to stop. */
  add(taker: FrameTaker): () => void {
    this.#takers.add(taker);
    if (this.#takers.size === 1) {
      document.addEventListener('visibilitychange', this.wake);
      this.#nextBeat();
    }
    this.wake();
    return () => {
      this.#takers.delete(taker);
      if (this.#takers.size > 0) return;
      document.removeEventListener('visibilitychange', this.wake);
      clearTimeout(this.#beat);
    };
  }

  /** A frame at once, for who has emptied the picture. */
  now(): void {
    if (this.#takers.size > 0 && !document.hidden && !this.#running) this.#take(true);
  }

  /**
   * A frame once the script that runs is done, for what a hand waits for: a browser that composes without a graphics
   * card begins its own late. At most one for each of those, so that the device is not asked for more than twice what
   * it can show.
   */
  soon(): void {
    if (this.#hurried || this.#running) return;
    this.#hurried = true;
    this.wake(); // the device's next frame is the earliest that may be hurried again
    queueMicrotask(() => this.now());
  }

  readonly #run = (): void => {
    this.#asked = false;
    this.#hurried = false;
    this.#take(false);
  };

  #take(early: boolean): void {
    this.#running = true;
    const now = nowMs();
    const passed = (now - this.#lastMs) / 1000;
    this.#lastMs = now;
    let more = false;
    try {
      for (const taker of this.#takers) {
        more = taker.frame(passed > 0 && passed < longestPauseSecs ? passed : usualSecs, early) || more;
      }
    } finally {
      this.#running = false;
    }
    if (more) this.wake();
    else this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  #nextBeat(): void {
    // Just after the second changes, so that clocks do.
    this.#beat = setTimeout(
      () => {
        if (document.hidden) for (const taker of this.#takers) taker.unseen();
        else this.wake();
        this.#nextBeat();
      },
      1001 - (nowMs() % 1000),
    );
  }
}

export const frames = new Frames();
