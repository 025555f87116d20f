import { choices, joined, type Path, pathText, type Report, told } from './fault.ts';
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
        fault(
          [...path, 'source'],
          told('faults.unknownSource', { id: tag.source, choices: choices(tag.source, sourceIds) }),
        );
      }
      if (tag.address === undefined) continue;
      const key = JSON.stringify([tag.source ?? firstSource, tag.address]);
      const first = addresses.get(key);
      if (first === undefined) addresses.set(key, path);
      else fault([...path, 'address'], told('faults.addressTaken', { address: tag.address, first: pathText(first) }));
    }
  }
}

function checkUnit({ kind, unit }: Sound<Tag>, path: Path, fault: Report): void {
  if (kind === undefined) return;
  if (kind === 'boolean' || kind === 'state' || kind === 'text') {
    if (unit !== undefined) fault([...path, 'unit'], told('faults.noUnit', { kind }));
    return;
  }
  if (unit === undefined) {
    fault([...path, 'unit'], told('faults.unitMissing'));
    return;
  }
  const parsed = parseUnit(unit);
  if (parsed.ok) return;
  const meant = parsed.suggestions.map((text) => told('faults.quoted', { text }));
  const advice =
    meant.length === 0 ? told('faults.useUcum') : told('faults.inUcum', { meant: joined('faults.or', meant) });
  fault([...path, 'unit'], told('faults.wrongUnit', { why: parsed.why, advice }));
}

const limitOrder: readonly (keyof Limits)[] = ['lowLow', 'low', 'high', 'highHigh'];

function checkRange({ kind, range, limits, deadband }: Sound<Tag>, path: Path, fault: Report): void {
  if ((kind === 'state' || kind === 'text') && limits) fault([...path, 'limits'], told('faults.noLimits', { kind }));
  if (kind === 'text' && range) fault([...path, 'range'], told('faults.textWithout', { key: 'range' }));
  if (kind === 'text' && deadband !== undefined)
    fault([...path, 'deadband'], told('faults.textWithout', { key: 'deadband' }));
  const [lowest, highest] = range ?? [-Infinity, Infinity];
  if (lowest >= highest) {
    fault([...path, 'range'], told('faults.rangeReversed', { lowest: String(lowest), highest: String(highest) }));
    return;
  }
  if (deadband !== undefined && deadband > highest - lowest) {
    fault(
      [...path, 'deadband'],
      told('faults.deadbandWide', { deadband: String(deadband), width: String(highest - lowest) }),
    );
  }
  let below: keyof Limits | undefined;
  for (const name of limitOrder) {
    const limit = limits?.[name];
    if (limit === undefined) continue;
    if (limit < lowest || limit > highest) {
      const values = { name, limit: String(limit), lowest: String(lowest), highest: String(highest) };
      fault([...path, 'limits', name], told('faults.limitOutside', values));
    }
    if (below !== undefined && limit <= limits![below]!) {
      const values = { name, limit: String(limit), below, lower: String(limits![below]) };
      fault([...path, 'limits', name], told('faults.limitOrder', values));
    }
    below = name;
  }
}

function checkCompression({ kind, counter, range, compression }: Sound<Tag>, path: Path, fault: Report): void {
  if (kind === undefined || compression === undefined) return;
  const [lowest, highest] = range ?? [-Infinity, Infinity];
  const at = [...path, 'compression'];
  if (kind !== 'number' && kind !== 'integer') {
    fault(at, told('faults.nothingBetween', { kind }));
  } else if (counter === true) {
    fault(at, told('faults.counterCompressed'));
  } else if (lowest < highest && compression > highest - lowest) {
    const values = { compression: String(compression), width: String(highest - lowest) };
    fault(at, told('faults.compressionWide', values));
  }
}

function checkStates({ kind, states, counter }: Sound<Tag>, path: Path, fault: Report): void {
  if (kind === undefined) return;
  if (kind === 'state' && states === undefined) {
    fault([...path, 'states'], told('faults.statesMissing'));
  }
  if (kind !== 'state' && states !== undefined) fault([...path, 'states'], told('faults.statesUnwanted', { kind }));
  if (counter === true && kind !== 'number' && kind !== 'integer')
    fault([...path, 'counter'], told('faults.noCounterKind', { kind }));
}
