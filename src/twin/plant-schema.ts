import { tagAlarms } from './alarms/alarm-schema.ts';
import { equipment } from './equipment/equipment.ts';
import {
  type Area,
  type Binding,
  bindingProperties,
  type CadModel,
  type ColourRule,
  type Component,
  codingColours,
  type Flow,
  type Gradient,
  type HeatMap,
  type ItemCounters,
  type Kpi,
  type Limits,
  type Line,
  type Machine,
  type PlannedStop,
  type Plant,
  type Pose,
  type Procedure,
  type Product,
  type RecordingSource,
  type Retention,
  type Shift,
  type SimulationSource,
  type Site,
  type SparePart,
  type SparkplugSource,
  type Tag,
  type View,
} from './plant.ts';
import { choice, flag, list, number, object, text, tuple } from './schema-parts.ts';
import type { Schema } from './structure.ts';

const id = (description: string) =>
  ({
    description,
    type: 'string',
    pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$',
    patternErrorMessage: 'cannot be an id: use letters, digits, - and _ only, beginning with a letter or digit',
  }) as const;
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

const gradientKeys = {
  from: number('Value at the pale end, or the blue end of a diverging scale.'),
  to: number('Value at the other end.'),
  scale: choice('Pale to blue, or blue over pale to brown.', ['sequential', 'diverging']),
};

type Rule<B extends ColourRule['by']> = Extract<ColourRule, { by: B }>;

const colourRule = {
  description: 'What colour the value gives.',
  anyOf: [
    object<Rule<'state'>>(
      'By state.',
      {
        by: choice('Kind of rule.', ['state']),
        states: {
          description: 'Colour by state name ("on" and "off" for booleans); the others keep the grey.',
          type: 'object',
          additionalProperties: { type: 'string', enum: codingColours },
        },
      },
      {},
    ),
    object<Rule<'range'>>(
      'By range.',
      {
        by: choice('Kind of rule.', ['range']),
        ranges: list(
          'The first that holds, from <= value < to.',
          object<Rule<'range'>['ranges'][number]>(
            'One range.',
            { colour: choice('Colour inside it.', codingColours) },
            { from: number('Lowest value.'), to: number('The value where it ends.') },
          ),
          { minItems: 1 },
        ),
      },
      {},
    ),
    object<{ by: 'gradient' } & Gradient>(
      'By gradient.',
      { by: choice('Kind of rule.', ['gradient']), ...gradientKeys },
      {},
    ),
  ],
} as const;

const binding = object<Binding>(
  "Shows a tag on a part. A part's property takes one tag.",
  {
    tag: text('Id of a tag of this machine, or the full id "machine.tag" of another\'s.'),
    part: text('Part of the equipment type, or node of the model.'),
    as: choice('How it shows.', bindingProperties),
  },
  {
    colours: colourRule,
    shown: object<NonNullable<Binding['shown']>>(
      'Values at which the part is there.',
      {},
      { from: number('Lowest.'), to: number('Highest.') },
    ),
  },
);

const cadModel = object<CadModel>(
  "The maker's drawing: a glTF 2.0 file with everything embedded.",
  { file: text('.glb or .gltf file; its path from the folder of this plant file.') },
  {
    scale: number('Metres for each unit of the file; 0.001 for millimetres.', { exclusiveMinimum: 0 }),
    turnDeg: tuple('Turn about x, y and z in degrees, in this order.', 3),
    axes: {
      description: 'By node: its own axis that it turns about and moves along; y when left out.',
      type: 'object',
      additionalProperties: choice('Axis.', ['x', 'y', 'z']),
    },
  },
);

const heatMap = object<HeatMap>(
  'A map of the floor from scattered sensors.',
  {
    id: id('Unique among the maps.'),
    name: text('What people call it.'),
    sensors: list(
      'The sensors.',
      object<HeatMap['sensors'][number]>(
        'One sensor.',
        { tag: text('Full id "machine.tag".') },
        { at: tuple('Where it is, hall metres [x, z]; where its machine stands when left out.', 2) },
      ),
      { minItems: 1 },
    ),
    reach: number('A sensor says nothing about the floor farther away than this, metres.', { exclusiveMinimum: 0 }),
    ...gradientKeys,
  },
  {},
);

const view = object<View>(
  'A named view.',
  { id: id('Unique among the views.'), name: text('What people call it.') },
  {
    machines: list('Ids of the machines to frame.', { type: 'string' }, { minItems: 1, uniqueItems: true }),
    eye: tuple('Where the camera is, hall metres [x, y, z]; with `target`.', 3),
    target: tuple('Where it looks, hall metres [x, y, z].', 3),
  },
);

const kpi = object<Kpi>(
  'A key figure (ISO 22400-2) of one machine over the shift so far.',
  {
    id: id('Unique among the key figures.'),
    name: text('What people call it.'),
    machine: text('Id of the machine; for a line, of its bottleneck.'),
    formula: choice('What is computed.', ['availability', 'effectiveness', 'quality', 'oee', 'throughput']),
    good: text('Id of its counter of good items, or the full id "machine.tag" of another\'s.'),
  },
  {
    rejected: text('Id of its counter of items that are not good, or the full id "machine.tag" of another\'s.'),
    target: number('Share from 0 to 1; items per hour for throughput.', { minimum: 0 }),
  },
);

const counts = object<ItemCounters>(
  'Where its items are counted, for its key figures: ids of its tags, or full ids "machine.tag".',
  { good: text('Counter of good items.') },
  {
    rejected: text('Counter of items that are not good; none is rejected when absent.'),
    reworked: text('Counter of good items that were so only after rework; none when absent.'),
  },
);

const product = object<Product>(
  'A product with rated outputs of its own.',
  {
    name: text("As the line's `productTag` says it: a text, or the name of a state."),
    ratesPerMinute: {
      description: 'Rated output by machine id, items per minute.',
      type: 'object',
      additionalProperties: { type: 'number', exclusiveMinimum: 0 },
    },
  },
  {},
);

const sparePart = object<SparePart>(
  'A spare part.',
  {
    number: text('What it is ordered by.'),
    name: text('What people call the part.'),
    quantity: number('How many are needed.', { exclusiveMinimum: 0 }),
  },
  {},
);

const procedure = object<Procedure>(
  'Maintenance work, drafted as a work order when one of its tags is foretold to pass a limit.',
  {
    id: id('Unique in its machine.'),
    title: text('What is done, in a few words.'),
    tags: list(
      "Ids of the machine's tags with limits that tell that it is due.",
      { type: 'string' },
      { minItems: 1, uniqueItems: true },
    ),
    steps: list('What to do, in order.', { type: 'string', minLength: 1 }, { minItems: 1 }),
    parts: list('Spare parts; empty where none is needed.', sparePart),
    minutes: number('Working time in minutes.', { exclusiveMinimum: 0 }),
  },
  { component: text('Id of the component that it is done on.') },
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
