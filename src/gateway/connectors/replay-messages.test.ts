import { expect, test } from 'vitest';
import { EdgeMessages } from './replay-messages.ts';
import { DataType, decodePayload, type Payload } from './sparkplug-codec.ts';

const column = (address: string, isText: boolean) => ({ column: address, address, isText, scale: 1, offset: 0 });
const metricsOf = (payload: Uint8Array) =>
  (decodePayload(payload) as Payload).metrics.map(({ name, alias, datatype, value }) => [
    name ?? alias,
    datatype,
    value,
  ]);

test('RPL-1 columns of texts are published as strings, all others as doubles', () => {
  const edge = new EdgeMessages('g', 'n', [column('pump/P', false), column('pump/Batch', true)]);
  const [, birth] = edge.births(1000, 0, { timeMs: 1000, values: [1.5, 'Lot 7'] });
  expect(metricsOf(birth!.payload)).toEqual([
    ['P', DataType.double, 1.5],
    ['Batch', DataType.string, 'Lot 7'],
  ]);
  const rows = [
    { timeMs: 2000, values: [2.5, 'Lot 8'] },
    { timeMs: 3000, values: [undefined, ''] },
  ];
  const [data] = edge.data(3000, rows, false);
  expect(metricsOf(data!.payload)).toEqual([
    [1, undefined, 2.5],
    [2, undefined, 'Lot 8'],
    [2, undefined, ''],
  ]);
});
