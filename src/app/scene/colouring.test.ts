import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { packmlCode } from '../../twin/packml.ts';
import type { Binding, Machine, Plant, Tag } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import { LiveTable } from '../live/live-table.ts';
import { palette } from '../palette.ts';
import { assemble, type Instance } from './assembly.ts';
import { Colouring } from './colouring.ts';
import { Motions } from './motion.ts';
import { Pattern } from './parts/clay-material.ts';

const tag = (id: string, over: Partial<Tag> = {}): Tag => ({ id, name: id, kind: 'number', address: id, ...over });

const pump = (number: number): Machine => ({
  id: `pump-${number}` as Machine['id'],
  name: 'Pump',
  type: 'pump',
  pose: { x: 2 * number, z: 2 },
  components: [{ id: 'casing', name: 'Casing', part: 'body' }],
  mainTags: [],
  tags: [
    tag('state', { kind: 'state', states: 'PackML' }),
    tag('speed'),
    tag('pressure', { limits: { low: 1, high: 3, highHigh: 4 }, component: 'casing' }),
    tag('vibration', { limits: { high: 7 } }),
  ],
  bindings: [
    { tag: 'speed', part: 'shaft', as: 'rotation' },
    { tag: 'vibration', part: 'shaft', as: 'colour' },
  ],
});

const plantOf = (machines: readonly Machine[]): Plant => ({
  format: 'gemba-plant/1',
  id: 'p',
  name: 'P',
  site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [20, 6] },
  sources: [],
  areas: [{ id: 'a', name: 'A', lines: [{ id: 'l', name: 'L', machines }] }],
  flows: [],
});

const [state, speed, pressure, vibration] = [0, 1, 2, 3] as const;
const colours = palette.light;

function put() {
  const index = indexPlant(plantOf([pump(1)]));
  const assembly = assemble(index);
  const table = new LiveTable(index.tags.length);
  const built = assembly.ofMachine[0]!;
  const instance = (part: string) =>
    built.instances.find(({ piece }) => piece.part === part && piece.role === 'structure')!;
  const bytes = (part: string) => {
    const { mesh, at } = instance(part);
    return mesh.mesh.geometry.getAttribute('tint').array.slice(at * 4, at * 4 + 4);
  };
  return { table, assembly, index, colouring: new Colouring(assembly, index, table), built, bytes };
}

let hall = put();
beforeEach(() => {
  hall = put();
  hall.table.write(state, 1, packmlCode('Execute'), Quality.good);
  for (const slot of [speed, pressure, vibration]) hall.table.write(slot, 1, 2, Quality.good);
});

const paint = (lost = false) => {
  hall.colouring.update(colours, lost);
  return Object.fromEntries(
    hall.colouring
      .drawnColours(0)
      .split(' ')
      .map((each) => each.split(':') as [string, string]),
  );
};

describe('colours', () => {
  test('SCENE-3: all within limits, no alarm colour anywhere', () => {
    const drawn = Object.values(paint());
    for (const alarm of [colours.alarmHigh, colours.alarmMedium, colours.alarmLow]) expect(drawn).not.toContain(alarm);
  });

  test('SCENE-3: a bound part takes the colour of its own tag, amber beyond high', () => {
    const calm = paint();
    hall.table.write(vibration, 2, 7, Quality.good);
    expect(paint()).toEqual({ ...calm, shaft: colours.alarmMedium });
  });

  test('SCENE-3: a component shows its tags: amber below low, red above highHigh', () => {
    hall.table.write(pressure, 2, 0.5, Quality.good);
    expect(paint().body).toBe(colours.alarmMedium);
    hall.table.write(pressure, 3, 9, Quality.good);
    expect(paint().body).toBe(colours.alarmHigh);
    hall.table.write(pressure, 4, 2, Quality.good);
    expect(paint().body).not.toBe(colours.alarmHigh);
  });

  test('SCENE-4: a stale or bad value has a pattern instead of a limit colour', () => {
    hall.table.write(vibration, 2, 9, Quality.stale);
    expect(paint().shaft).not.toBe(colours.alarmMedium);
    expect(hall.bytes('shaft')[3]).toBe(Pattern.stale);
    hall.table.write(vibration, 3, 9, Quality.bad);
    paint();
    expect(hall.bytes('shaft')[3]).toBe(Pattern.bad);
    expect(hall.bytes('body')[3]).toBe(Pattern.none);
  });

  test('SCENE-2: stopped is darker than running, held has a pattern', () => {
    paint();
    const running = hall.bytes('body')[0]!;
    hall.table.write(state, 2, packmlCode('Stopped'), Quality.good);
    paint();
    expect(hall.bytes('body')[0]!).toBeLessThan(running);
    hall.table.write(state, 3, packmlCode('Held'), Quality.good);
    paint();
    expect(hall.bytes('body')[3]).toBe(Pattern.held);
  });

  test('SCENE-2, SCENE-4: a bad state is crossed and says nothing: as light as an unknown one', () => {
    const { table, bytes } = hall;
    paint();
    const running = [...bytes('body')];
    table.write(state, 2, packmlCode('Aborted'), Quality.bad);
    paint();
    const aborted = [...bytes('body')];
    table.write(state, 3, packmlCode('Execute'), Quality.bad);
    paint();
    expect([...bytes('body')]).toEqual(aborted);
    expect(aborted[3]).toBe(Pattern.bad);
    expect(aborted[0]).toBeLessThan(running[0]!);
  });

  test('SCENE-45: without a connection all is hatched as stale, alarms stay, and both end with it', () => {
    hall.table.write(vibration, 2, 7, Quality.good);
    const before = paint();
    expect(paint(true).shaft).toBe(colours.alarmMedium);
    expect(hall.bytes('shaft')[3]).toBe(Pattern.none);
    expect(hall.bytes('body')[3]).toBe(Pattern.stale);
    expect(paint()).toEqual(before);
    expect(hall.bytes('body')[3]).toBe(Pattern.none);
    hall.table.write(state, 2, packmlCode('Execute'), Quality.bad);
    paint(true);
    expect(hall.bytes('body')[3]).toBe(Pattern.bad);
  });

  test('only what looks different is painted again', () => {
    paint();
    hall.table.write(pressure, 2, 2.5, Quality.good);
    expect(hall.colouring.update(colours, false)).toBe(false);
    hall.table.write(pressure, 3, 3.5, Quality.good);
    expect(hall.colouring.update(colours, false)).toBe(true);
  });
});

describe('rules', () => {
  const ruled = (binding: Binding, over: Partial<Machine> = {}) => {
    const index = indexPlant(plantOf([{ ...pump(1), bindings: [binding], ...over }, pump(2)]));
    const assembly = assemble(index);
    const table = new LiveTable(index.tags.length);
    for (const { slot } of index.tags) table.write(slot, 1, slot === 0 || slot === 4 ? packmlCode('Execute') : 2, 0);
    const colouring = new Colouring(assembly, index, table);
    const motions = new Motions(assembly, index, table);
    const part = (name: string) => assembly.ofMachine[0]!.instances.filter(({ piece }) => piece.part === name);
    const tint = (name: string) => {
      const { mesh, at } = part(name)[0]!;
      return [...mesh.mesh.geometry.getAttribute('tint').array.slice(at * 4, at * 4 + 4)];
    };
    const look = (lost = false) => {
      colouring.update(colours, lost);
      motions.update(0);
      return {
        hex: `#${tint('shaft')
          .slice(0, 3)
          .map((byte) => byte.toString(16).padStart(2, '0'))
          .join('')}`,
        pattern: tint('shaft')[3],
      };
    };
    const there = () => {
      look();
      return part('shaft').some(({ mesh, at }) => mesh.mesh.geometry.getAttribute('finish').array[at * 4 + 2] === 255);
    };
    return { table, look, there };
  };
  const gradient: Binding = {
    tag: 'pump-2.speed',
    part: 'shaft',
    as: 'colour',
    colours: { by: 'gradient', from: 0, to: 100, scale: 'sequential' },
  };

  test("SCENE-30: a gradient follows its tag, here another machine's; stale it is hatched and has no rule's colour", () => {
    const { table, look } = ruled(gradient);
    const slot = 4 + speed;
    table.write(slot, 2, 0, Quality.good);
    expect(look()).toEqual({ hex: colours.sequential[0], pattern: Pattern.none });
    table.write(slot, 3, 100, Quality.good);
    expect(look()).toEqual({ hex: colours.sequential[1], pattern: Pattern.none });
    table.write(slot, 4, 100, Quality.stale);
    expect(look()).toMatchObject({ pattern: Pattern.stale });
    expect(look().hex).not.toBe(colours.sequential[1]);
    table.write(slot, 5, 100, Quality.bad);
    expect(look()).toMatchObject({ pattern: Pattern.bad });
  });

  test('SCENE-45: without a connection no rule colours', () => {
    const { table, look } = ruled(gradient);
    table.write(4 + speed, 2, 100, Quality.good);
    expect(look(true)).toMatchObject({ pattern: Pattern.stale });
    expect(look(true).hex).not.toBe(colours.sequential[1]);
    expect(look()).toEqual({ hex: colours.sequential[1], pattern: Pattern.none });
  });

  test('SCENE-30: a part is there while its tag says so, and is not hidden by what is not known', () => {
    const { table, there, look } = ruled({ tag: 'speed', part: 'shaft', as: 'visibility', shown: { from: 1, to: 3 } });
    expect(there()).toBe(true);
    table.write(speed, 2, 4, Quality.good);
    expect(there()).toBe(false);
    table.write(speed, 3, 4, Quality.bad);
    expect(there()).toBe(true);
    expect(look().pattern).toBe(Pattern.bad);
  });
});

test('SCENE-34: whatever was written between, it looks as if all had been read just now', () => {
  const write = fc.record({
    slot: fc.constantFrom(state, speed, pressure, vibration),
    value: fc.constantFrom(0, 1, 2, 3.5, 6, 9, packmlCode('Held'), Number.NaN),
    quality: fc.constantFrom(Quality.good, Quality.uncertain, Quality.stale, Quality.bad),
    lost: fc.boolean(),
    painted: fc.boolean(),
  });
  const looks = () => hall.built.instances.map(({ mesh, at }) => [mesh.tintOf(at), patternAt(mesh, at)]);
  fc.assert(
    fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
      hall = put();
      let timeMs = 0;
      for (const { slot, value, quality, lost, painted } of writes) {
        timeMs++;
        hall.table.write(slot, timeMs, value, quality);
        if (painted) hall.colouring.update(colours, lost);
      }
      hall.colouring.update(colours, false);
      const kept = looks();
      new Colouring(hall.assembly, hall.index, hall.table).update(colours, false);
      expect(kept).toEqual(looks());
    }),
    { seed: 1, numRuns: 300 },
  );
});

const patternAt = (mesh: Instance['mesh'], at: number) => mesh.mesh.geometry.getAttribute('tint').array[at * 4 + 3];

describe('motion', () => {
  const shaftTurn = () => hall.built.states[hall.built.model.nodes.findIndex(({ part }) => part === 'shaft')]!.turnDeg;

  test('SCENE-5: a shaft turns by rev/min times the time shown', () => {
    const motions = new Motions(hall.assembly, hall.index, hall.table);
    hall.table.write(speed, 2, 10, Quality.good);
    expect(motions.update(0.25)).toBe(true);
    expect(shaftTurn()).toBeCloseTo(15);
  });

  test('SCENE-5: it stands still with time, with a speed of 0, and while the speed is stale', () => {
    const motions = new Motions(hall.assembly, hall.index, hall.table);
    hall.table.write(speed, 2, 10, Quality.good);
    expect(motions.update(0)).toBe(false);
    hall.table.write(speed, 3, 0, Quality.good);
    expect(motions.update(0.1)).toBe(false);
    hall.table.write(speed, 4, 10, Quality.stale);
    expect(motions.update(0.1)).toBe(false);
  });
});

test('SCENE-1: ten times the machines need no more meshes', () => {
  const meshes = (count: number) =>
    assemble(indexPlant(plantOf(Array.from({ length: count }, (_, k) => pump(k))))).meshes.length;
  expect(meshes(10)).toBe(meshes(1));
});
