import { choices, type Path, type Report } from './fault.ts';
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
        ? `"${tag.id}" is a ${tag.kind} and has no states; colour it by range or gradient`
        : `"${tag.id}" is a ${tag.kind}; colour it by state`,
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
  if (from !== undefined && from === to)
    fault([...path, 'to'], `the gradient begins and ends at ${from}, so it has no colours between; make them differ`);
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
      fault([...path, 'states', name], `"${tag.id}" has no state "${name}"${choices(name, names)}`);
  }
}

function checkRanges({ ranges }: Sound<Extract<ColourRule, { by: 'range' }>>, path: Path, fault: Report): void {
  let reached = Number.NEGATIVE_INFINITY;
  for (const [at, { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }] of entries(ranges)) {
    const own = [...path, 'ranges', at];
    if (from >= to) fault(own, `this range is empty: from ${from} must be below to ${to}`);
    else if (to <= reached)
      fault(own, `this range lies in those before it, and the first that holds counts; take it out`);
    else if (from < reached)
      fault(
        own,
        `this range begins at ${from}, inside one that ends at ${reached}; let ranges rise, each from where the last ended`,
      );
    reached = Math.max(reached, to);
  }
}
