import type { GltfRule } from '../../../twin/languages/en/gltf.ts';
import { languageStore, text } from '../../languages/language.ts';
import type { ModelReason } from '../../stores/cad.ts';

/** Figures of a model as the language writes them. */
export const figure = (value: number, digits = 0): string =>
  value.toLocaleString(languageStore.getState().language, { maximumFractionDigits: digits });

/** Why a model is not shown and what to do, as text. */
export function reasonText(reason: ModelReason): string {
  if (reason.code === 'said') return reason.values.sentence;
  const values = Object.entries(reason.values).map(([name, value]) => [
    name,
    typeof value === 'number' ? figure(value, 2) : value,
  ]);
  const said = Object.fromEntries(values);
  if (reason.code === 'structure') said.what = text(`gltf.${reason.values.what as GltfRule}`, said);
  return text(`cad.fault.${reason.code}`, said);
}
