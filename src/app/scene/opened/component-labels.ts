import { Vector3 } from 'three';
import { limitState } from '../../../twin/limits.ts';
import type { Component } from '../../../twin/plant.ts';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { text } from '../../languages/language.ts';
import type { LiveTable } from '../../live/live-table.ts';
import { selectComponent, selectionStore } from '../../stores/selection.ts';
import type { Built } from '../assembly.ts';
import { layOut } from '../labels/layout.ts';
import { valueWord } from '../labels/machine-label.ts';
import type { Frame } from '../layer.ts';
import { sizeOf } from '../machines/catalogue.ts';
import { partBoxes, spreadOf } from './spread.ts';

interface ComponentLabel {
  readonly component: Component;
  readonly tags: readonly PlacedTag[];
  readonly button: HTMLButtonElement;
  readonly leader: HTMLElement;
  readonly symbol: HTMLElement;
  readonly value: HTMLElement;
  /** Middle of its part when closed, and how far it goes when opened; machine's own frame. */
  readonly middle: Vector3;
  readonly way: Vector3;
  candidate: number;
}

/** A label a component of the opened machine: its name, the value that is farthest out or comes first, its symbol. */
export class ComponentLabels {
  readonly #host: HTMLElement;
  readonly #at = new Vector3();
  #built: Built | null = null;
  #labels: ComponentLabel[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  show(built: Built | null): void {
    this.dispose();
    // Names of other machines would stand among those of its components.
    this.#host.classList.toggle('scene-opened', built !== null);
    this.#built = built;
    const placed = built?.machine;
    if (!built || !placed) return;
    const boxes = partBoxes(built.model);
    const spread = spreadOf(built.model, sizeOf(placed.machine));
    for (const component of placed.machine.components) {
      const box = boxes.get(component.part ?? 'body');
      if (!box) continue;
      const piece = built.model.pieces.find(({ part }) => part === (component.part ?? 'body'))!;
      const tags = placed.tags.filter(({ tag }) => tag.component === component.id);
      this.#labels.push(this.#labelOf(component, tags, box.getCenter(new Vector3()), spread(piece, 1, new Vector3())));
    }
  }

  /** `share` = how far the machine stands open. */
  place({ table, lost, camera, width, height }: Frame, share: number): void {
    const built = this.#built;
    if (!built) return;
    const { component: selected } = selectionStore.getState();
    const wishes = this.#labels.map((label) => {
      this.#write(label, table, lost);
      this.#at.copy(label.middle).addScaledVector(label.way, share).applyMatrix4(built.base).project(camera);
      const { offsetWidth, offsetHeight } = label.button;
      return {
        x: ((this.#at.x + 1) / 2) * width,
        y: ((1 - this.#at.y) / 2) * height,
        width: offsetWidth,
        height: offsetHeight,
        shortWidth: offsetWidth,
        shortHeight: offsetHeight,
        rank: label.component.id === selected ? 0 : 1,
        before: label.candidate,
        absent: this.#at.z > 1,
      };
    });
    for (const [k, spot] of layOut(wishes, { width, height }).entries()) {
      const label = this.#labels[k]!;
      const hidden = spot.candidate < 0;
      label.candidate = spot.candidate;
      for (const element of [label.button, label.leader]) element.classList.toggle('scene-hidden', hidden);
      label.button.classList.toggle('scene-selected', label.component.id === selected);
      label.button.setAttribute('aria-pressed', String(label.component.id === selected));
      label.button.style.transform = `translate(${spot.left.toFixed(1)}px,${spot.top.toFixed(1)}px)`;
      const top = spot.top + wishes[k]!.height;
      label.leader.style.transform = `translate(${wishes[k]!.x.toFixed(1)}px,${top.toFixed(1)}px) scaleY(${spot.lift.toFixed(1)})`;
    }
  }

  dispose(): void {
    for (const { button, leader } of this.#labels) {
      button.remove();
      leader.remove();
    }
    this.#labels = [];
    this.#built = null;
  }

  #labelOf(component: Component, tags: readonly PlacedTag[], middle: Vector3, way: Vector3): ComponentLabel {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'scene-label scene-component';
    button.dataset.component = component.id;
    const leader = document.createElement('i');
    leader.className = 'scene-leader scene-component-leader';
    const line = document.createElement('span');
    const symbol = document.createElement('b');
    symbol.className = 'scene-symbol';
    const name = document.createElement('span');
    name.className = 'scene-name';
    name.textContent = component.name;
    const value = document.createElement('span');
    value.className = 'scene-value';
    line.append(symbol, name, value);
    button.append(line);
    button.addEventListener('click', () => selectComponent(component.id));
    this.#host.append(leader, button);
    return { component, tags, button, leader, symbol, value, middle, way, candidate: -1 };
  }

  #write({ component, tags, button, symbol, value }: ComponentLabel, table: LiveTable, lost: boolean): void {
    const beyond = tags.find(({ slot, tag }) => limitOf(table, slot, tag) !== 'normal');
    const told = beyond ?? tags[0];
    const limit = beyond ? limitOf(table, beyond.slot, beyond.tag) : 'normal';
    const words = told ? valueWord(told, table) : '';
    const doubtful = told !== undefined && (lost || table.qualities[told.slot]! >= Quality.stale);
    const key = `${words}|${limit}|${doubtful}`;
    if (button.dataset.shown === key) return;
    button.dataset.shown = key;
    value.textContent = words;
    value.classList.toggle('scene-doubtful', doubtful);
    symbol.textContent = limit === 'normal' ? '' : limit === 'highHigh' || limit === 'lowLow' ? '1' : '2';
    button.dataset.limit = limit;
    const spoken = limit === 'normal' ? component.name : `${component.name}, ${text(`states.limit.${limit}`)}`;
    const old = doubtful ? `, ${text('view.notUpToDate')}` : '';
    button.setAttribute('aria-label', `${spoken}, ${words}${old}`);
  }
}

const limitOf = (table: LiveTable, slot: number, tag: PlacedTag['tag']) =>
  table.qualities[slot]! >= Quality.stale ? 'normal' : limitState(tag.limits, table.values[slot]!);
