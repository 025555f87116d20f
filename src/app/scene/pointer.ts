import { type Camera, Ray, Vector2 } from 'three';
import type { MachineId } from '../../twin/plant.ts';
import { type CadState, droppedKey, hoverNode, selectNode } from '../stores/cad.ts';
import { frame, hover, select, selectionStore } from '../stores/selection.ts';
import { aim } from './aim.ts';
import type { FineHit } from './cad-gate.ts';
import { type Pickable, pick } from './pick-boxes.ts';

/** A press that moved further than this was a drag, CSS px. */
const steadyPx = 5;

interface Hit {
  readonly machine: MachineId | null;
  /** Of a machine's model. */
  readonly node: CadState['selectedNode'];
}

/** A finger that rests this long asks what it rests on, ms. */
const longPressMs = 500;
/** Two taps within this make a double tap, ms: no browser tells of one where touches move the picture. */
const doubleTapMs = 320;
/** ...and no farther apart, CSS px. */
const nearbyPx = 32;

/** Hovering, clicking and double-clicking machines; the ray is cast at most once a frame. */
export class Pointer {
  readonly #canvas: HTMLElement;
  readonly #camera: Camera;
  readonly #pickables: readonly Pickable[];
  readonly #pickModel: (ray: Ray) => FineHit | null;
  readonly #ray = new Ray();
  readonly #at = new Vector2();
  #moved = false;
  #overCanvas = false;
  #pressed: { x: number; y: number } | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #rested = false;
  #tapped = { x: 0, y: 0, atMs: Number.NEGATIVE_INFINITY };

  constructor(canvas: HTMLElement, camera: Camera, all: readonly Pickable[], pickModel: (ray: Ray) => FineHit | null) {
    this.#canvas = canvas;
    this.#camera = camera;
    this.#pickables = all;
    this.#pickModel = pickModel;
    canvas.addEventListener('pointermove', this.#move);
    canvas.addEventListener('pointerleave', this.#leave);
    canvas.addEventListener('pointerdown', this.#down);
    canvas.addEventListener('click', this.#click);
    canvas.addEventListener('dblclick', this.#doubleClick);
    canvas.addEventListener('pointerup', this.#up);
    canvas.addEventListener('pointercancel', this.#up);
  }

  /** Call once a frame, and with `cameraMoved` when another machine may be under a resting pointer. */
  update(cameraMoved: boolean): void {
    if (!this.#overCanvas || !(this.#moved || cameraMoved)) return;
    this.#moved = false;
    const { machine, node } = this.#pick();
    hover(machine);
    hoverNode(node);
    this.#canvas.style.cursor = machine || node ? 'pointer' : '';
  }

  dispose(): void {
    clearTimeout(this.#resting);
    this.#canvas.removeEventListener('pointerup', this.#up);
    this.#canvas.removeEventListener('pointercancel', this.#up);
    this.#canvas.removeEventListener('pointermove', this.#move);
    this.#canvas.removeEventListener('pointerleave', this.#leave);
    this.#canvas.removeEventListener('pointerdown', this.#down);
    this.#canvas.removeEventListener('click', this.#click);
    this.#canvas.removeEventListener('dblclick', this.#doubleClick);
  }

  #pick(): Hit {
    const ray = aim(this.#camera, this.#at.x, this.#at.y, this.#ray);
    const box = pick(this.#pickables, ray);
    const fine = this.#pickModel(ray);
    if (!fine || (box && box.distance < fine.distance)) return { machine: box?.id ?? null, node: null };
    return { machine: fine.of === droppedKey ? null : fine.of, node: { of: fine.of, name: fine.node } };
  }

  #aim(event: MouseEvent): void {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    this.#at.set(((event.clientX - left) / width) * 2 - 1, 1 - ((event.clientY - top) / height) * 2);
  }

  readonly #move = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' && this.#pressed) {
      if (Math.hypot(event.clientX - this.#pressed.x, event.clientY - this.#pressed.y) > steadyPx) {
        clearTimeout(this.#resting);
      }
    }
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    this.#aim(event);
    this.#overCanvas = this.#moved = true;
  };

  readonly #leave = (): void => {
    if (!this.#overCanvas) return;
    this.#overCanvas = false;
    hover(null);
    hoverNode(null);
  };

  readonly #down = (event: PointerEvent): void => {
    this.#pressed = { x: event.clientX, y: event.clientY };
    this.#rested = false;
    clearTimeout(this.#resting);
    if (event.pointerType !== 'touch') return;
    hover(null);
    if (!event.isPrimary) return; // a second finger turns the picture
    this.#resting = setTimeout(() => {
      this.#rested = true;
      this.#aim(event);
      hover(this.#pick().machine);
    }, longPressMs);
  };

  readonly #up = (event: PointerEvent): void => {
    clearTimeout(this.#resting);
    const from = this.#pressed;
    if (event.pointerType !== 'touch' || event.type === 'pointercancel' || !event.isPrimary || !from) return;
    if (this.#rested || Math.hypot(event.clientX - from.x, event.clientY - from.y) > steadyPx) return;
    const { x, y, atMs } = this.#tapped;
    const again = event.timeStamp - atMs < doubleTapMs && Math.hypot(event.clientX - x, event.clientY - y) < nearbyPx;
    this.#tapped = { x: event.clientX, y: event.clientY, atMs: again ? Number.NEGATIVE_INFINITY : event.timeStamp };
    if (again) this.#doubleClick(event);
  };

  readonly #click = (event: MouseEvent): void => {
    const from = this.#pressed;
    if (this.#rested || !from || Math.hypot(event.clientX - from.x, event.clientY - from.y) > steadyPx) return;
    this.#aim(event);
    const { machine, node } = this.#pick();
    if (machine !== selectionStore.getState().machine) select(machine);
    selectNode(node);
  };

  readonly #doubleClick = (event: MouseEvent): void => {
    this.#aim(event);
    const { machine } = this.#pick();
    frame(machine ? [machine] : []);
  };
}
