import { checkGradient } from './check-colour-rule.ts';
import { choices, type Path, pathText, type Report, told } from './fault.ts';
import type { HeatMap } from './plant.ts';
import type { Sound } from './structure.ts';
import { entries, type Survey } from './survey.ts';
import { displayUnit } from './units.ts';

/** Floor maps: their sensors are numbers of one unit, each once, on the hall's floor. */
export function checkHeatMaps(survey: Survey, fault: Report): void {
  const firsts = new Map<string, Path>();
  for (const [at, map] of entries(survey.plant.heatMaps)) {
    const path = ['heatMaps', at];
    if (map.id !== undefined) {
      const first = firsts.get(map.id);
      if (first) fault([...path, 'id'], told('faults.mapIdTaken', { id: map.id, first: pathText(first) }));
      else firsts.set(map.id, path);
    }
    checkGradient(map, path, fault);
    checkSensors(survey, map, path, fault);
  }
}

function checkSensors({ plant, tagById }: Survey, map: Sound<HeatMap>, path: Path, fault: Report): void {
  const [width, depth] = plant.site?.floor ?? [];
  const seen = new Set<string>();
  let unit: string | undefined;
  for (const [at, sensor] of entries(map.sensors)) {
    const own = [...path, 'sensors', at];
    const [x, z] = sensor.at ?? [];
    if (x !== undefined && z !== undefined && width !== undefined && depth !== undefined) {
      if (x < 0 || z < 0 || x > width || z > depth) {
        const floor = { width: String(width), depth: String(depth) };
        fault([...own, 'at'], told('faults.notOnFloor', { x: String(x), z: String(z), ...floor }));
      }
    }
    const id = sensor.tag;
    if (id === undefined) continue;
    const tag = tagById.get(id)?.tag;
    if (!tag) {
      fault([...own, 'tag'], told('faults.unknownFullTag', { id, choices: choices(id, tagById.keys()) }));
      continue;
    }
    if (seen.has(id)) fault([...own, 'tag'], told('faults.onMapAlready', { id }));
    seen.add(id);
    if (tag.kind === 'boolean' || tag.kind === 'state' || tag.kind === 'text') {
      fault([...own, 'tag'], told('faults.mapNeedsNumbers', { id, kind: tag.kind }));
    } else if (tag.unit !== undefined) {
      unit ??= tag.unit;
      if (tag.unit !== unit)
        fault([...own, 'tag'], told('faults.mapUnits', { id, unit: displayUnit(tag.unit), first: displayUnit(unit) }));
    }
  }
}
