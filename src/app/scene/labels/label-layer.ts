import { type Camera, Vector3 } from 'three';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { StateClass } from '../../../twin/packml.ts';
import type { PlacedMachine, PlantIndex } from '../../../twin/plant-index.ts';
import type { LiveTable } from '../../live/live-table.ts';
import { alarmsStore, type Priority } from '../../stores/alarms.ts';
import { type MachineStatus, machineStatesStore } from '../../stores/machine-states.ts';
import { selectionStore } from '../../stores/selection.ts';
import { viewStore } from '../../stores/view.ts';
import { worstByMachine } from '../../stores/worst-alarms.ts';
import type { Area } from '../edge-arrows.ts';
import { keptClear } from '../keep-clear.ts';
import type { Pickable } from '../pick-boxes.ts';
import { type Candidate, choose } from './choose.ts';
import type { Flag, Sizes } from './flag.ts';
import { layOut, type Wish } from './layout.ts';
import { LineLabel } from './line-label.ts';
import { MachineLabel } from './machine-label.ts';

/** A passing machine (belt, pipe) is named when it is at least this near, metres; abnormal ones always are. */
const nameBeltsWithin = 16;
/** Up to so many machines all labels are there from the start; of more each is made when it is first shown. */
const fewMachines = 100;
const mostLabels = 60;
/** Labels that are kept though they are not shown. */
const mostSpare = 60;
/** Sizes that are kept. */
const mostSizes = 5000;
/** A label, its line and air around them, in square ems. */
const emsEach = 90;
/** Text for which the lengths of leader lines were chosen, px. */
const usualTextPx = 12;
/** What a beacon covers above its machine, ems: `alarm-marks.css` draws it. */
const beacon = { wide: 2.5, high: 2.6 } as const;

const stateRank: Readonly<Record<StateClass, number>> = {
  aborted: 30,
  held: 31,
  stopped: 40,
  suspended: 41,
  idle: 50,
  running: 51,
  unknown: 52,
};
/** Ranks below it: selected, pointed at, in alarm. */
const abnormalBelow = 30;
const lineRank = 39;

interface Placing {
  readonly afresh: boolean;
  readonly moving: boolean;
  readonly arrows: readonly Area[];
}

/** All labels over the picture. They are moved by the frame loop; React never sees them. */
export class LabelLayer {
  readonly #machines: readonly PlacedMachine[];
  /** By machine index; undefined = not made yet. */
  readonly #labels: (MachineLabel | undefined)[] = [];
  readonly #lines: readonly LineLabel[];
  /** Number of the line, by machine. */
  readonly #lineOf: readonly number[];
  readonly #host: HTMLElement;
  #shown = new Set<Flag>();
  /** Not shown now, the longest so first: of many machines one after the other has something to say. */
  readonly #spare = new Set<MachineLabel>();
  #together: ReadonlySet<number> = new Set();
  #write: (label: MachineLabel, status: MachineStatus | undefined, priority: Priority | undefined) => void = () => {};
  readonly #stop: () => void;
  #clear: readonly Area[] = [];
  #textPx = usualTextPx;
  /** By what is written: a label's own words change each second, its size seldom, and to measure lays out the page. */
  readonly #sizes = new Map<string, Sizes>();

  constructor(host: HTMLElement, { machines }: PlantIndex) {
    this.#host = host;
    this.#machines = machines;
    const lines = [...new Set(machines.map(({ line }) => line))];
    this.#lines = lines.map(
      ({ id, name, machines: own }) => new LineLabel({ id, name, machines: own.map((machine) => machine.id) }),
    );
    this.#lineOf = machines.map(({ line }) => lines.indexOf(line));
    for (const line of this.#lines) this.#putUp(line);
    if (machines.length <= fewMachines) for (const placed of machines) this.#labelOf(placed.index);
    // At once, as beacons and outlines do.
    this.#stop = alarmsStore.subscribe(() => this.#rewrite());
    void document.fonts.ready.then(() => this.#sizes.clear());
  }

  #labelOf(k: number): MachineLabel {
    const made = this.#labels[k];
    if (made) return made;
    const label = new MachineLabel(this.#machines[k]!);
    this.#labels[k] = label;
    this.#putUp(label);
    return label;
  }

  /** Leader lines first, so that none runs over a label. */
  #putUp({ leader, button }: Flag): void {
    this.#host.prepend(leader);
    this.#host.append(button);
  }

  /**
   * Words and numbers: call on a pulse and when states change. `lost` = they are the last that came; `second`: what a
   * machine was at the moment that is compared with.
   */
  write(
    table: LiveTable,
    lost: boolean,
    drawnColours: (machineIndex: number) => string,
    second: (machineIndex: number) => string,
  ): void {
    this.#write = (label, status, priority) => {
      label.write(table, lost, status, priority, second(label.placed.index));
      label.button.dataset.colour = drawnColours(label.placed.index);
    };
    this.#rewrite();
  }

  /** What lies over the picture comes and goes. Call between two frames: in one the picture would wait for the page's layout. */
  lookRound(): void {
    this.#clear = keptClear(this.#host);
    const textPx = Number.parseFloat(getComputedStyle(this.#host).fontSize);
    if (textPx !== this.#textPx) this.#sizes.clear();
    this.#textPx = textPx;
  }

  #rewrite(): void {
    const statuses = machineStatesStore.getState().machines;
    const worst = worstByMachine(alarmsStore.getState().alarms);
    const few = this.#machines.length <= fewMachines;
    for (const label of this.#labels) {
      if (!label || !(few || this.#shown.has(label))) continue;
      const { index, machine } = label.placed;
      this.#write(label, statuses[index], worst.get(machine.id));
    }
  }

  /**
   * Puts the labels where their machines are on screen now. While the view moves they keep their sides; when it has
   * come to rest (`afresh`) each takes the best place again. None covers `arrows`.
   */
  place(
    camera: Camera,
    pickables: readonly Pickable[],
    width: number,
    height: number,
    { afresh, moving, arrows }: Placing,
  ): void {
    if (afresh) this.lookRound();
    const em = this.#textPx;
    const { machine: selected, hovered } = selectionStore.getState();
    const { opened } = viewStore.getState();
    const statuses = machineStatesStore.getState().machines;
    const worst = worstByMachine(alarmsStore.getState().alarms);
    const inView: { readonly k: number; readonly candidate: Candidate }[] = [];
    for (const [k, { machine }] of this.#machines.entries()) {
      const { anchor, id } = pickables[k]!;
      // An opened machine has a label on each component, which say more.
      if (id === opened?.machine) continue;
      const rank = rankOf(statuses[k], worst.get(id), id === selected, id === hovered);
      // People and fences are named when they are asked for.
      if (rank >= 40 && equipment[machine.type]?.scenery === true) continue;
      const distance = at.copy(anchor).distanceTo(camera.position);
      if (machine.path !== undefined && rank >= 40 && distance > nameBeltsWithin) continue;
      at.project(camera);
      const [x, y] = [((at.x + 1) / 2) * width, ((1 - at.y) / 2) * height];
      if (at.z > 1 || x < 0 || y < 0 || x > width || y > height) continue;
      inView.push({ k, candidate: { x, y, rank, distance, line: this.#lineOf[k]! } });
    }
    const most = Math.min(mostLabels, Math.floor((width * height) / (emsEach * em * em)));
    const candidates = inView.map(({ candidate }) => candidate);
    const choice = choose(candidates, most, abnormalBelow, afresh ? null : this.#together);
    this.#together = new Set(choice.lines.map(({ line }) => line));

    const flags: {
      readonly flag: Flag;
      readonly x: number;
      readonly y: number;
      readonly rank: number;
      foot: number;
    }[] = [];
    const obstacles: Area[] = [...this.#clear, ...arrows];
    for (const chosen of choice.machines) {
      const { k, candidate } = inView[chosen]!;
      const label = this.#labelOf(k);
      const priority = worst.get(label.placed.machine.id);
      if (!this.#shown.has(label)) this.#write(label, statuses[k], priority);
      const { x, y, rank } = candidate;
      const marked = priority !== undefined;
      const half = (beacon.wide * em) / 2;
      if (marked) obstacles.push({ left: x - half, right: x + half, top: y - beacon.high * em, bottom: y });
      flags.push({ flag: label, x, y, rank, foot: marked ? beacon.high * em : 0 });
    }
    for (const { line, x, y } of choice.lines) {
      const label = this.#lines[line]!;
      label.write(label.line.machines.reduce((count, id) => count + Number(worst.has(id)), 0));
      flags.push({ flag: label, x, y, rank: lineRank, foot: 0 });
    }
    this.#measure(flags.map(({ flag }) => flag));
    const wishes = flags.map(({ flag, x, y, rank, foot }): Wish => {
      // What is wrong is not told without its value.
      const { long } = flag.sizes;
      const short = rank < abnormalBelow ? long : flag.sizes.short;
      const before = afresh ? -1 : flag.candidate;
      const sizes = { ...long, shortWidth: short.width, shortHeight: short.height };
      return { x, y, ...sizes, rank, before, absent: false, foot };
    });
    const spots = layOut(wishes, { width, height, obstacles, scale: em / usualTextPx, moving });
    const shown = new Set<Flag>(flags.map(({ flag }) => flag));
    for (const flag of this.#shown) {
      if (shown.has(flag)) continue;
      flag.hide();
      if (flag instanceof MachineLabel) this.#spare.add(flag);
    }
    for (const { flag } of flags) if (flag instanceof MachineLabel) this.#spare.delete(flag);
    this.#shown = shown;
    this.#letGo();
    for (const [n, { flag, x, rank }] of flags.entries()) {
      const spot = spots[n]!;
      flag.show(spot, x, spot.short && rank >= abnormalBelow);
      flag.button.classList.toggle(
        'scene-selected',
        flag instanceof MachineLabel && flag.placed.machine.id === selected,
      );
    }
  }

  /** So that the page does not grow with the machines that were ever named. */
  #letGo(): void {
    if (this.#machines.length <= fewMachines) return;
    for (const label of this.#spare) {
      if (this.#spare.size <= mostSpare) return;
      label.button.remove();
      label.leader.remove();
      this.#spare.delete(label);
      this.#labels[label.placed.index] = undefined;
    }
  }

  dispose(): void {
    this.#stop();
    this.#host.replaceChildren();
  }

  #measure(flags: readonly Flag[]): void {
    if (this.#sizes.size > mostSizes) this.#sizes.clear();
    const unknown = flags.filter(({ wording }) => !this.#sizes.has(wording));
    for (const flag of unknown) flag.dress(true);
    const shorts = unknown.map((flag) => flag.size());
    for (const flag of unknown) flag.dress(false);
    for (const [n, flag] of unknown.entries()) this.#sizes.set(flag.wording, { short: shorts[n]!, long: flag.size() });
    for (const flag of flags) flag.sizes = this.#sizes.get(flag.wording)!;
  }
}

const at = new Vector3();

function rankOf(
  status: MachineStatus | undefined,
  priority: Priority | undefined,
  selected: boolean,
  hovered: boolean,
): number {
  if (selected) return 0;
  if (hovered) return 1;
  if (priority !== undefined) return priority === 1 ? 10 : 20;
  return stateRank[status?.stateClass ?? 'unknown'];
}
