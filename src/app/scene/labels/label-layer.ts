import { type PerspectiveCamera, Vector3 } from 'three';
import { equipment } from '../../../twin/equipment/equipment.ts';
import { type LimitState, limitState } from '../../../twin/limits.ts';
import { type StateClass, stateClass } from '../../../twin/packml.ts';
import type { PlacedMachine, PlacedTag, PlantIndex } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { byExcess, excess } from '../../excess.ts';
import { formatWithUnit } from '../../languages/values.ts';
import type { LiveTable } from '../../live/live-table.ts';
import { type MachineStatus, machineStatesStore } from '../../stores/machine-states.ts';
import { frame, hover, select, selectionStore } from '../../stores/selection.ts';
import type { Pickable } from '../pick-boxes.ts';
import { layOut, type Spot, type Wish } from './layout.ts';

/** A passing machine (belt, pipe) is named when it is at least this near, metres; abnormal ones always are. */
const nameBeltsWithin = 16;

const stateRank: Readonly<Record<StateClass, number>> = {
  aborted: 30,
  held: 31,
  stopped: 40,
  suspended: 41,
  idle: 50,
  running: 51,
  unknown: 52,
};

/** Ranks below it: selected, pointed at, beyond a limit. */
const abnormalBelow = 30;

/** The words of a machine's label. */
export function stateWord(placed: PlacedMachine, status: MachineStatus | undefined): string {
  if (!placed.stateTag || !status) return '';
  return placed.stateTag.stateNames?.[status.stateCode] ?? 'Unknown';
}

/** One machine's label: a button, so that it is reached by keyboard too, and its leader line. */
class Label {
  readonly button = document.createElement('button');
  readonly leader = document.createElement('i');
  readonly placed: PlacedMachine;
  readonly #symbol = document.createElement('b');
  readonly #name = document.createElement('span');
  readonly #state = document.createElement('span');
  readonly #value = document.createElement('span');
  /** CSS px with the value, and without. */
  long = { width: 0, height: 0 };
  short = { width: 0, height: 0 };
  unmeasured = true;
  candidate = -1;
  status: MachineStatus | undefined;
  #textKey = '';

  constructor(placed: PlacedMachine) {
    this.placed = placed;
    const { id, name } = placed.machine;
    this.button.type = 'button';
    this.button.className = 'scene-label';
    this.button.dataset.machine = id;
    this.leader.className = 'scene-leader';
    this.#symbol.className = 'scene-symbol';
    this.#name.className = 'scene-name';
    this.#state.className = 'scene-state';
    this.#value.className = 'scene-value';
    this.#name.textContent = name;
    const first = document.createElement('span');
    first.append(this.#symbol, this.#name);
    const second = document.createElement('span');
    second.append(this.#state, this.#value);
    this.button.append(first, second);
    this.button.addEventListener('click', () => select(id));
    this.button.addEventListener('dblclick', () => frame([id]));
    // A finger does not point before it presses, and would leave the card behind.
    this.button.addEventListener('pointerenter', ({ pointerType }) => pointerType !== 'touch' && hover(id));
    this.button.addEventListener('pointerleave', () => hover(null));
    this.button.addEventListener('focus', () => this.button.matches(':focus-visible') && hover(id));
    this.button.addEventListener('blur', () => hover(null));
  }

  write(table: LiveTable, status: MachineStatus | undefined): void {
    this.status = status;
    const word = stateWord(this.placed, status);
    const beyond = status ? worstBeyond(this.placed, status, table) : undefined;
    const told = beyond ?? this.placed.mainTags.find(({ tag }) => tag.kind !== 'state');
    const reading = told ? formatWithUnit(told, table.values[told.slot]!) : '';
    const value = beyond ? `${beyond.tag.name} ${reading}` : reading;
    const doubtful = told !== undefined && table.qualities[told.slot]! >= Quality.stale;
    const limit = status?.limit ?? 'normal';
    const key = `${word}|${value}|${limit}|${doubtful}|${status?.stale}|${status?.bad}`;
    if (key === this.#textKey) return;
    this.#textKey = key;
    this.unmeasured = true;
    this.#state.textContent = word;
    this.#value.textContent = value;
    this.#value.classList.toggle('scene-doubtful', doubtful);
    this.#symbol.textContent = symbolText(limit);
    const { dataset } = this.button;
    dataset.state = word;
    dataset.stateClass = status ? stateClass(status.stateCode) : 'unknown';
    dataset.limit = limit;
    dataset.stale = String(status?.stale ?? false);
    dataset.bad = String(status?.bad ?? false);
    const spoken = [this.placed.machine.name, word, limitWords[limit], status?.stale ? 'not up to date' : ''];
    this.button.setAttribute('aria-label', spoken.filter((part) => part !== '').join(', '));
  }

  /** To be read with the value, then without: the whole layer is laid out once for each. */
  dress(short: boolean): void {
    this.button.classList.toggle('scene-short', short);
  }

  size(): { width: number; height: number } {
    return { width: this.button.offsetWidth, height: this.button.offsetHeight };
  }

  show(spot: Spot, x: number): void {
    this.candidate = spot.candidate;
    const hidden = spot.candidate < 0;
    this.button.classList.toggle('scene-hidden', hidden);
    this.leader.classList.toggle('scene-hidden', hidden);
    if (hidden) return;
    this.dress(spot.short);
    this.button.style.transform = `translate(${spot.left.toFixed(1)}px,${spot.top.toFixed(1)}px)`;
    const top = spot.top + (spot.short ? this.short : this.long).height;
    this.leader.style.transform = `translate(${x.toFixed(1)}px,${top.toFixed(1)}px) scaleY(${spot.lift.toFixed(1)})`;
  }
}

/** Of the tags beyond a limit the one that is farthest out. */
function worstBeyond({ tags }: PlacedMachine, { beyond }: MachineStatus, table: LiveTable): PlacedTag | undefined {
  const rows = tags.flatMap((tag) => {
    if (!beyond.includes(tag.slot)) return [];
    const value = table.values[tag.slot]!;
    const limit = limitState(tag.tag.limits, value);
    return limit === 'normal' ? [] : [{ tag, limit, ...excess(tag, limit, value) }];
  });
  return rows.sort(byExcess)[0]?.tag;
}

const symbolText = (limit: LimitState): string =>
  limit === 'normal' ? '' : limit === 'highHigh' || limit === 'lowLow' ? '1' : '2';

const limitWords: Readonly<Record<LimitState, string>> = {
  normal: '',
  low: 'low',
  high: 'high',
  lowLow: 'very low',
  highHigh: 'very high',
};

/** All labels over the picture. They are moved by the frame loop; React never sees them. */
export class LabelLayer {
  readonly #labels: readonly Label[];
  readonly #host: HTMLElement;

  constructor(host: HTMLElement, index: PlantIndex) {
    this.#host = host;
    this.#labels = index.machines.map((placed) => new Label(placed));
    // Lines first, so that none runs over a label.
    host.append(...this.#labels.map(({ leader }) => leader), ...this.#labels.map(({ button }) => button));
    void document.fonts.ready.then(() => {
      for (const label of this.#labels) label.unmeasured = true;
    });
  }

  /** Words and numbers: call on a pulse and when states change. */
  write(table: LiveTable, drawnColours: (machineIndex: number) => string): void {
    const statuses = machineStatesStore.getState().machines;
    for (const label of this.#labels) {
      const { index } = label.placed;
      label.write(table, statuses[index]);
      const colours = drawnColours(index);
      if (label.button.dataset.colour !== colours) label.button.dataset.colour = colours;
    }
  }

  /**
   * Puts the labels where their machines are on screen now. While the view moves they keep their sides; when it has
   * come to rest (`afresh`) each takes the best place again.
   */
  place(
    camera: PerspectiveCamera,
    pickables: readonly Pickable[],
    width: number,
    height: number,
    afresh: boolean,
  ): void {
    this.#measure();
    const { machine: selected, hovered } = selectionStore.getState();
    const wishes: Wish[] = this.#labels.map((label, k) => {
      const { anchor, id } = pickables[k]!;
      const distance = at.copy(anchor).distanceTo(camera.position);
      at.copy(anchor).project(camera);
      const [x, y] = [((at.x + 1) / 2) * width, ((1 - at.y) / 2) * height];
      const rank = rankOf(label, id === selected, id === hovered);
      const far = label.placed.machine.path !== undefined && rank >= 40 && distance > nameBeltsWithin;
      // People and fences are named when they are asked for.
      const unasked = rank >= 40 && equipment[label.placed.machine.type]?.scenery === true;
      const absent = far || unasked || at.z > 1 || x < 0 || y < 0 || x > width || y > height;
      const { long } = label;
      // What is wrong is not told without its value.
      const short = rank < abnormalBelow ? long : label.short;
      return {
        x,
        y,
        ...long,
        shortWidth: short.width,
        shortHeight: short.height,
        rank,
        before: afresh ? -1 : label.candidate,
        absent,
      };
    });
    const spots = layOut(wishes, width, height);
    for (const [k, label] of this.#labels.entries()) {
      label.show(spots[k]!, wishes[k]!.x);
      label.button.classList.toggle('scene-selected', label.placed.machine.id === selected);
    }
  }

  #measure(): void {
    const changed = this.#labels.filter(({ unmeasured }) => unmeasured);
    for (const label of changed) label.dress(true);
    for (const label of changed) label.short = label.size();
    for (const label of changed) label.dress(false);
    for (const label of changed) label.long = label.size();
    for (const label of changed) label.unmeasured = false;
  }

  dispose(): void {
    this.#host.replaceChildren();
  }
}

const at = new Vector3();

function rankOf({ status }: Label, selected: boolean, hovered: boolean): number {
  if (selected) return 0;
  if (hovered) return 1;
  if (status?.limit === 'highHigh' || status?.limit === 'lowLow') return 10;
  if (status !== undefined && status.limit !== 'normal') return 20;
  return stateRank[status?.stateClass ?? 'unknown'];
}
