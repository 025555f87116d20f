import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlant } from './check-plant.ts';
import type { Path } from './fault.ts';
import { indexPlant } from './plant-index.ts';
import { changed, faultsAfter, inEnglish, type Json, line1, smallPlant } from './small-plant.ts';

const filler = [...line1, 0];
const capper = [...line1, 2];
const speed = [...filler, 'tags', 1];

describe('form (PLANT-1, PLANT-2)', () => {
  test('PLANT-1: a sound plant is given back as it is', () => {
    expect(checkPlant(smallPlant)).toEqual({ plant: smallPlant });
  });

  test.each<[string, Path, Json | undefined, RegExp]>([
    ['a missing key', [...speed, 'name'], undefined, /tags\[1\]\.name "name" is missing: What people call it/],
    ['an unknown key', [...speed, 'deadbnad'], 1, /deadbnad unknown key "deadbnad"/],
    ['a wrong type', [...filler, 'pose', 'x'], '5', /pose\.x must be a number, not the text "5"/],
    ['a list for an object', ['site'], [], /\.site must be an object \{…\}, not a list/],
    ['null', ['name'], null, /\.name must be text in quotes, not null/],
    ['a pair with three entries', ['site', 'floor'], [1, 2, 3], /floor must be a list of 2 numbers, not 3 entries/],
    ['an empty name', ['name'], '', /\.name must not be empty/],
    ['an id with a dot', [...capper, 'id'], 'cap.per', /id "cap\.per" cannot be an id: use letters/],
    [
      'another format',
      ['format'],
      'gemba-plant/2',
      /"gemba-plant\/2" is not known here; did you mean "gemba-plant\/1"/,
    ],
    [
      'four main tags',
      [...filler, 'mainTags'],
      ['state', 'speed', 'out', 'mode'],
      /mainTags must have at most 3 entries, not 4/,
    ],
    [
      'the same main tag twice',
      [...filler, 'mainTags'],
      ['out', 'out'],
      /mainTags\[1\] the text "out" is already listed at \[0\]/,
    ],
    ['a negative deadband', [...speed, 'deadband'], -1, /deadband must be at least 0, not -1/],
    ['compression of nothing', [...speed, 'compression'], 0, /compression must be more than 0, not 0/],
    ['no retention', ['retention'], { rawDays: 0 }, /retention\.rawDays must be at least 1, not 0/],
    [
      'retention of an unknown kind',
      ['retention'],
      { rawDays: 90, rawDaysByKind: { states: 400 } },
      /rawDaysByKind\.states unknown key "states"; did you mean "state"\?/,
    ],
    ['no size', [...filler, 'size'], [0, 1, 1], /size\[0\] must be more than 0, not 0/],
    ['half a seed', ['sources', 0, 'seed'], 1.5, /seed must be a whole number, not 1\.5/],
    ['states that are neither', [...filler, 'tags', 3, 'states'], 3, /states must be "PackML" or a list \[…\], not 3/],
    [
      'an unknown kind of source',
      ['sources', 0, 'type'],
      'simulaton',
      /sources\[0\]\.type .*did you mean "simulation"/,
    ],
    [
      'a source without a kind',
      ['sources', 0, 'type'],
      undefined,
      /sources\[0\]\.type "type" is missing.* simulation, recording, sparkplug/,
    ],
    [
      'a broker without a scheme',
      ['sources', 2, 'url'],
      'broker:1883',
      /url "broker:1883" is no broker address: write it as "mqtt:/,
    ],
    ['no source', ['sources'], [], /\.sources must have at least 1 entry/],
    [
      'an unknown equipment type',
      [...filler, 'type'],
      'fillr',
      /type "fillr" is not known here; did you mean "filler"\?/,
    ],
    [
      'a time that is none',
      ['site', 'shifts', 0, 'start'],
      '6:00',
      /start "6:00" is no time of day: write it as "HH:MM"/,
    ],
  ])('PLANT-2: %s is told', (_, path, value, expected) => {
    expect(faultsAfter([path, value]).join('\n')).toMatch(expected);
  });

  test('PLANT-2: a mistyped key is told with the one that was meant', () => {
    const faults = faultsAfter([[...speed, 'deadband'], undefined], [[...speed, 'dead_band'], 1]);
    expect(faults).toEqual([expect.stringContaining('unknown key "dead_band"; did you mean "deadband"?')]);
    expect(faultsAfter([['site', 'country'], 'DE'])).toEqual([
      '$.site.country unknown key "country"; choose from name, timeZone, shifts, floor, plannedStops, currency',
    ]);
  });

  test('PLANT-1: faults of the form do not hide those of the meaning, and all come at once', () => {
    const faults = faultsAfter(
      [[...filler, 'pose'], 'here'],
      [[...capper, 'tags', 1, 'unit'], 'Nm'],
      [['site', 'timeZone'], 'Europe/Berln'],
      [['flows', 0, 'to'], 'caper'],
      [['site', 'floor'], null],
    );
    expect(faults).toEqual([
      expect.stringContaining('$.site.floor must be a list'),
      expect.stringContaining('machines[0].pose must be an object'),
      expect.stringContaining('$.site.timeZone unknown time zone'),
      expect.stringContaining('machines[2].tags[1].unit unknown unit "Nm"; in UCUM it is "N.m"'),
      expect.stringContaining('$.flows[0].to unknown machine "caper"'),
    ]);
  });

  test('PLANT-1: no JSON makes it throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void checkPlant(value)));
  });

  test('PLANT-1: no damage to a plant makes it throw, and what it lets through is indexed without a throw', () => {
    const places = allPaths(smallPlant);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), fc.option(fc.jsonValue(), { nil: undefined })), {
          minLength: 1,
          maxLength: 4,
        }),
        (changes) => {
          let plant: Json = smallPlant;
          for (const [path, value] of changes) {
            if (path.slice(0, -1).every((_, at) => isHolder(valueAt(plant, path.slice(0, at + 1)))))
              plant = changed(plant, path, value as Json);
          }
          const check = checkPlant(plant);
          if (check.plant) indexPlant(check.plant);
          for (const { path, told } of check.faults ?? []) {
            expect(inEnglish(told)).not.toMatch(/undefined|NaN|\[object/);
            expect(path.every((step) => typeof step === 'string' || Number.isInteger(step))).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('PLANT-1: a chain of 20,000 flows and names of the object prototype are taken like any other', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => ({
      ...(valueAt(smallPlant, ['flows', 1]) as object),
      id: `f${at}`,
      from: `m${at}`,
      to: `m${at + 1}`,
      item: 'case',
      via: [],
    }));
    expect(faultsAfter([['flows'], chain as Json]).filter((fault) => fault.includes('loop'))).toEqual([]);
    const odd = checkPlant(JSON.parse('{"__proto__": {"id": 1}, "constructor": 2}')).faults ?? [];
    expect(odd.map(({ told }) => inEnglish(told)).join()).toMatch(/unknown key "__proto__".*unknown key "constructor"/);
    expect(faultsAfter([[...filler, 'type'], 'constructor']).join()).toMatch(/"constructor" is not known here/);
  });
});

describe('ids and references', () => {
  test.each<[string, Path, Json, RegExp]>([
    [
      'a machine',
      [...capper, 'id'],
      'filler',
      /machines\[2\]\.id machine id "filler" is already used at \$\.areas\[0\]\.lines\[0\]\.machines\[0\]/,
    ],
    ['a tag of a machine', [...speed, 'id'], 'out', /tags\[2\]\.id tag id "out" is already used/],
    ['a flow', ['flows', 1, 'id'], 'bottles', /flows\[1\]\.id flow id "bottles"/],
    ['a source', ['sources', 1, 'id'], 'sim', /sources\[1\]\.id source id "sim"/],
    ['a line', ['areas', 0, 'lines', 1, 'id'], 'line-1', /lines\[1\]\.id line id "line-1"/],
  ])('PLANT-3: the id of %s used twice', (_, path, value, expected) => {
    expect(faultsAfter([path, value]).join('\n')).toMatch(expected);
  });

  test('PLANT-3: tags of two machines may have the same id', () => {
    expect(faultsAfter([[...capper, 'tags', 0, 'id'], 'out'])).toEqual([]);
  });

  test.each<[string, Path, Json, RegExp]>([
    ['a part', [...filler, 'components', 0, 'part'], 'moter', /a filler has no part "moter"; did you mean "motor"/],
    ['a component', [...speed, 'component'], 'drvie', /unknown component "drvie"; did you mean "drive"/],
    ['a source', [...speed, 'source'], 'opc', /unknown source "opc"; choose from sim, rec, edge/],
    ['a main tag', [...filler, 'mainTags', 0], 'stat', /filler has no tag "stat"; did you mean "state"/],
    [
      "a binding's tag",
      [...filler, 'bindings', 0, 'tag'],
      'sped',
      /bindings\[0\]\.tag filler has no tag "sped"; did you mean "speed"/,
    ],
    [
      "a binding's part",
      [...filler, 'bindings', 0, 'part'],
      'belt',
      /a filler has no part "belt"; choose from body, carousel/,
    ],
  ])('PLANT-4: %s that is not there', (_, path, value, expected) => {
    expect(faultsAfter([path, value])).toEqual([expect.stringMatching(expected)]);
  });

  test("PLANT-5: a part's property taken by two tags", () => {
    const binding = { tag: 'out', part: 'carousel', as: 'rotation' };
    expect(faultsAfter([[...filler, 'bindings', 2], binding])).toEqual([
      expect.stringContaining('bindings[2] the rotation of carousel already shows tag "speed"'),
    ]);
  });

  test('PLANT-6: an address taken twice in a source, one of them by default', () => {
    expect(faultsAfter([[...speed, 'address'], 'filler/out'])).toEqual([
      expect.stringMatching(/tags\[2\]\.address address "filler\/out" is already taken by .*tags\[1\]/),
    ]);
    expect(faultsAfter([[...speed, 'address'], 'torque'])).toEqual([]);
  });
});

describe('tags', () => {
  test.each<[string, Path, Json | undefined, RegExp]>([
    ['a unit that is not UCUM', [...speed, 'unit'], '°C', /tags\[1\]\.unit .*in UCUM it is "Cel"/],
    ['a number without a unit', [...speed, 'unit'], undefined, /"unit" is missing: give its UCUM code, or "1"/],
    ['a boolean with a unit', [...capper, 'tags', 0, 'unit'], '1', /a boolean has no unit; leave "unit" out/],
    ['a state with a unit', [...filler, 'tags', 0, 'unit'], 's', /a state has no unit/],
    [
      'a state without names',
      [...filler, 'tags', 0, 'states'],
      undefined,
      /"states" is missing: give "PackML" or the names/,
    ],
    ['a number with states', [...speed, 'states'], 'PackML', /a number has no states/],
    ['a counting boolean', [...capper, 'tags', 0, 'counter'], true, /a boolean cannot be a counter/],
  ])('PLANT-7: %s', (_, path, value, expected) => {
    expect(faultsAfter([path, value])).toEqual([expect.stringMatching(expected)]);
  });

  test('PLANT-7: a text has nothing that a number has', () => {
    expect(faultsAfter([[...speed, 'kind'], 'text'])).toEqual([
      expect.stringMatching(/a text has no unit; leave "unit" out/),
      expect.stringMatching(/a text has no limits; leave "limits" out/),
      expect.stringMatching(/a text has no range; leave "range" out/),
      expect.stringMatching(/a text has no deadband; leave "deadband" out/),
      expect.stringMatching(/a text has no values between two others; leave "compression" out/),
      expect.stringMatching(/alarms\.rate a text is no number/),
      expect.stringMatching(/alarms\.deviation a text is no number/),
      expect.stringMatching(/"speed" is a text; rotation needs a number/),
    ]);
    expect(faultsAfter([[...filler, 'tags', 3, 'kind'], 'text'])).toEqual([
      expect.stringMatching(/a text has no states; make its kind "state" or leave "states" out/),
    ]);
    expect(faultsAfter([[...filler, 'tags', 3], { id: 'mode', name: 'Batch', kind: 'text', address: 'x' }])).toEqual(
      [],
    );
  });

  test.each<[string, Path, Json, RegExp]>([
    ['a range that falls', [...speed, 'range'], [1500, 0], /range runs from 1500 to 0: write \[lowest, highest\]/],
    [
      'limits out of order',
      [...speed, 'limits', 'high'],
      1400,
      /highHigh limit highHigh = 1400 must be above high = 1400/,
    ],
    [
      'a limit outside the range',
      [...speed, 'limits', 'highHigh'],
      1600,
      /highHigh = 1600 is outside the range 0 to 1500/,
    ],
    ['a deadband wider than the range', [...speed, 'deadband'], 2000, /deadband 2000 is wider than the range \(1500\)/],
    [
      'a compression wider than the range',
      [...speed, 'compression'],
      2000,
      /compression 2000 is wider than the range \(1500\)/,
    ],
    ['a compressed state', [...filler, 'tags', 0, 'compression'], 1, /a state has no values between two others/],
    ['a compressed counter', [...filler, 'tags', 2, 'compression'], 1, /a counter is not compressed/],
  ])('PLANT-8: %s', (_, path, value, expected) => {
    expect(faultsAfter([path, value])).toEqual([expect.stringMatching(expected)]);
  });

  test('PLANT-8: limits are compared with the next one that is given', () => {
    expect(faultsAfter([[...speed, 'limits'], { lowLow: 500, highHigh: 400 }])).toEqual([
      expect.stringContaining('highHigh = 400 must be above lowLow = 500'),
    ]);
  });
});

const isHolder = (value: unknown): boolean => typeof value === 'object' && value !== null;

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce(
    (holder, step) => (isHolder(holder) ? (holder as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}

function allPaths(value: unknown, path: Path = []): readonly Path[] {
  if (!isHolder(value)) return [path];
  const steps: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value as object);
  return [
    path,
    ...steps.flatMap((step) => allPaths((value as Record<string | number, unknown>)[step], [...path, step])),
  ];
}
