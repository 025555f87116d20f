import { checkGradient } from './check-colour-rule.ts';
import { choices, type Path, pathText, type Report } from './fault.ts';
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
      if (first)
        fault([...path, 'id'], `heat map id "${map.id}" is already used at ${pathText(first)}; give one another id`);
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
      if (x < 0 || z < 0 || x > width || z > depth)
        fault([...own, 'at'], `[${x}, ${z}] is not on the floor, which goes from [0, 0] to [${width}, ${depth}]`);
    }
    const id = sensor.tag;
    if (id === undefined) continue;
    const tag = tagById.get(id)?.tag;
    if (!tag) {
      fault([...own, 'tag'], `unknown tag "${id}": give its full id "machine.tag"${choices(id, tagById.keys())}`);
      continue;
    }
    if (seen.has(id)) fault([...own, 'tag'], `"${id}" is on this map already; keep one`);
    seen.add(id);
    if (tag.kind === 'boolean' || tag.kind === 'state' || tag.kind === 'text') {
      fault([...own, 'tag'], `"${id}" is a ${tag.kind}; a heat map needs numbers`);
    } else if (tag.unit !== undefined) {
      unit ??= tag.unit;
      if (tag.unit !== unit)
        fault(
          [...own, 'tag'],
          `"${id}" is in ${displayUnit(tag.unit)}, the map's first sensor in ${displayUnit(unit)}; a map has one unit`,
        );
    }
  }
}
