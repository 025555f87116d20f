import {
  type Binding,
  bindingProperties,
  type CadModel,
  type ColourRule,
  codingColours,
  type Gradient,
  type HeatMap,
  type View,
} from './plant.ts';
import { choice, id, list, number, object, text, tuple } from './schema-parts.ts';

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

export const binding = object<Binding>(
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

export const cadModel = object<CadModel>(
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

export const heatMap = object<HeatMap>(
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

export const view = object<View>(
  'A named view.',
  { id: id('Unique among the views.'), name: text('What people call it.') },
  {
    machines: list('Ids of the machines to frame.', { type: 'string' }, { minItems: 1, uniqueItems: true }),
    eye: tuple('Where the camera is, hall metres [x, y, z]; with `target`.', 3),
    target: tuple('Where it looks, hall metres [x, y, z].', 3),
  },
);
