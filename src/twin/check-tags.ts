import { choices, type Path, pathText, type Report } from './fault.ts';
import type { Limits, Tag } from './plant.ts';
import type { Sound } from './structure.ts';
import { entries, type Survey } from './survey.ts';
import { parseUnit } from './units.ts';

/** Each tag by itself, and that no two take the same address of a source. */
export function checkTags(survey: Survey, fault: Report): void {
  const sourceIds = entries(survey.plant.sources).flatMap(([, { id }]) => id ?? []);
  const firstSource = survey.plant.sources?.[0]?.id;
  const addresses = new Map<string, Path>();
  for (const { tags } of survey.machines) {
    for (const { tag, path } of tags) {
      checkUnit(tag, path, fault);
      checkRange(tag, path, fault);
      checkStates(tag, path, fault);
      checkCompression(tag, path, fault);
      if (tag.source !== undefined && !sourceIds.includes(tag.source)) {
        fault([...path, 'source'], `unknown source "${tag.source}"${choices(tag.source, sourceIds)}`);
      }
      if (tag.address === undefined) continue;
      const key = JSON.stringify([tag.source ?? firstSource, tag.address]);
      const first = addresses.get(key);
      if (first === undefined) addresses.set(key, path);
      else
        fault(
          [...path, 'address'],
          `address "${tag.address}" is already taken by ${pathText(first)}; one address feeds one tag`,
        );
    }
  }
}

function checkUnit({ kind, unit }: Sound<Tag>, path: Path, fault: Report): void {
  if (kind === undefined) return;
  if (kind === 'boolean' || kind === 'state' || kind === 'text') {
    if (unit !== undefined) fault([...path, 'unit'], `a ${kind} has no unit; leave "unit" out`);
    return;
  }
  if (unit === undefined) {
    fault([...path, 'unit'], `"unit" is missing: give its UCUM code, or "1" for a plain number`);
    return;
  }
  const parsed = parseUnit(unit);
  if (parsed.ok) return;
  const { message, suggestions } = parsed;
  const meant = suggestions.map((each) => `"${each}"`).join(' or ');
  const advice =
    meant === '' ? 'use its UCUM code, e.g. "Cel", "bar", "l/min", "{bottles}/min"' : `in UCUM it is ${meant}`;
  fault([...path, 'unit'], `${message}; ${advice}`);
}

const limitOrder: readonly (keyof Limits)[] = ['lowLow', 'low', 'high', 'highHigh'];

function checkRange({ kind, range, limits, deadband }: Sound<Tag>, path: Path, fault: Report): void {
  if ((kind === 'state' || kind === 'text') && limits)
    fault([...path, 'limits'], `a ${kind} has no limits; leave "limits" out`);
  if (kind === 'text' && range) fault([...path, 'range'], 'a text has no range; leave "range" out');
  if (kind === 'text' && deadband !== undefined)
    fault([...path, 'deadband'], 'a text has no deadband; leave "deadband" out');
  const [lowest, highest] = range ?? [-Infinity, Infinity];
  if (lowest >= highest) {
    fault([...path, 'range'], `range runs from ${lowest} to ${highest}: write [lowest, highest]`);
    return;
  }
  if (deadband !== undefined && deadband > highest - lowest) {
    fault(
      [...path, 'deadband'],
      `deadband ${deadband} is wider than the range (${highest - lowest}), so nothing would ever be stored`,
    );
  }
  let below: keyof Limits | undefined;
  for (const name of limitOrder) {
    const limit = limits?.[name];
    if (limit === undefined) continue;
    if (limit < lowest || limit > highest) {
      fault(
        [...path, 'limits', name],
        `limit ${name} = ${limit} is outside the range ${lowest} to ${highest}, so it would never be reached`,
      );
    }
    if (below !== undefined && limit <= limits![below]!) {
      fault([...path, 'limits', name], `limit ${name} = ${limit} must be above ${below} = ${limits![below]}`);
    }
    below = name;
  }
}

function checkCompression({ kind, counter, range, compression }: Sound<Tag>, path: Path, fault: Report): void {
  if (kind === undefined || compression === undefined) return;
  const [lowest, highest] = range ?? [-Infinity, Infinity];
  const at = [...path, 'compression'];
  if (kind !== 'number' && kind !== 'integer') {
    fault(at, `a ${kind} has no values between two others; leave "compression" out`);
  } else if (counter === true) {
    fault(at, 'a counter is not compressed, or its counts would be off; leave "compression" out');
  } else if (lowest < highest && compression > highest - lowest) {
    fault(at, `compression ${compression} is wider than the range (${highest - lowest}), so it would tell nothing`);
  }
}

function checkStates({ kind, states, counter }: Sound<Tag>, path: Path, fault: Report): void {
  if (kind === undefined) return;
  if (kind === 'state' && states === undefined) {
    fault([...path, 'states'], '"states" is missing: give "PackML" or the names by value from 0');
  }
  if (kind !== 'state' && states !== undefined)
    fault([...path, 'states'], `a ${kind} has no states; make its kind "state" or leave "states" out`);
  if (counter === true && kind !== 'number' && kind !== 'integer')
    fault([...path, 'counter'], `a ${kind} cannot be a counter`);
}
