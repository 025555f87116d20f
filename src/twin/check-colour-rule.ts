import { choices, type Path, type Report, told } from './fault.ts';
import { packmlStates } from './packml.ts';
import type { ColourRule, Gradient, Tag } from './plant.ts';
import type { Sound } from './structure.ts';
import { entries } from './survey.ts';

/** A colour rule by itself and against the tag whose value it reads. */
export function checkColourRule(rule: Sound<ColourRule>, tag: Sound<Tag> | undefined, path: Path, fault: Report): void {
  if (rule.by === undefined) return;
  const byState = rule.by === 'state';
  const stated = tag?.kind === 'state' || tag?.kind === 'boolean' || tag?.kind === 'text';
  if (tag?.kind !== undefined && byState !== stated) {
    fault(
      [...path, 'by'],
      byState
        ? told('faults.colourByRange', { id: String(tag.id), kind: tag.kind })
        : told('faults.colourByState', { id: String(tag.id), kind: tag.kind }),
    );
    return;
  }
  switch (rule.by) {
    case 'state':
      checkStates(rule, tag, path, fault);
      break;
    case 'range':
      checkRanges(rule, path, fault);
      break;
    case 'gradient':
      checkGradient(rule, path, fault);
      break;
  }
}

export function checkGradient({ from, to }: Sound<Gradient>, path: Path, fault: Report): void {
  if (from !== undefined && from === to) fault([...path, 'to'], told('faults.gradientFlat', { from: String(from) }));
}

function checkStates(
  { states }: Sound<Extract<ColourRule, { by: 'state' }>>,
  tag: Sound<Tag> | undefined,
  path: Path,
  fault: Report,
): void {
  if (states === undefined || tag?.kind === undefined) return;
  const known = tag.kind === 'boolean' ? ['off', 'on'] : tag.states === 'PackML' ? packmlStates : tag.states;
  if (known === undefined) return;
  const names = known.filter((name) => name !== undefined);
  for (const name of Object.keys(states)) {
    if (!names.includes(name))
      fault(
        [...path, 'states', name],
        told('faults.noState', { id: String(tag.id), state: name, choices: choices(name, names) }),
      );
  }
}

function checkRanges({ ranges }: Sound<Extract<ColourRule, { by: 'range' }>>, path: Path, fault: Report): void {
  let reached = Number.NEGATIVE_INFINITY;
  for (const [at, { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }] of entries(ranges)) {
    const own = [...path, 'ranges', at];
    if (from >= to) fault(own, told('faults.rangeEmpty', { from: String(from), to: String(to) }));
    else if (to <= reached) fault(own, told('faults.rangeHidden'));
    else if (from < reached) fault(own, told('faults.rangesOverlap', { from: String(from), end: String(reached) }));
    reached = Math.max(reached, to);
  }
}
