import { equipment } from '../../../twin/equipment/equipment.ts';
import type { EquipmentType, PartMotion } from '../../../twin/equipment/equipment-type.ts';
import type { Binding, Line, Machine, MachineId, PathPoint, Plant, Tag } from '../../../twin/plant.ts';
import { text } from '../../languages/language.ts';
import { equipmentName } from '../../languages/values.ts';

/** Every type but the one whose drawing is a file. */
export const galleryTypes: readonly string[] = Object.entries(equipment)
  .filter(([, { ownModel }]) => !ownModel)
  .map(([type]) => type);

/** A tag that moves one part of the shown type, named as `<part>-<motion>`. */
export const motionTag = (part: string, motion: PartMotion): string => `${part}-${motion}`;

/** What each motion is driven with here: its range, and a unit for people (UCUM). */
export const motionRanges: Readonly<
  Record<PartMotion, { readonly range: readonly [number, number]; readonly unit: string }>
> = {
  rotation: { range: [-60, 60], unit: '{rev}/min' },
  angle: { range: [-180, 180], unit: 'deg' },
  level: { range: [0, 100], unit: '%' },
  position: { range: [0, 100], unit: '%' },
  flow: { range: [-60, 60], unit: '/min' },
};

export const rangeOf = (type: EquipmentType, part: string, motion: PartMotion): readonly [number, number] =>
  (motion === 'angle' && type.parts[part]?.anglesDeg) || motionRanges[motion].range;

/** A conveyor's, pipe's or fence's course: a straight, a bend, and up where the type can climb. */
function coursePath(x: number, z: number, [width, height]: readonly [number, number, number]): readonly PathPoint[] {
  const half = Math.max(2, width / 2);
  return [
    [x - half, z + 0.7, height],
    [x + half * 0.4, z + 0.7, height],
    [x + half, z + 0.7, height],
    [x + half, z - 1.3, height],
  ];
}

function machineOf(type: string, x: number, z: number, parameters: Readonly<Record<string, number>>): Machine {
  const shown = equipment[type]!;
  const tags: Tag[] = [];
  const bindings: Binding[] = [];
  for (const [part, { moves }] of Object.entries(shown.parts)) {
    for (const motion of moves) {
      const id = motionTag(part, motion);
      const { unit } = motionRanges[motion];
      tags.push({
        id,
        name: part,
        kind: 'number',
        unit,
        range: rangeOf(shown, part, motion),
        address: `${type}/${id}`,
      });
      bindings.push({ tag: id, part, as: motion });
    }
  }
  return {
    id: type as MachineId,
    name: equipmentName(type),
    type,
    pose: { x, z },
    components: [],
    mainTags: [],
    tags,
    bindings,
    ...(shown.alongPath && { path: coursePath(x, z, shown.size) }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
}

const plantOf = (lines: readonly Line[], floor: readonly [number, number]): Plant => ({
  format: 'gemba-plant/1',
  id: 'gallery',
  name: 'Gallery',
  site: { name: 'Gallery', timeZone: 'UTC', shifts: [], floor },
  sources: [{ id: 'hand', type: 'simulation', seed: 1 }],
  areas: [{ id: 'gallery', name: 'Gallery', lines }],
  flows: [],
});

/** One type alone on a floor that leaves room to walk round it. */
export function plantOfOne(type: string, parameters: Readonly<Record<string, number>>): Plant {
  const [width, , depth] = equipment[type]!.size;
  const side = Math.max(5, width * 1.8, depth * 1.8);
  const machines = [machineOf(type, side / 2, side / 2, parameters)];
  return plantOf([{ id: type, name: equipmentName(type), machines }], [side, side]);
}

const gapMetres = 2.2;
const rowMetres = 46;

/** All types in rows, by group. */
export function plantOfAll(): Plant {
  const lines: Line[] = [];
  let z = 1;
  let widest = 0;
  for (const group of new Set(galleryTypes.map((type) => equipment[type]!.group))) {
    const machines: Machine[] = [];
    let x = 1;
    let deepest = 0;
    for (const type of galleryTypes.filter((each) => equipment[each]!.group === group)) {
      const { size, alongPath } = equipment[type]!;
      const [width, depth] = alongPath ? [Math.max(4, size[0]) + 1, 3] : [size[0], size[2]];
      if (x > 1 && x + width > rowMetres) {
        z += deepest + gapMetres;
        x = 1;
        deepest = 0;
      }
      machines.push(machineOf(type, x + width / 2, z + depth / 2, {}));
      x += width + gapMetres;
      widest = Math.max(widest, x);
      deepest = Math.max(deepest, depth);
    }
    lines.push({ id: group, name: text(`gallery.group.${group}`), machines });
    z += deepest + gapMetres * 1.6;
  }
  return plantOf(lines, [widest + 1, z]);
}
