import type { ItemCounters, Kpi, Procedure, Product, SparePart } from './plant.ts';
import { choice, id, list, number, object, text } from './schema-parts.ts';

export const kpi = object<Kpi>(
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

export const counts = object<ItemCounters>(
  'Where its items are counted, for its key figures: ids of its tags, or full ids "machine.tag".',
  { good: text('Counter of good items.') },
  {
    rejected: text('Counter of items that are not good; none is rejected when absent.'),
    reworked: text('Counter of good items that were so only after rework; none when absent.'),
  },
);

export const product = object<Product>(
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

export const procedure = object<Procedure>(
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
