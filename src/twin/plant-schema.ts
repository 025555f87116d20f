import { tagAlarms } from './alarms/alarm-schema.ts';
import { binding, cadModel, heatMap, view } from './drawing-schema.ts';
import { equipment } from './equipment/equipment.ts';
import type {
  Area,
  Component,
  Flow,
  Limits,
  Line,
  Machine,
  PlannedStop,
  Plant,
  Pose,
  RecordingSource,
  Retention,
  Shift,
  SimulationSource,
  Site,
  SparkplugSource,
  Tag,
} from './plant.ts';
import { counts, kpi, procedure, product } from './production-schema.ts';
import { choice, flag, id, list, number, object, text, tuple } from './schema-parts.ts';
import type { Schema } from './structure.ts';

const length: Schema = { type: 'number', exclusiveMinimum: 0 };
const clock = (description: string) =>
  ({
    description,
    type: 'string',
    pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
    patternErrorMessage: 'is no time of day: write it as "HH:MM" from "00:00" to "23:59"',
  }) as const;

const simulationSource = object<SimulationSource>(
  'The built-in simulation of this plant.',
  {
    id: id('Name that tags refer to.'),
    type: choice('Kind of source.', ['simulation']),
    seed: { ...number('The same seed gives the same run.', { minimum: 0 }), type: 'integer' },
  },
  {},
);

const recordingSource = object<RecordingSource>(
  'A recording that is played back.',
  {
    id: id('Name that tags refer to.'),
    type: choice('Kind of source.', ['recording']),
    file: text('CSV or CSV.gz file; its path from the folder of this plant file.'),
    mapping: text('Mapping file (JSON) that says what the columns are; its path from the folder of this plant file.'),
    speed: number('Times real time; 0 is as fast as it can be stored.', { minimum: 0 }),
    loop: flag('Whether it begins again at its end.'),
  },
  {},
);

const sparkplugSource = object<SparkplugSource>(
  'A Sparkplug B edge node on an MQTT broker.',
  {
    id: id('Name that tags refer to.'),
    type: choice('Kind of source.', ['sparkplug']),
    url: {
      description: 'The broker: mqtt://host:port or mqtts://host:port.',
      type: 'string',
      pattern: '^mqtts?://[^\\s/]+$',
      patternErrorMessage: 'is no broker address: write it as "mqtt://host:port" or "mqtts://host:port"',
    },
    group: text('Sparkplug group id.'),
    edgeNode: text('Sparkplug edge node id.'),
    host: text('Sparkplug host application id, under which STATE is published.'),
  },
  {},
);

const weekDays: Schema = { type: 'string', enum: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] };

const shift = object<Shift>(
  'A shift of the week.',
  {
    name: text('What people call it, e.g. "Early".'),
    days: list('Days on which it starts.', weekDays, { minItems: 1, uniqueItems: true }),
    start: clock('Local time "HH:MM" at which it starts.'),
    end: clock('Local time "HH:MM" at which it ends; at or before the start is on the next day.'),
  },
  {},
);

const plannedStop = object<PlannedStop>(
  'A break, a maintenance window or days off: nobody means to produce then. Give `days` or `dates`.',
  {
    name: text('What people call it, e.g. "Lunch".'),
    start: clock('Local time "HH:MM" at which it starts.'),
    end: clock('Local time "HH:MM" at which it ends; at or before the start is on the next day.'),
  },
  {
    days: list('Days of the week on which it starts.', weekDays, { minItems: 1, uniqueItems: true }),
    dates: list(
      'Dates on which it starts.',
      {
        type: 'string',
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
        patternErrorMessage: 'is no date: write it as "YYYY-MM-DD"',
      },
      { minItems: 1, uniqueItems: true },
    ),
    lines: list('Ids of the lines that stop; all when absent.', { type: 'string' }, { minItems: 1, uniqueItems: true }),
  },
);

const site = object<Site>(
  'The site: its place in time and the floor of its hall.',
  {
    name: text('Name of the site.'),
    timeZone: text('IANA time zone, e.g. "Europe/Berlin"; shifts and days are counted in it.'),
    shifts: list('The shift calendar; empty where there are no shifts.', shift),
    floor: tuple('Floor of the hall in metres: [along x, along z]; (0, 0) is a corner.', 2, length),
  },
  {
    plannedStops: list('When nobody means to produce, besides the time between shifts.', plannedStop),
    currency: {
      description: 'What costs are in: an ISO 4217 code, e.g. "EUR".',
      type: 'string',
      pattern: '^[A-Z]{3}$',
      patternErrorMessage: 'is no currency: write its ISO 4217 code, e.g. "EUR"',
    },
  },
);

const days = (description: string) => number(description, { minimum: 1 });

const retention = object<Retention>(
  'How long every sample is kept. Of older ones stay the first, lowest, highest and last of each minute, and every change of a state or text.',
  { rawDays: days('Age in days up to which every sample is kept.') },
  {
    rawDaysByKind: object<NonNullable<Retention['rawDaysByKind']>>(
      'The same for tags of one kind.',
      {},
      {
        number: days('For numbers.'),
        integer: days('For integers.'),
        boolean: days('For booleans.'),
        state: days('For states.'),
        text: days('For texts.'),
      },
    ),
  },
);

const pose = object<Pose>(
  'Where it stands: the middle of its footprint, in hall metres.',
  { x: number('Metres along the flow.'), z: number('Metres towards the viewer.') },
  {
    y: number('Height of its foot above the floor, metres.'),
    headingDeg: number('Turn about the vertical in degrees, counter-clockwise from above.'),
  },
);

const component = object<Component>(
  'A part of the machine that can wear, fail or be asked about.',
  { id: id('Unique within the machine.'), name: text('What people call it.') },
  { part: text('Part of the equipment type that shows it, e.g. "motor".') },
);

const limits = object<Limits>(
  'ISA-18.2 alarm limits, in the unit of the tag.',
  {},
  {
    lowLow: number('At or below: low-low.'),
    low: number('At or below: low.'),
    high: number('At or above: high.'),
    highHigh: number('At or above: high-high.'),
  },
);

const tag = object<Tag>(
  'A measured or counted value of the machine.',
  {
    id: id('Unique within the machine.'),
    name: text('What people call it.'),
    kind: choice('What its values are.', ['number', 'integer', 'boolean', 'state', 'text']),
    address: text(
      'How the source calls it: a Sparkplug "device/metric", a column of a recording, a simulation signal.',
    ),
  },
  {
    unit: text(
      'UCUM code, e.g. "Cel", "bar", "l/min", "{bottles}/min"; "1" for a plain number. Not for booleans, states and texts.',
    ),
    range: tuple('What the sensor can report: [lowest, highest].', 2),
    limits,
    alarms: tagAlarms,
    deadband: number(
      'A change smaller than this is not stored, unless it passes a limit or nothing was stored for a minute.',
      { minimum: 0 },
    ),
    compression: number(
      "Swinging door, in the tag's unit: samples of past hours that a straight line between stored ones tells within this are deleted.",
      { exclusiveMinimum: 0 },
    ),
    states: {
      description: 'For kind "state": "PackML", or the names by value from 0.',
      anyOf: [
        { type: 'string', enum: ['PackML'] },
        { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 2, uniqueItems: true },
      ],
    },
    counter: flag('Whether it is a total that only grows until it is reset.'),
    component: text('Id of the component it belongs to.'),
    source: text('Id of its source; the first one when absent.'),
  },
);

const machine = object<Machine>(
  'A machine (ISA-95 work unit).',
  {
    id: id('Unique in the plant.'),
    name: text('What people call it.'),
    type: choice('Equipment type.', Object.keys(equipment)),
    pose,
    components: list('Its components.', component),
    mainTags: list(
      'Ids of up to three of its tags, shown first.',
      { type: 'string' },
      { maxItems: 3, uniqueItems: true },
    ),
    tags: list('Its tags.', tag),
    bindings: list('How its tags show in the scene.', binding),
  },
  {
    nicknames: list('What people call it besides its name.', { type: 'string', minLength: 1 }, { uniqueItems: true }),
    size: tuple("Width, height and depth in metres; the equipment type's own when absent.", 3, length),
    path: list(
      'Conveyors, pipes, fences, ways of vehicles: points of the centre line in hall metres, in the direction of flow.',
      {
        description: '[x, z], or [x, z, y] with the height above the floor.',
        type: 'array',
        items: { type: 'number' },
        minItems: 2,
        maxItems: 3,
      },
      { minItems: 2 },
    ),
    parameters: {
      description: 'Numbers that shape its drawing; the gallery lists those of each type.',
      type: 'object',
      additionalProperties: { type: 'number' },
    },
    model: cadModel,
    ratePerMinute: number('Rated output, items per minute.', { exclusiveMinimum: 0 }),
    counts,
    maintenance: list('What is done on it before it fails.', procedure, { minItems: 1 }),
    simulation: {
      description: 'Settings of the built-in simulation; each has a default by equipment type.',
      type: 'object',
      additionalProperties: { type: 'number' },
    },
  },
);

const line = object<Line>(
  'A line (ISA-95 work center).',
  { id: id('Unique in the plant.'), name: text('What people call it.'), machines: list('Its machines.', machine) },
  {
    downtimeCostPerHour: number("What an hour of lost production costs, in the site's currency.", { minimum: 0 }),
    productTag: text('Full id "machine.tag" of a text or state tag that tells which product is made.'),
  },
);

const area = object<Area>(
  'An area of the site (ISA-95).',
  { id: id('Unique in the plant.'), name: text('What people call it.'), lines: list('Its lines.', line) },
  {},
);

const flow = object<Flow>(
  'Material that goes from one machine to another.',
  {
    id: id('Unique in the plant.'),
    from: text('Id of the machine it leaves.'),
    to: text('Id of the machine it enters.'),
    via: list(
      'Ids of the conveyors and accumulation tables passed, in order; empty where there are none.',
      { type: 'string' },
      {
        uniqueItems: true,
      },
    ),
    item: choice('What flows.', ['bottle', 'case', 'pallet', 'water']),
    capacity: number('Items that fit between the two.', { minimum: 0 }),
  },
  {
    countTag: text('Full id "machine.tag" of a counter of the items that entered.'),
    fillTag: text('Full id "machine.tag" of the number of items inside now.'),
  },
);

const plant = object<Plant>(
  'A plant as Gemba shows it. Lengths are metres, angles degrees; x runs with the flow, z towards the viewer, y up.',
  {
    format: choice('Version of this format.', ['gemba-plant/1']),
    id: id('Name of the plant in addresses and file names.'),
    name: text('Name of the plant.'),
    site,
    sources: list(
      'Where samples come from. Tags without `source` belong to the first.',
      { anyOf: [simulationSource, recordingSource, sparkplugSource] },
      { minItems: 1 },
    ),
    areas: list('ISA-95 areas.', area, { minItems: 1 }),
    flows: list('How material flows between machines.', flow),
  },
  {
    heatMaps: list('Maps of the floor from scattered sensors.', heatMap),
    views: list('Named views besides those of site, areas and lines.', view),
    kpis: list("Key figures of the wall's strip, in its order.", kpi, { maxItems: 5 }),
    retention,
    products: list('Products whose rated output differs from that of the machines.', product),
  },
);

/** The published schema. `checkPlant` interprets this very object, so that editors and the checker cannot disagree. */
export const plantSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'gemba-plant/1',
  ...plant,
  properties: { $schema: { description: 'Where editors find this schema.', type: 'string' }, ...plant.properties },
} as const satisfies Schema & { $schema: string };
