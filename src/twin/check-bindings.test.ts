import { describe, expect, test } from 'vitest';
import { checkPlant } from './check-plant.ts';
import { drawnParts } from './equipment/drawn-parts.ts';
import type { Path } from './fault.ts';
import { bindingTag, indexPlant } from './plant-index.ts';
import { changed, faultsAfter, type Json, line1, smallPlant } from './small-plant.ts';

const filler: Path = [...line1, 0];
const capper: Path = [...line1, 2];
const third = [...filler, 'bindings', 2];
const bound = (binding: Json) => faultsAfter([third, binding]);

describe('what a part shows', () => {
  test('PLANT-4: a tag of another machine by its full id', () => {
    expect(bound({ tag: 'capper.torque', part: 'body', as: 'text' })).toEqual([]);
    expect(bound({ tag: 'capper.torqe', part: 'body', as: 'text' })).toEqual([
      expect.stringMatching(/bindings\[2\]\.tag unknown tag "capper\.torqe"; did you mean "capper\.torque"/),
    ]);
    const check = checkPlant(changed(smallPlant, third, { tag: 'capper.torque', part: 'body', as: 'text' }));
    const index = indexPlant(check.plant!);
    const [machine] = index.machines;
    const names = machine!.machine.bindings.map((each) => bindingTag(index, machine!, each)?.id);
    expect(names).toEqual(['filler.state', 'filler.speed', 'capper.torque']);
  });

  test('PLANT-5: a tag may show on a part in several ways, but not twice in the same', () => {
    expect(bound({ tag: 'speed', part: 'carousel', as: 'text' })).toEqual([]);
    expect(bound({ tag: 'speed', part: 'carousel', as: 'rotation' })).toEqual([
      expect.stringContaining('the rotation of carousel shows tag "speed" twice; keep one'),
    ]);
  });

  test('PLANT-16: only what the part can do', () => {
    expect(bound({ tag: 'speed', part: 'bowl', as: 'rotation' })).toEqual([
      expect.stringContaining(
        'bindings[2].as the bowl of filler cannot show rotation; it can show level, colour, visibility, text and gauge',
      ),
    ]);
    for (const as of ['level', 'colour', 'visibility', 'text', 'gauge'])
      expect(bound({ tag: 'speed', part: 'bowl', as })).toEqual([]);
  });

  test.each<[string, Json, RegExp]>([
    [
      'a state that turns a part',
      { tag: 'mode', part: 'bowl', as: 'level' },
      /"mode" is a state; level needs a number/,
    ],
    ['a state on a gauge', { tag: 'mode', part: 'bowl', as: 'gauge' }, /"mode" is a state; gauge needs a number/],
    [
      'a boolean on a gauge',
      { tag: 'capper.door', part: 'bowl', as: 'gauge' },
      /"door" is a boolean; gauge needs a num/,
    ],
    ['a gauge without ends', { tag: 'out', part: 'bowl', as: 'gauge' }, /"out" has no range, so a gauge has no ends/],
  ])('PLANT-16: %s', (_, binding, expected) => {
    expect(bound(binding)).toEqual([expect.stringMatching(expected)]);
  });

  test('PLANT-16: a boolean may fill or move a part: it is there or not', () => {
    expect(bound({ tag: 'capper.door', part: 'bowl', as: 'level' })).toEqual([]);
  });
});

describe('rules', () => {
  const colour = (tag: string, colours: Json) => bound({ tag, part: 'bowl', as: 'colour', colours });

  test('PLANT-17: colours only with colour, shown only with visibility', () => {
    const colours = { by: 'gradient', from: 0, to: 1, scale: 'sequential' };
    expect(bound({ tag: 'speed', part: 'bowl', as: 'level', colours })).toEqual([
      expect.stringContaining('"colours" belong to a binding as colour, this one is level'),
    ]);
    expect(bound({ tag: 'speed', part: 'bowl', as: 'level', shown: { from: 1 } })).toEqual([
      expect.stringContaining('"shown" belongs to a binding as visibility, this one is level'),
    ]);
    expect(bound({ tag: 'speed', part: 'bowl', as: 'visibility', shown: { from: 2, to: 1 } })).toEqual([
      expect.stringContaining('shown from 2 to 1 is never'),
    ]);
    expect(bound({ tag: 'speed', part: 'bowl', as: 'visibility', shown: { from: 1 } })).toEqual([]);
  });

  test('PLANT-17: states are those of the tag', () => {
    expect(colour('mode', { by: 'state', states: { hand: 'blue' } })).toEqual([]);
    expect(colour('mode', { by: 'state', states: { hnd: 'blue' } })).toEqual([
      expect.stringMatching(/states\.hnd "mode" has no state "hnd"; did you mean "hand"/),
    ]);
    expect(colour('state', { by: 'state', states: { Execute: 'blue' } })).toEqual([]);
    expect(colour('capper.door', { by: 'state', states: { on: 'blue' } })).toEqual([]);
    expect(colour('speed', { by: 'state', states: { on: 'blue' } })).toEqual([
      expect.stringContaining('"speed" is a number and has no states; colour it by range or gradient'),
    ]);
    expect(colour('mode', { by: 'gradient', from: 0, to: 1, scale: 'sequential' })).toEqual([
      expect.stringContaining('"mode" is a state; colour it by state'),
    ]);
  });

  test('PLANT-16 PLANT-17: a text is written on plates and gives colours by its texts, and nothing else', () => {
    const batch = { id: 'mode', name: 'Batch', kind: 'text', address: 'x' };
    const shows = (binding: Json) =>
      faultsAfter([[...filler, 'tags', 3], batch], [third, { tag: 'mode', ...(binding as object) }]);
    expect(shows({ part: 'body', as: 'text' })).toEqual([]);
    const byText = { by: 'state', states: { 'Lot 7': 'blue' } };
    expect(shows({ part: 'bowl', as: 'colour', colours: byText })).toEqual([]);
    for (const as of ['gauge', 'level', 'visibility']) {
      expect(shows({ part: 'bowl', as })).toEqual([expect.stringContaining(`"mode" is a text; ${as} needs a number`)]);
    }
    const ramp = { by: 'gradient', from: 0, to: 1, scale: 'sequential' };
    expect(shows({ part: 'bowl', as: 'colour', colours: ramp })).toEqual([
      expect.stringContaining('"mode" is a text; colour it by state'),
    ]);
  });

  test('PLANT-17: a gradient has two ends, in either order', () => {
    expect(colour('speed', { by: 'gradient', from: 9, to: 1, scale: 'diverging' })).toEqual([]);
    expect(colour('speed', { by: 'gradient', from: 9, to: 9, scale: 'diverging' })).toEqual([
      expect.stringContaining('colours.to the gradient begins and ends at 9'),
    ]);
  });

  test('PLANT-17: ranges rise and leave nothing that is never reached', () => {
    const ranges = (...all: Json[]) => colour('speed', { by: 'range', ranges: all });
    const blue = { colour: 'blue' };
    expect(ranges({ to: 10, ...blue }, { from: 10, to: 20, ...blue }, { from: 30, ...blue })).toEqual([]);
    expect(ranges({ from: 20, to: 10, ...blue })).toEqual([expect.stringContaining('this range is empty')]);
    expect(ranges({ from: 0, ...blue }, { from: 5, to: 9, ...blue })).toEqual([
      expect.stringContaining('ranges[1] this range lies in those before it'),
    ]);
    expect(ranges({ from: 0, to: 10, ...blue }, { from: 5, to: 15, ...blue })).toEqual([
      expect.stringContaining('ranges[1] this range begins at 5, inside one that ends at 10'),
    ]);
  });
});

describe('heat maps', () => {
  const map = (over: { readonly [key: string]: Json }): Json => ({
    id: 'torque',
    name: 'Torque',
    sensors: [{ tag: 'capper.torque' }],
    reach: 5,
    from: 0,
    to: 10,
    scale: 'sequential',
    ...over,
  });
  const mapped = (...maps: Json[]) => faultsAfter([['heatMaps'], maps]);

  test('PLANT-18: sensors are numbers of one unit, each once, on the floor', () => {
    expect(mapped(map({ sensors: [{ tag: 'capper.torque', at: [40, 20] }] }))).toEqual([]);
    const sensor = (...sensors: Json[]) => mapped(map({ sensors }));
    expect(sensor({ tag: 'capper.torqe' })).toEqual([expect.stringContaining('did you mean "capper.torque"')]);
    expect(sensor({ tag: 'capper.door' })).toEqual([expect.stringContaining('is a boolean; a heat map needs numbers')]);
    expect(sensor({ tag: 'capper.torque', at: [41, 3] })).toEqual([
      expect.stringContaining('sensors[0].at [41, 3] is not on the floor, which goes from [0, 0] to [40, 20]'),
    ]);
    expect(sensor({ tag: 'capper.torque' }, { tag: 'capper.torque' })).toEqual([
      expect.stringContaining('"capper.torque" is on this map already'),
    ]);
    expect(sensor({ tag: 'capper.torque' }, { tag: 'filler.speed' })).toEqual([
      expect.stringContaining('"filler.speed" is in bottles/min, the map\'s first sensor in N·m; a map has one unit'),
    ]);
  });

  test('PLANT-18: ids are unique and the scale has two ends', () => {
    expect(mapped(map({}), map({}))).toEqual([expect.stringContaining('heat map id "torque" is already used')]);
    expect(mapped(map({ to: 0 }))).toEqual([
      expect.stringContaining('heatMaps[0].to the gradient begins and ends at 0'),
    ]);
  });

  test('PLANT-1: damage to a map or rule is told and nothing is thrown', () => {
    expect(faultsAfter([['heatMaps'], [null, { sensors: [null, {}] }]]).length).toBeGreaterThan(0);
    for (const colours of [
      null,
      {},
      { by: 'range' },
      { by: 'state', states: 3 },
      { by: 'gradient', from: 'a' },
    ] as Json[])
      expect(bound({ tag: 'speed', part: 'bowl', as: 'colour', colours }).length).toBeGreaterThan(0);
  });
});

test("PLANT-16: the parts of a maker's drawing are its own", () => {
  const model = { file: 'capper.glb' };
  const binding = { tag: 'torque', part: 'Node 7', as: 'rotation' };
  expect(faultsAfter([[...capper, 'model'], model], [[...capper, 'bindings', 0], binding])).toEqual([]);
});

describe('PLANT-16: parts that parameters take away', () => {
  const lamp = { tag: 'torque', part: 'lamp4', as: 'colour' };
  const lit = (parameters: Json, part = 'lamp4') =>
    faultsAfter(
      [[...capper, 'type'], 'stack-light'],
      [[...capper, 'parameters'], parameters],
      [[...capper, 'components'], [{ id: 'lamp', name: 'Lamp', part }]],
      [[...capper, 'bindings'], [{ ...lamp, part }]],
    ).filter((fault) => fault.includes('lamp'));

  test('are refused to bindings and components, with the parameter and what there is', () => {
    expect(lit({})).toEqual([]);
    expect(lit({ segments: 4 })).toEqual([]);
    const words = 'capper has no part "lamp4" with segments 3; it has body, lamp1, lamp2, lamp3';
    const faults = lit({ segments: 3 });
    expect(faults).toHaveLength(2);
    for (const fault of faults) expect(fault).toContain(words);
    expect(lit({ segments: 3 }, 'lamp3')).toEqual([]);
  });

  test('count for each type that loses any', () => {
    expect(drawnParts({ type: 'oven', parameters: { zones: 1 } }).filter((part) => part.startsWith('zone'))).toEqual([
      'zone1',
    ]);
    expect(drawnParts({ type: 'safety-fence', parameters: { gateWidth: 0 } })).toEqual(['body']);
    expect(drawnParts({ type: 'safety-fence' })).toEqual(['body', 'gate']);
  });

  test('are told in no time however wrong the number', () => {
    expect(lit({ segments: -1e12 }, 'body').every((fault) => !fault.includes('part'))).toBe(true);
  });
});
