import { type Camera, type Scene, Vector2, type WebGLRenderer } from 'three';
import { nowMs } from '../live/clock.ts';
import { frames } from '../live/frames.ts';
import { type Fineness, QualityControl, whole } from './quality.ts';
import type { Stage } from './stage.ts';

/** What a painter paints with. */
interface Easel {
  readonly stage: Stage;
  readonly scene: Scene;
  readonly camera: Camera;
  readonly renderer: WebGLRenderer;
  /** `data-ready`, `data-drawn` (frames so far), `data-moment` (of the past), `data-draw-calls` and `data-triangles` tell what the picture costs. */
  readonly host: HTMLElement;
  /** Told when the picture is drawn coarser or finer than the one before. */
  readonly onFineness: (fineness: Fineness) => void;
}

/** Frames closer together than this are a moving picture, ms. */
const movingMs = 150;
/** After this without a frame a picture stands, and is drawn once more as fine as can be, ms. */
const stillMs = 300;
/** A picture that moves on sooner than this after it was finished did not stand: next time it has to wait longer. */
const restlessMs = 5000;
const mostStillMs = 20_000;

/** Draws the stage when it has changed: coarser while it moves on a slow device, whole when it stands. */
export class Painter {
  readonly #easel: Easel;
  readonly #control = new QualityControl();
  #fineness = whole;
  #drawnMs = Number.NEGATIVE_INFINITY;
  /** The frame before this one was drawn coarse or fine as the control said, so that its cost may be judged. */
  #judged = false;
  /** When it was drawn. */
  #judgedMs = 0;
  /** What a frame of the moving picture takes until the next one. */
  #frameMs = 0;
  #stillMs = stillMs;
  /** When the moving picture came to stand and was drawn whole; NaN since it moves again. */
  #finishedMs = Number.NaN;
  #standing: ReturnType<typeof setTimeout> | undefined;
  #drawn = 0;
  #drew = false;
  readonly #told = new Map<string, string | number | boolean>();
  /** CSS px. */
  readonly #size = new Vector2();

  constructor(easel: Easel) {
    this.#easel = easel;
  }

  /**
   * Puts what changed into the picture. `early`: beside the device's beat, which tells nothing of how long frames take.
   * Returns whether the next frame should follow at once.
   */
  paint(seconds: number, early: boolean): boolean {
    const { stage, renderer } = this.#easel;
    const now = nowMs();
    renderer.getSize(this.#size);
    if (this.#judged && !early) {
      this.#frameMs = now - this.#judgedMs;
      this.#control.took(this.#frameMs, now);
    }
    if (!early) this.#judged = false;
    const settling = !stage.settled;
    // A drawn frame asks for the next at once: if that is drawn, too, it moves, however long the device took.
    const followsOn = this.#drew;
    const drawn = stage.update(seconds, this.#size.x, this.#size.y);
    this.#drew = drawn;
    if (drawn && !renderer.getContext().isContextLost()) {
      // Once coarse it stays so until it stands: changing the size of the canvas waits for all that is being drawn.
      const moving = this.#fineness !== whole || followsOn || now - this.#drawnMs < movingMs || this.#restless(now);
      if (!early) {
        this.#judged = moving && !settling;
        this.#judgedMs = now;
      }
      this.#draw(moving ? this.#control.fineness : whole, now);
    }
    return drawn || settling;
  }

  /** Whether the last frame was drawn. */
  get drew(): boolean {
    return this.#drew;
  }

  /** Draws what the table holds now, whole, and copies it onto `context` at (0, 0), in CSS px of the hall. */
  photograph(context: CanvasRenderingContext2D): void {
    const { stage, renderer } = this.#easel;
    renderer.getSize(this.#size);
    stage.updateWords(this.#size.x, this.#size.y);
    this.#draw(whole, nowMs());
    context.drawImage(renderer.domElement, 0, 0, this.#size.x, this.#size.y);
  }

  /** Everything has to be drawn again: the picture was lost. */
  repaint(): void {
    this.#easel.stage.invalidate();
    frames.wake();
  }

  dispose(): void {
    clearTimeout(this.#standing);
  }

  #draw(fineness: Fineness, now: number): void {
    const { stage, scene, camera, renderer, onFineness } = this.#easel;
    if (fineness !== this.#fineness) onFineness(fineness);
    this.#fineness = fineness;
    const ratio = Math.min(2, Math.max(1, devicePixelRatio)) * fineness.resolution;
    if (renderer.getPixelRatio() !== ratio) renderer.setPixelRatio(ratio);
    stage.prepare(fineness, ratio);
    renderer.render(scene, camera);
    this.#drawnMs = now;
    const { calls, triangles } = renderer.info.render;
    this.#tell('ready', true);
    this.#tell('settled', stage.settled);
    this.#tell('drawn', ++this.#drawn);
    this.#tell('moment', Number.isNaN(stage.shownMs) ? 'live' : stage.shownMs);
    this.#tell('drawCalls', calls);
    this.#tell('triangles', triangles);
    this.#tell('resolution', fineness.resolution);
    if (fineness !== whole) this.#standing ??= setTimeout(() => this.#finish(), this.#untilStillMs);
  }

  /** Whether it moves again so soon after it was drawn whole that it did not really stand. */
  #restless(now: number): boolean {
    const restless = now - this.#finishedMs < restlessMs;
    this.#stillMs = restless ? Math.min(mostStillMs, 3 * this.#stillMs) : stillMs;
    this.#finishedMs = Number.NaN;
    return restless;
  }

  get #untilStillMs(): number {
    return Math.max(this.#stillMs, 3 * this.#frameMs);
  }

  /** Only what differs: each attribute written makes the browser look for styles. */
  #tell(name: string, value: string | number | boolean): void {
    if (this.#told.get(name) === value) return;
    this.#told.set(name, value);
    this.#easel.host.dataset[name] = String(value);
  }

  /** The same moment once more, whole, if it has stood for long enough. */
  #finish(): void {
    this.#standing = undefined;
    if (this.#fineness === whole || this.#size.x === 0 || document.hidden) return;
    const leftMs = this.#drawnMs + this.#untilStillMs - nowMs();
    if (leftMs > 0) {
      this.#standing = setTimeout(() => this.#finish(), leftMs);
      return;
    }
    this.#draw(whole, Number.NEGATIVE_INFINITY);
    this.#finishedMs = nowMs();
  }
}
