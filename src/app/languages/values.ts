import { equipment } from '../../twin/equipment/equipment.ts';
import { formatValue as format, formatWithUnit as formatUnit, type ValueWords } from '../../twin/format-value.ts';
import { packmlStates } from '../../twin/packml.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { locale, text } from './language.ts';

type PackmlName = keyof typeof import('./en/states.ts').states.packml;

const packml = (name: string): string => text(`states.packml.${name as PackmlName}`);

const state = (code: number): string => text('states.numbered', { code });

const words = (): ValueWords => ({ locale: locale(), on: text('states.on'), off: text('states.off'), state, packml });

/** As `twin/format-value.ts` has it, in the page's language. */
export const formatValue = (tag: PlacedTag, value: number): string => format(tag, value, words());
export const formatWithUnit = (tag: PlacedTag, value: number): string => formatUnit(tag, value, words());

/** The word of a PackML state by its number. */
export function packmlWord(code: number): string {
  const name = packmlStates[code];
  return name === undefined ? text('states.class.unknown') : packml(name);
}

type EquipmentId = keyof typeof import('./en/equipment.ts').equipment;

/** What an equipment type is called. */
export const equipmentName = (type: string): string =>
  text(`equipment.${type as EquipmentId}`, { defaultValue: equipment[type]?.name ?? type });
