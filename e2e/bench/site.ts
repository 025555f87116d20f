import { equipment } from '../../src/twin/equipment/equipment.ts';
import type { EquipmentType, PartMotion } from '../../src/twin/equipment/equipment-type.ts';
import { packmlCode } from '../../src/twin/packml.ts';
import type { Binding, Line, Machine, MachineId, Plant, Tag } from '../../src/twin/plant.ts';

const tagsEach = 20;
const linesAnArea = 4;
/** Between machines of a line, between lines, along the walls; metres. */
const gap = 1.2;
const aisle = 2.5;
const border = 4;

const types = Object.entries(equipment).filter(([, { ownModel }]) => !ownModel);

const motions: Readonly<Record<PartMotion, Pick<Tag, 'unit' | 'range'>>> = {
  rotation: { unit: '/min', range: [0, 60] },
  angle: { unit: 'deg', range: [-180, 180] },
  level: { unit: '%', range: [0, 100] },
  position: { unit: '%', range: [0, 100] },
  flow: { unit: '/min', range: [0, 600] },
};

/**
 * A site with machines of every equipment type in turn, about as many a line as there are lines, each with its state
 * and 19 tags that show on its parts: every motion that the part can make, then alarm colours.
 */
export function largeSite(machineCount: number): Plant {
  // Machines are about as long as they are deep with the aisle: the hall comes out nearly square.
  const machinesALine = Math.ceil(Math.sqrt(machineCount) * 1.1);
  const lines: Line[] = [];
  let z = border;
  let length = 0;
  for (let first = 0; first < machineCount; first += machinesALine) {
    const machines: Machine[] = [];
    const numbers = Array.from({ length: Math.min(machinesALine, machineCount - first) }, (_, k) => first + k);
    const depth = Math.max(...numbers.map((number) => typeOf(number)[1].size[2]));
    let x = border;
    for (const number of numbers) {
      const [, { size }] = typeOf(number);
      machines.push(machineOf(number, x + size[0] / 2, z + depth / 2));
      x += size[0] + gap;
    }
    lines.push({ id: `line${lines.length}`, name: `Line ${lines.length + 1}`, machines });
    length = Math.max(length, x);
    z += depth + aisle;
  }
  const areas = Array.from({ length: Math.ceil(lines.length / linesAnArea) }, (_, k) => ({
    id: `area${k}`,
    name: `Area ${k + 1}`,
    lines: lines.slice(k * linesAnArea, (k + 1) * linesAnArea),
  }));
  return {
    format: 'gemba-plant/1',
    id: 'large-site',
    name: 'Large site',
    site: {
      name: 'Large site',
      timeZone: 'UTC',
      shifts: [],
      floor: [Math.ceil(length + border), Math.ceil(z + border)],
    },
    sources: [{ id: 'sensors', type: 'simulation', seed: 1 }],
    areas,
    flows: [],
  };
}

const typeOf = (number: number): readonly [string, EquipmentType] => types[number % types.length]!;

function machineOf(number: number, x: number, z: number): Machine {
  const [name, type] = typeOf(number);
  const tags: Tag[] = [{ id: 'state', name: 'State', kind: 'state', states: 'PackML', address: `${number}/state` }];
  const bindings: Binding[] = [];
  const parts = Object.entries(type.parts);
  for (const [part, { moves, anglesDeg }] of parts) {
    for (const as of moves) {
      const tag = measured(number, `${part}-${as}`, {
        ...motions[as],
        ...(as === 'angle' && anglesDeg && { range: anglesDeg }),
      });
      tags.push(tag);
      bindings.push({ tag: tag.id, part, as });
    }
  }
  for (let k = 0; tags.length < tagsEach; k++) {
    const [part] = parts[k % parts.length]!;
    const tag = measured(number, `t${k}`, { unit: 'Cel', range: [0, 200] });
    tags.push({ ...tag, limits: { high: 180, highHigh: 190 }, component: part });
    if (k < parts.length) bindings.push({ tag: tag.id, part, as: 'colour' });
  }
  const [width] = type.size;
  return {
    id: `m${number}` as MachineId,
    name: `${type.name} ${number + 1}`,
    type: name,
    pose: { x, z },
    ...(type.alongPath && { path: [[x - width / 2, z] as const, [x + width / 2, z] as const] }),
    components: parts.map(([part]) => ({ id: part, name: part, part })),
    mainTags: [tags[1]!.id],
    tags,
    bindings,
  };
}

const measured = (number: number, id: string, rest: Pick<Tag, 'unit' | 'range'>): Tag => ({
  id,
  name: id,
  kind: 'number',
  address: `${number}/${id}`,
  ...rest,
});

/** Each machine is held for 20 s every half an hour, by turns: a short stop in the plant every four seconds. */
const stopEverySecs = 2000;
const stopSecs = 20;
const stopsApart = 37;

/**
 * What the tags of `largeSite` say at a tick of 100 ms: motions run through their range, temperatures have the noise of a
 * real sensor and now and then one passes its limit, one machine in 100 is held. `asleep`: nothing turns or flows.
 */
export function readings(plant: Plant): (slot: number, tick: number, asleep: boolean) => number {
  const tags = plant.areas.flatMap(({ lines }) => lines).flatMap(({ machines }) => machines.flatMap((m) => m.tags));
  const spans = Float64Array.from(tags.flatMap(({ range = [0, 1] }) => [...range]));
  const isState = Uint8Array.from(tags, ({ kind }) => Number(kind === 'state'));
  const isWarm = Uint8Array.from(tags, ({ limits }) => Number(limits !== undefined));
  const [execute, held] = [packmlCode('Execute'), packmlCode('Held')];
  return (slot, tick, asleep) => {
    if (isState[slot]) {
      const secs = Math.floor(tick / 10) + stopsApart * (slot / tagsEach);
      return secs % stopEverySecs < stopSecs ? held : execute;
    }
    const [from, to] = [spans[slot * 2]!, spans[slot * 2 + 1]!];
    const wave = Math.sin(tick / 60 + slot);
    if (!isWarm[slot]) return asleep ? Math.max(0, from) : from + (to - from) * (0.5 + 0.5 * wave);
    const alarm = (slot + Math.floor(tick / 50)) % 997 === 0 ? 120 : 0;
    return 20 + (slot % 50) + 5 * wave + 0.05 * Math.sin(slot * 7 + tick * 13) + alarm;
  };
}
