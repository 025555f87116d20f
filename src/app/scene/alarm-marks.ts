import { type Camera, Matrix4, Vector3 } from 'three';
import type { MachineId } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { languageStore, text } from '../languages/language.ts';
import type { Pulse } from '../live/pulse.ts';
import { alarmsStore, type Priority } from '../stores/alarms.ts';
import { frame, select } from '../stores/selection.ts';
import { worstByMachine } from '../stores/worst-alarms.ts';
import { type Area, type EdgeArrow, type EdgeTarget, edgeArrows, type Lens } from './edge-arrows.ts';
import { keptClear } from './keep-clear.ts';
import type { Frame, Layer } from './layer.ts';
import type { Pickable } from './pick-boxes.ts';
import './alarm-marks.css';

const mostBeacons = 60;

interface Shape {
  readonly path: string;
  /** Foot of its number. */
  readonly foot: number;
}
const shapes: Readonly<Record<Priority, Shape>> = {
  1: { path: 'M3 3h22v22H3z', foot: 20 },
  2: { path: 'M14 2 27 25H1z', foot: 22.5 },
  3: { path: 'M14 1 27 14 14 27 1 14z', foot: 19.5 },
};

const svgElement = (name: string, attributes: Readonly<Record<string, string>>): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

function drawing(path: string, side: number): SVGElement {
  const svg = svgElement('svg', { viewBox: `0 0 ${side} ${side}`, 'aria-hidden': 'true' });
  svg.append(svgElement('path', { d: path }));
  return svg;
}

function symbol(priority: Priority): SVGElement {
  const { path, foot } = shapes[priority];
  const svg = drawing(path, 28);
  const number = svgElement('text', { x: '14', y: String(foot) });
  number.textContent = String(priority);
  svg.append(number);
  return svg;
}

/**
 * HTML over the picture: the priority's symbol above each machine in alarm, as large from near as from far, and at the
 * picture's edge an arrow to those that the camera does not see.
 */
export class AlarmMarks implements Layer {
  readonly object = null;
  readonly #host = document.createElement('div');
  readonly #beacons = new Map<MachineId, HTMLElement>();
  readonly #arrows: ArrowButton[] = [];
  readonly #anchors: ReadonlyMap<MachineId, Vector3>;
  readonly #names: ReadonlyMap<MachineId, string>;
  #worst: ReadonlyMap<MachineId, Priority> = new Map();
  #alarms: unknown = null;
  #clear: Area[] = [];
  #em = 0;
  #measured = false;
  #due = true;
  readonly #stop: () => void;
  /** How the marks were placed last: language and size of the picture, what the eye saw, where the machines stood. */
  #setting = '';
  readonly #seen = new Matrix4();
  #stood: readonly number[] = [];
  #covered: readonly Area[] = [];

  constructor(labels: HTMLElement, index: PlantIndex, pickables: readonly Pickable[], pulse: Pulse) {
    this.#host.className = 'alarm-marks';
    labels.after(this.#host);
    this.#anchors = new Map(pickables.map(({ id, anchor }) => [id, anchor]));
    // Between two frames: in one the browser would have to lay out the page for it, and the picture would wait.
    this.#stop = pulse.subscribe(() => {
      if (this.#worst.size > 0) this.#measure();
    });
    this.#names = new Map(index.machines.map(({ machine }) => [machine.id, machine.name]));
  }

  update({ camera, width, height }: Frame): boolean {
    const { alarms } = alarmsStore.getState();
    if (alarms !== this.#alarms) {
      this.#alarms = alarms;
      this.#worst = worstByMachine(alarms);
      this.#dress();
      if (this.#worst.size > 0 && !this.#measured) this.#measure();
      this.#due = true;
    }
    if (!this.#hasMoved(camera, width, height) && !this.#due) return false;
    this.#due = false;
    const targets: EdgeTarget[] = [];
    view.copy(camera.matrixWorld).invert();
    for (const [id, priority] of this.#worst) {
      const anchor = this.#anchors.get(id);
      if (!anchor) continue;
      inView.copy(anchor).applyMatrix4(view);
      targets.push({ id, priority, x: inView.x, y: inView.y, depth: -inView.z });
      const beacon = this.#beacons.get(id);
      if (!beacon) continue;
      onScreen.copy(anchor).project(camera);
      const hidden = onScreen.z > 1 || Math.abs(onScreen.x) > 1.05 || Math.abs(onScreen.y) > 1.05;
      beacon.hidden = hidden;
      const [x, y] = [((onScreen.x + 1) / 2) * width, ((1 - onScreen.y) / 2) * height];
      if (!hidden) beacon.style.transform = `translate(${x.toFixed(1)}px,${y.toFixed(1)}px)`;
    }
    const em = this.#em;
    const arrows = edgeArrows(
      targets,
      lensOf(camera),
      { width, height },
      { insetPx: 2.2 * em, halfHighPx: 1.3 * em, apartPx: 7 * em, keepClear: this.#clear },
    );
    this.#showArrows(arrows, width, height);
    return false;
  }

  /** Where the arrows are, CSS px: another array only when they are elsewhere. */
  get covered(): readonly Area[] {
    return this.#covered;
  }

  /** Whether the marks belong elsewhere than where they are. */
  #hasMoved(camera: Camera, width: number, height: number): boolean {
    const setting = `${languageStore.getState().language} ${width} ${height}`;
    seen.copy(camera.matrixWorld).invert().premultiply(camera.projectionMatrix);
    const stood = [...this.#worst.keys()].flatMap((id) => this.#anchors.get(id)?.toArray() ?? []);
    const moved =
      setting !== this.#setting ||
      !seen.equals(this.#seen) ||
      stood.length !== this.#stood.length ||
      stood.some((each, k) => each !== this.#stood[k]);
    this.#setting = setting;
    this.#seen.copy(seen);
    this.#stood = stood;
    return moved;
  }

  colour(): void {}

  dispose(): void {
    this.#stop();
    this.#host.remove();
  }

  #measure(): void {
    this.#measured = true;
    this.#clear = keptClear(this.#host);
    this.#em = Number.parseFloat(getComputedStyle(this.#host).fontSize);
    this.#due = true;
  }

  #dress(): void {
    let left = mostBeacons;
    for (const [id, priority] of this.#worst) {
      if (left-- <= 0) break;
      let beacon = this.#beacons.get(id);
      if (!beacon) {
        beacon = document.createElement('i');
        beacon.className = 'alarm-beacon';
        beacon.dataset.beacon = id;
        this.#beacons.set(id, beacon);
        this.#host.append(beacon);
      }
      if (beacon.dataset.priority !== String(priority)) {
        beacon.dataset.priority = String(priority);
        beacon.replaceChildren(symbol(priority));
      }
    }
    for (const [id, beacon] of this.#beacons) {
      if (this.#worst.has(id)) continue;
      beacon.remove();
      this.#beacons.delete(id);
    }
  }

  #showArrows(arrows: readonly EdgeArrow[], width: number, height: number): void {
    const { language } = languageStore.getState();
    while (this.#arrows.length < arrows.length) {
      const made = new ArrowButton();
      this.#arrows.push(made);
      this.#host.append(made.button);
    }
    for (const [k, button] of this.#arrows.entries()) {
      const arrow = arrows[k];
      const name = arrow ? (this.#names.get(arrow.ids[0]!) ?? '') : '';
      button.show(arrow, name, language, { width, height, clear: this.#clear });
    }
    const covered = this.#arrows.flatMap(({ area }) => area ?? []);
    if (!sameAreas(covered, this.#covered)) this.#covered = covered;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Room extends Size {
  readonly clear: readonly Area[];
}

/** Of the picture's width, for one arrow. */
const mostWide = 0.4;

class ArrowButton {
  readonly button = document.createElement('button');
  readonly #head = document.createElement('i');
  readonly #symbol = document.createElement('i');
  readonly #words = document.createElement('span');
  #key = '';
  #target: MachineId | null = null;
  #long: Size = { width: 0, height: 0 };
  /** Without the name. */
  #short: Size = { width: 0, height: 0 };
  /** What it covers; null while it is not shown. */
  area: Area | null = null;

  constructor() {
    this.button.type = 'button';
    this.button.className = 'edge-arrow';
    this.#head.className = 'edge-head';
    this.#head.append(drawing('M6 2 18 10 6 18z', 20));
    this.button.append(this.#head, this.#symbol, this.#words);
    this.button.addEventListener('click', () => {
      if (this.#target === null) return;
      select(this.#target);
      frame([this.#target]);
    });
  }

  /** Where its name would cover what must stay clear, or most of the picture's width, it goes without. */
  show(arrow: EdgeArrow | undefined, name: string, language: string, { width, height, clear }: Room): void {
    this.button.hidden = arrow === undefined;
    this.area = null;
    if (!arrow) return;
    const { ids, priority, x, y, angleDeg } = arrow;
    this.#target = ids[0]!;
    const key = `${language} ${ids.join()} ${priority}`;
    if (key !== this.#key) {
      this.#key = key;
      this.button.dataset.priority = String(priority);
      this.#symbol.replaceChildren(symbol(priority));
      const more = ids.length - 1;
      this.#words.textContent = more > 0 ? `${name} +${more}` : name;
      this.button.setAttribute('aria-label', text('view.offScreen', { name, count: more }));
      this.#short = this.#measured(true);
      this.#long = this.#measured(false);
    }
    const within = (at: number, size: number, most: number) => Math.max(4, Math.min(at - size / 2, most - size - 4));
    const areaOf = (size: Size): Area => {
      const [left, top] = [within(x, size.width, width), within(y, size.height, height)];
      return { left, top, right: left + size.width, bottom: top + size.height };
    };
    let area = areaOf(this.#long);
    const short = this.#long.width > mostWide * width || clear.some((each) => overlap(each, area));
    if (short) area = areaOf(this.#short);
    this.area = area;
    this.button.classList.toggle('edge-short', short);
    this.button.style.transform = `translate(${area.left.toFixed(1)}px,${area.top.toFixed(1)}px)`;
    this.button.classList.toggle('edge-right', x > width / 2);
    this.#head.style.transform = `rotate(${angleDeg.toFixed(0)}deg)`;
  }

  #measured(short: boolean): Size {
    this.button.classList.toggle('edge-short', short);
    return { width: this.button.offsetWidth, height: this.button.offsetHeight };
  }
}

const overlap = (a: Area, b: Area): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

const sameAreas = (these: readonly Area[], those: readonly Area[]): boolean =>
  these.length === those.length &&
  these.every(({ left, top, right, bottom }, k) => {
    const other = those[k]!;
    return left === other.left && top === other.top && right === other.right && bottom === other.bottom;
  });

const view = new Matrix4();
const seen = new Matrix4();
const inView = new Vector3();
const onScreen = new Vector3();

function lensOf({ projectionMatrix: { elements } }: Camera): Lens {
  return { halfX: 1 / elements[0]!, halfY: 1 / elements[5]!, parallel: elements[15] === 1 };
}
