import { formatValue, formatWithUnit } from '../twin/format-value.ts';
import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import { convert, displayUnit } from '../twin/units.ts';
import type { Basis, Wanted } from './languages/answer-phrases.ts';
import type { Phrases } from './languages/phrases.ts';
import type { Condition, Window } from './query.ts';
import type { Scanned } from './scan.ts';

/** "Pressure of Pump"; a tag that already says its machine stays as it is. */
export function tagTitle({ tag, machine }: PlacedTag, phrases: Phrases): string {
  const name = machine.machine.name;
  return tag.name.toLowerCase().includes(name.toLowerCase()) ? tag.name : phrases.title(tag.name, name);
}

/** Whom a condition is said of: a state of the machine, all else of the tag. */
export const subjectOf = (placed: PlacedTag, condition: Condition, phrases: Phrases): string =>
  condition.kind === 'in' ? placed.machine.machine.name : tagTitle(placed, phrases);

export const wantedOf = (condition: Condition, { tag }: PlacedTag): Wanted => ({
  condition,
  unit: condition.kind === 'compare' ? displayUnit(condition.unit ?? tag.unit ?? '1') : '',
});

/** What an answer rests on that scanned all of `results` over `window`. */
export function basisOf({ assumed }: Window, results: readonly { readonly scanned: Scanned }[]): Basis {
  const sum = (of: (scanned: Scanned) => number): number =>
    results.reduce((total, { scanned }) => total + of(scanned), 0);
  return { assumed, samples: sum(({ samples }) => samples), excluded: sum(({ excluded }) => excluded) };
}

/** The part of the window in which the value is known, where it is worth saying. */
export const knownPercent = (knownMs: number, { fromMs, toMs }: Window): number | null => {
  const share = knownMs / (toMs - fromMs);
  return share < 0.99 && share > 0 ? Math.round(share * 100) : null;
};

export const machineNames = (tags: readonly PlacedTag[]): string[] => [
  ...new Set(tags.map(({ machine }) => machine.machine.name)),
];

export function unitOf(placed: PlacedTag, unit: string | null): string {
  return displayUnit(unit ?? placed.tag.unit ?? '1');
}

/** A tag's value in its own unit or another, for people. */
export function display(placed: PlacedTag, value: number, unit: string | null, { values }: Phrases): string {
  const own = placed.tag.unit;
  if (unit === null || own === undefined || unit === own) return formatWithUnit(placed, value, values);
  const converted = convert(value, own, unit);
  if (converted === undefined || !Number.isFinite(converted)) return formatWithUnit(placed, value, values);
  const digits = Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(Math.abs(converted) || 1))));
  return `${converted.toLocaleString(values.locale, { maximumFractionDigits: digits })} ${displayUnit(unit)}`;
}

/** A machine's state, or whether it runs where no more is known. */
export const stateOf = (placed: PlacedTag, value: number, phrases: Phrases): string | boolean =>
  placed.tag.kind === 'boolean' && placed.tag.name.toLowerCase() === 'running'
    ? value !== 0
    : display(placed, value, null, phrases);

export function stateText(placed: PlacedTag, value: number, phrases: Phrases): string {
  const state = stateOf(placed, value, phrases);
  return typeof state === 'string' ? state : phrases.running(state);
}

/** A recorded value: with all the digits its source gave, where those are no more than six. */
export function displayRecorded(placed: PlacedTag, value: number, unit: string | null, phrases: Phrases): string {
  const own = placed.tag.unit;
  const decimals = String(value).split('.')[1] ?? '';
  const isPlain = placed.tag.kind === 'number' && (unit === null || unit === own) && decimals.length <= 6;
  if (!isPlain || /e/.test(String(value))) return display(placed, value, unit, phrases);
  const shown = formatValue(placed, value).split('.')[1]?.length ?? 0;
  if (decimals.length <= shown) return display(placed, value, unit, phrases);
  const text = value.toLocaleString(phrases.values.locale, { maximumFractionDigits: 6 });
  return own === undefined ? text : `${text} ${displayUnit(own)}`.trim();
}

export const machinesOf = (tags: readonly PlacedTag[]): PlacedMachine[] => [
  ...new Set(tags.map(({ machine }) => machine)),
];
