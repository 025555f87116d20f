import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MachineId, TagId } from '../../twin/plant.ts';
import { speeds } from './time.ts';
import { addressOf, leftPanes, onTheWall, plainView, sheetViews, stateOf, type ViewAddress } from './view-address.ts';

const centimetres = fc.integer({ min: -999_999, max: 999_999 }).map((cm) => cm / 100);
const place = fc.tuple(centimetres, centimetres, centimetres);
const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const machine = name as fc.Arbitrary<string> as fc.Arbitrary<MachineId>;
const tag = fc.tuple(name, name).map(([a, b]) => `${a}.${b}` as TagId);
const moment = fc.integer({ min: 946_684_800_000, max: 4_102_444_800_000 });
const stretch = fc
  .tuple(moment, fc.integer({ min: 1000, max: 1e9 }))
  .map(([fromMs, span]) => ({ fromMs, toMs: fromMs + span }));

const view: fc.Arbitrary<ViewAddress> = fc.record({
  machine: fc.option(machine),
  atMs: fc.option(moment),
  second: fc.option(
    fc.oneof(
      fc.record({ behindMs: fc.integer({ min: -86_400_000, max: 31 * 86_400_000 }) }),
      fc.record({ pinnedMs: moment }),
    ),
  ),
  speed: fc.constantFrom(...speeds),
  pens: fc.array(tag, { maxLength: 8 }),
  spanMs: fc.constantFrom(900_000, 8 * 3_600_000, Number.POSITIVE_INFINITY),
  still: fc.option(stretch),
  loop: fc.option(stretch),
  trendMs: fc.constantFrom(600_000, 3_600_000),
  projection: fc.constantFrom('perspective', 'orthographic'),
  building: fc.constantFrom('cut', 'whole', 'xray'),
  section: fc.option(fc.record({ axis: fc.constantFrom('x', 'y', 'z'), at: centimetres })),
  opened: fc.option(fc.record({ machine, how: fc.constantFrom('explode', 'ghost') })),
  heatMap: fc.option(name),
  camera: fc.option(
    fc.record({ eye: place, target: place }).filter(({ eye, target }) => eye.some((value, k) => value !== target[k])),
  ),
  doctor: fc.boolean(),
  costs: fc.boolean(),
  flow: fc.boolean(),
  left: fc.constantFrom(...leftPanes, null),
  inspector: fc.boolean(),
  timeline: fc.boolean(),
  sheet: fc.constantFrom(...sheetViews),
});

describe('the address of a view', () => {
  test('URL-1 says all of a view and is read back as the same', () => {
    fc.assert(
      fc.property(view, (each) => {
        expect(stateOf(addressOf(each))).toEqual(each);
      }),
    );
  });

  test('URL-2 of the plain view is empty, and names only what differs from it', () => {
    expect(addressOf(plainView)).toBe('');
    const filler = { ...plainView, machine: 'filler' as MachineId, atMs: Date.UTC(2026, 10, 22, 14, 30, 5) };
    expect(addressOf(filler)).toBe('?m=filler&at=2026-11-22T14:30:05Z');
  });

  test('URL-2 says how far B is from A, or where it is pinned', () => {
    expect(addressOf({ ...plainView, second: { behindMs: 86_400_000 } })).toBe('?b=-1440');
    expect(addressOf({ ...plainView, second: { behindMs: -90_000 } })).toBe('?b=1.5');
    const pinnedMs = Date.UTC(2026, 10, 22, 14, 30, 5);
    expect(addressOf({ ...plainView, second: { pinnedMs } })).toBe('?b=2026-11-22T14:30:05Z');
    expect(stateOf('?b=-99999999999').second).toBeNull();
    expect(stateOf('?b=yesterday').second).toBeNull();
  });

  test('URL-3 a part that means nothing is left out, the rest holds', () => {
    fc.assert(
      fc.property(view, fc.string({ maxLength: 20 }), (each, noise) => {
        const broken = addressOf({ ...each, atMs: null }).replace('?', '');
        const read = stateOf(`?at=${encodeURIComponent(`x${noise}`)}&${broken}`);
        expect(read).toEqual({ ...each, atMs: null });
      }),
    );
    const read = stateOf(
      '?m=capper&cam=1,2&at=yesterday&walls=pink&section=q3&open=melt:filler&speed=-3&window=a_b&loop=2026-11-22T14:30Z',
    );
    expect(read).toEqual({ ...plainView, machine: 'capper' });
  });

  test('URL-3 stretches of time that no page could draw mean nothing', () => {
    expect(stateOf('?trend=all')).toEqual(plainView);
    expect(stateOf('?trend=99999999999999&span=99999999999999')).toEqual(plainView);
    expect(stateOf('?window=0001-01-01T00:00Z_9999-12-31T00:00Z')).toEqual(plainView);
    expect(stateOf('?span=all').spanMs).toBe(Number.POSITIVE_INFINITY);
  });

  test('URL-1 says a window of a second as one', () => {
    expect(stateOf(addressOf({ ...plainView, spanMs: 1000 })).spanMs).toBeCloseTo(1000, -1);
  });

  test('URL-3 any text whatsoever is read without throwing', () => {
    fc.assert(fc.property(fc.string(), (query) => void stateOf(query)));
  });

  test('URL-5 on the wall names no moment and no stretch of time, and the rest of the view holds', () => {
    const read = stateOf(
      '?m=filler&flow=off&at=2026-11-22T14:30:05Z&speed=600&span=all&trend=1h&loop=2026-11-22T14:30:05Z_2026-11-22T14:40Z',
    );
    expect(onTheWall(read)).toEqual({ ...plainView, machine: 'filler', flow: false });
  });

  test('URL-5 on the wall what is compared with now stays', () => {
    const read = stateOf('?b=-1440&at=2026-11-22T14:30:05Z');
    expect(onTheWall(read)).toEqual({ ...plainView, second: { behindMs: 86_400_000 } });
  });

  test('URL-4 what others keep in the address stays there', () => {
    expect(addressOf({ ...plainView, flow: false }, '?distance=5&m=old')).toBe('?flow=off&distance=5');
  });
});
