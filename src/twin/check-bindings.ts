import { checkColourRule } from './check-colour-rule.ts';
import { absentParts, absentTold } from './equipment/drawn-parts.ts';
import { choices, type Path, type Report, told } from './fault.ts';
import type { Binding, BindingProperty, Tag } from './plant.ts';
import type { Sound } from './structure.ts';
import { entries, type Survey, type SurveyedMachine } from './survey.ts';

/** What every part can show, whether it can move or not. */
const always: readonly BindingProperty[] = ['colour', 'visibility', 'text', 'gauge'];
/** What a state or a boolean cannot say. */
const measured: readonly BindingProperty[] = ['rotation', 'angle', 'flow', 'gauge'];
/** What is shown by the tag's range. */
const ranged: readonly BindingProperty[] = ['gauge', 'flow'];

/** How tags show on the parts of machines. */
export function checkBindings(survey: Survey, fault: Report): void {
  for (const machine of survey.machines) checkMachine(survey, machine, fault);
}

function checkMachine(survey: Survey, each: SurveyedMachine, fault: Report): void {
  const { machine, path } = each;
  /** The tag by part and property. */
  const tagOf = new Map<string, string>();
  for (const [at, binding] of entries(machine.bindings)) {
    const own = [...path, 'bindings', at];
    const tag = tagOfBinding(survey, each, binding, own, fault);
    checkPart(each, binding, own, fault);
    if (tag) checkTag(tag, binding, own, fault);
    checkKeys(binding, own, fault);
    if (binding.colours) checkColourRule(binding.colours, tag, [...own, 'colours'], fault);
    const { tag: id, part, as } = binding;
    if (id === undefined || part === undefined || as === undefined) continue;
    const place = JSON.stringify([part, as]);
    const taken = tagOf.get(place);
    if (taken === id) fault(own, told('faults.shownTwice', { as, part, id }));
    else if (taken !== undefined) fault(own, told('faults.shownAlready', { as, part, taken, id }));
    tagOf.set(place, taken ?? id);
  }
}

/** A tag of the machine by its own id, any by "machine.tag". */
function tagOfBinding(
  { tagById }: Survey,
  { label, tags }: SurveyedMachine,
  { tag: id }: Sound<Binding>,
  own: Path,
  fault: Report,
): Sound<Tag> | undefined {
  if (id === undefined) return undefined;
  const found = tags.find(({ tag }) => tag.id === id) ?? tagById.get(id);
  if (found) return found.tag;
  const known = id.includes('.') ? tagById.keys() : tags.flatMap(({ tag }) => tag.id ?? []);
  fault(
    [...own, 'tag'],
    id.includes('.')
      ? told('faults.unknownTag', { id, choices: choices(id, known) })
      : told('faults.hasNoTag', { machine: label, id, choices: choices(id, known) }),
  );
  return undefined;
}

function checkPart({ machine, type, label }: SurveyedMachine, { part, as }: Sound<Binding>, own: Path, fault: Report) {
  // The parts of a maker's drawing are its nodes; the file that names them is not read here.
  if (part === undefined || !type || type.ownModel || machine.model !== undefined) return;
  const known = Object.hasOwn(type.parts, part) ? type.parts[part] : undefined;
  if (!known) {
    const known = choices(part, Object.keys(type.parts));
    fault([...own, 'part'], told('faults.noPart', { type: machine.type!, part, choices: known }));
  } else if (absentParts(machine).includes(part)) {
    fault([...own, 'part'], absentTold(machine, label, part));
  } else if (as !== undefined && !always.includes(as) && !known.moves.some((motion) => motion === as)) {
    const can = [...known.moves, ...always];
    const shown = { first: can.slice(0, -1).join(', '), last: can.at(-1)! };
    fault([...own, 'as'], told('faults.cannotShow', { part, machine: label, as, ...shown }));
  }
}

function checkTag({ id, kind, unit, range }: Sound<Tag>, { as }: Sound<Binding>, own: Path, fault: Report): void {
  if (as === undefined || kind === undefined) return;
  const moves = !always.includes(as);
  const needsNumber =
    (kind === 'text' && as !== 'colour' && as !== 'text') ||
    (kind === 'state' && (moves || as === 'gauge')) ||
    (kind === 'boolean' && measured.includes(as));
  if (needsNumber) {
    fault([...own, 'tag'], told('faults.needsNumber', { id: id!, kind, what: as }));
  } else if (ranged.includes(as) && range === undefined && unit !== '%') {
    fault([...own, 'tag'], told('faults.noRange', { id: id!, as }));
  }
}

function checkKeys({ as, colours, shown }: Sound<Binding>, own: Path, fault: Report): void {
  if (as === undefined) return;
  if (colours !== undefined && as !== 'colour') fault([...own, 'colours'], told('faults.coloursUnwanted', { as }));
  if (shown === undefined) return;
  if (as !== 'visibility') fault([...own, 'shown'], told('faults.shownUnwanted', { as }));
  else if (shown.from !== undefined && shown.to !== undefined && shown.from > shown.to)
    fault([...own, 'shown'], told('faults.shownNever', { from: String(shown.from), to: String(shown.to) }));
}
