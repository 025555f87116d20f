import { noValue } from '../../../twin/format-value.ts';
import { limitState } from '../../../twin/limits.ts';
import { packmlStates, stateClass } from '../../../twin/packml.ts';
import type { PlacedMachine, PlacedTag } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { byExcess, excess } from '../../excess.ts';
import { text } from '../../languages/language.ts';
import { formatWithUnit, packmlWord } from '../../languages/values.ts';
import type { LiveTable } from '../../live/live-table.ts';
import type { Priority } from '../../stores/alarms.ts';
import type { MachineStatus } from '../../stores/machine-states.ts';
import { frame, hover, select } from '../../stores/selection.ts';
import { Flag } from './flag.ts';

/** The words of a machine's label. */
export function stateWord(placed: PlacedMachine, status: MachineStatus | undefined): string {
  if (!placed.stateTag || !status) return '';
  return packmlWord(status.stateCode);
}

/** A value that is bad says nothing. */
export const valueWord = (tag: PlacedTag, { values, qualities }: Pick<LiveTable, 'values' | 'qualities'>): string =>
  qualities[tag.slot]! < Quality.bad ? formatWithUnit(tag, values[tag.slot]!) : noValue;

/** One machine's label: its name, state and the value that matters most. */
export class MachineLabel extends Flag {
  readonly placed: PlacedMachine;
  readonly #symbol = document.createElement('b');
  readonly #name = document.createElement('span');
  readonly #state = document.createElement('span');
  readonly #value = document.createElement('span');
  readonly #second = document.createElement('span');
  #textKey = '';

  constructor(placed: PlacedMachine) {
    super();
    this.placed = placed;
    const { id, name } = placed.machine;
    this.button.dataset.machine = id;
    this.#symbol.className = 'scene-symbol';
    this.#name.className = 'scene-name';
    this.#state.className = 'scene-state';
    this.#value.className = 'scene-value';
    this.#name.textContent = name;
    const first = document.createElement('span');
    first.append(this.#symbol, this.#name);
    const second = document.createElement('span');
    second.append(this.#state, this.#value);
    this.#second.className = 'scene-second';
    this.button.append(first, second, this.#second);
    this.button.addEventListener('click', () => select(id));
    this.button.addEventListener('dblclick', () => frame([id]));
    // A finger does not point before it presses, and would leave the card behind.
    this.button.addEventListener('pointerenter', ({ pointerType }) => pointerType !== 'touch' && hover(id));
    this.button.addEventListener('pointerleave', () => hover(null));
    this.button.addEventListener('focus', () => this.button.matches(':focus-visible') && hover(id));
    this.button.addEventListener('blur', () => hover(null));
  }

  /**
   * `lost` = the connection is gone: the words and numbers are the last ones that came. `priority` is that of its worst
   * alarm, as the list of alarms has it: beyond a limit is not yet, or still, an alarm. `then`: what it was at the
   * moment that is compared with.
   */
  write(table: LiveTable, lost: boolean, status?: MachineStatus, priority?: Priority, then = ''): void {
    const word = stateWord(this.placed, status);
    const beyond = status ? worstBeyond(this.placed, status, table) : undefined;
    const told = beyond ?? this.placed.mainTags.find(({ tag }) => tag.kind !== 'state' && tag.kind !== 'text');
    const reading = told ? valueWord(told, table) : '';
    const value = beyond ? `${beyond.tag.name} ${reading}` : reading;
    const doubtful = told !== undefined && (lost || table.qualities[told.slot]! >= Quality.stale);
    const limit = status?.limit ?? 'normal';
    const key = `${word}|${value}|${limit}|${priority}|${doubtful}|${lost}|${status?.stale}|${status?.bad}|${then}`;
    if (key === this.#textKey) return;
    this.#textKey = key;
    // Figures are tabular: whatever their digits, they are as wide.
    this.wording = `${this.placed.machine.name}|${word}|${value}|${priority}|${then}`.replaceAll(/\d/g, '0');
    this.#state.textContent = word;
    this.#second.textContent = then;
    this.#value.textContent = value;
    this.#value.classList.toggle('scene-doubtful', doubtful);
    this.#symbol.textContent = priority === undefined ? '' : String(priority);
    const { dataset } = this.button;
    // By its standard name, whatever the language.
    dataset.state = this.placed.stateTag && status ? (packmlStates[status.stateCode] ?? 'Unknown') : '';
    dataset.stateClass = status ? stateClass(status.stateCode) : 'unknown';
    dataset.limit = limit;
    dataset.alarm = String(priority ?? '');
    dataset.stale = String(status?.stale ?? false);
    dataset.bad = String(status?.bad ?? false);
    const spoken = [
      this.placed.machine.name,
      priority === undefined ? '' : text('alarms.priority', { priority }),
      word,
      limit === 'normal' ? '' : text(`states.limit.${limit}`),
      lost || status?.stale ? text('view.notUpToDate') : '',
      then,
    ];
    this.button.setAttribute('aria-label', spoken.filter((part) => part !== '').join(', '));
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
