import { formatValue, formatWithUnit } from '../twin/format-value.ts';
import type { PlacedMachine, PlacedTag } from '../twin/plant-index.ts';
import { convert, displayUnit } from '../twin/units.ts';
import type { Condition, Window } from './query.ts';

/** "Pressure of Pump"; a tag that already says its machine stays as it is. */
export function tagTitle({ tag, machine }: PlacedTag): string {
  const name = machine.machine.name;
  return tag.name.toLowerCase().includes(name.toLowerCase()) ? tag.name : `${tag.name} of ${name}`;
}

export const machineNames = (tags: readonly PlacedTag[]): string[] => [
  ...new Set(tags.map(({ machine }) => machine.machine.name)),
];

const mostNamed = 6;

/** "A, B and C"; of long lists the first six. */
export function listed(names: readonly string[]): string {
  const shown = names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** "600 samples, 3 more left out as bad or stale". */
export const samplesText = (samples: number, excluded: number): string =>
  counted(samples, 'sample') + (excluded > 0 ? `, ${excluded} more left out as bad or stale` : '');

/** What an answer rests on, in brackets after a sentence that says the window: "(no time was named; 600 samples)". */
export const basis = ({ assumed }: Window, samples: string): string =>
  `(${assumed ? 'no time was named; ' : ''}${samples})`;

/** The same after a sentence that does not: "(last 7 days, as no time was named; 600 samples)". */
export const looked = ({ label, assumed }: Window, samples: string): string =>
  `(${label.replace(/^in the /, '')}${assumed ? ', as no time was named' : ''}; ${samples})`;

export function unitOf(placed: PlacedTag, unit: string | null): string {
  return displayUnit(unit ?? placed.tag.unit ?? '1');
}

/** A tag's value in its own unit or another, for people. */
export function display(placed: PlacedTag, value: number, unit: string | null): string {
  const own = placed.tag.unit;
  if (unit === null || own === undefined || unit === own) return formatWithUnit(placed, value);
  const converted = convert(value, own, unit);
  if (converted === undefined || !Number.isFinite(converted)) return formatWithUnit(placed, value);
  const digits = Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(Math.abs(converted) || 1))));
  return `${converted.toLocaleString('en-US', { maximumFractionDigits: digits })} ${displayUnit(unit)}`;
}

/** A machine's state; one that only says whether it runs says so. */
export const stateText = (placed: PlacedTag, value: number): string =>
  placed.tag.kind === 'boolean' && placed.tag.name.toLowerCase() === 'running'
    ? value === 0
      ? 'not running'
      : 'running'
    : display(placed, value, null);

/** A recorded value: with all the digits its source gave, where those are no more than six. */
export function displayRecorded(placed: PlacedTag, value: number, unit: string | null): string {
  const own = placed.tag.unit;
  const decimals = String(value).split('.')[1] ?? '';
  const isPlain = placed.tag.kind === 'number' && (unit === null || unit === own) && decimals.length <= 6;
  if (!isPlain || /e/.test(String(value))) return display(placed, value, unit);
  const shown = formatValue(placed, value).split('.')[1]?.length ?? 0;
  if (decimals.length <= shown) return display(placed, value, unit);
  const text = value.toLocaleString('en-US', { maximumFractionDigits: 6 });
  return own === undefined ? text : `${text} ${displayUnit(own)}`.trim();
}

/** "above 60 °C", "running", "beyond an alarm limit". */
export function conditionText(condition: Condition, placed: PlacedTag): string {
  switch (condition.kind) {
    case 'in':
      return condition.name;
    case 'compare': {
      const words = { above: 'above', atLeast: 'at least', below: 'below', atMost: 'at most' };
      const unit = displayUnit(condition.unit ?? placed.tag.unit ?? '1');
      return `${words[condition.comparison]} ${condition.value.toLocaleString('en-US', { maximumFractionDigits: 6 })} ${unit}`.trim();
    }
    case 'limits':
      return {
        any: 'at or beyond an alarm limit',
        high: 'at or above a high limit',
        low: 'at or below a low limit',
        none: 'within its limits',
      }[condition.side];
    case 'quality':
      return condition.quality;
  }
}

export const machinesOf = (tags: readonly PlacedTag[]): PlacedMachine[] => [
  ...new Set(tags.map(({ machine }) => machine)),
];
