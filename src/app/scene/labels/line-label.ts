import type { MachineId } from '../../../twin/plant.ts';
import { languageStore, text } from '../../languages/language.ts';
import { frame } from '../../stores/selection.ts';
import { Flag } from './flag.ts';

export interface LabelledLine {
  readonly id: string;
  readonly name: string;
  readonly machines: readonly MachineId[];
}

/** Told instead of its machines where they stand too close together: name, how many, how many of them in alarm. */
export class LineLabel extends Flag {
  readonly line: LabelledLine;
  readonly #name = document.createElement('span');
  readonly #count = document.createElement('span');
  #alarms = -1;
  #language = '';

  constructor(line: LabelledLine) {
    super();
    this.line = line;
    this.button.dataset.line = line.id;
    this.#name.className = 'scene-name';
    this.#count.className = 'scene-state';
    this.#name.textContent = line.name;
    this.button.append(this.#name, this.#count);
    this.button.addEventListener('click', () => frame(line.machines));
  }

  write(alarms: number): void {
    const { language } = languageStore.getState();
    if (alarms === this.#alarms && language === this.#language) return;
    this.#alarms = alarms;
    this.#language = language;
    const machines = text('view.machines', { count: this.line.machines.length });
    const words = alarms > 0 ? `${machines} · ${text('alarms.count', { count: alarms })}` : machines;
    this.wording = `${this.line.name}|${words}`;
    this.#count.textContent = words;
  }
}
