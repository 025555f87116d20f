import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AlarmEvent,
  type AlarmState,
  type AlarmStatus,
  alarmStates,
  isAside,
  normalStatus,
  type Refusal,
  step,
} from './alarm-state.ts';

const [atMs, untilMs] = [1000, 901_000];
const events = {
  raise: { kind: 'raise' },
  clear: { kind: 'clear' },
  escalate: { kind: 'escalate' },
  suppress: { kind: 'suppress' },
  unsuppress: { kind: 'unsuppress' },
  acknowledge: { kind: 'acknowledge' },
  shelve: { kind: 'shelve', reason: 'sensor is being changed', atMs, untilMs },
  unshelve: { kind: 'unshelve' },
  expire: { kind: 'expire' },
  remove: { kind: 'remove', reason: 'permit 4711' },
  return: { kind: 'return' },
} as const satisfies Record<AlarmEvent['kind'], AlarmEvent>;
type Kind = keyof typeof events;

/** By name, so that every row says whether the condition holds, and what more is so. */
const statuses = {
  normal: normalStatus,
  unacknowledged: { ...normalStatus, state: 'unacknowledged', active: true },
  acknowledged: { ...normalStatus, state: 'acknowledged', active: true },
  rtnUnacknowledged: { ...normalStatus, state: 'rtnUnacknowledged' },
  shelved: { ...normalStatus, state: 'shelved', untilMs },
  'shelved, active': { ...normalStatus, state: 'shelved', active: true, untilMs },
  'shelved, suppressing': { ...normalStatus, state: 'shelved', active: true, suppressing: true, untilMs },
  suppressed: { ...normalStatus, state: 'suppressed', suppressing: true },
  'suppressed, active': { ...normalStatus, state: 'suppressed', active: true, suppressing: true },
  outOfService: { ...normalStatus, state: 'outOfService' },
  'outOfService, active': { ...normalStatus, state: 'outOfService', active: true },
  'outOfService, suppressing': { ...normalStatus, state: 'outOfService', active: true, suppressing: true },
} as const satisfies Record<string, AlarmStatus>;

type Expected = AlarmState | Refusal;
const order: readonly Kind[] = [
  'raise',
  'clear',
  'escalate',
  'suppress',
  'unsuppress',
  'acknowledge',
  'shelve',
  'unshelve',
  'expire',
  'remove',
  'return',
];
const [shelved, suppressed, unack] = ['shelved', 'suppressed', 'unacknowledged'] as const;
const [out, noShelf, notOut] = ['outOfService', 'notShelved', 'notOutOfService'] as const;
const [active, idle] = ['alreadyActive', 'notActive'] as const;
const [already, none] = ['alreadySuppressed', 'notSuppressed'] as const;
/** State by event, in `order`: where it goes, or why nowhere. */
// biome-ignore format: a table is read by its columns
const table: Readonly<Record<keyof typeof statuses, readonly Expected[]>> = {
  normal: [unack, idle, idle, suppressed, none, 'nothingToAcknowledge', shelved, noShelf, noShelf, out, notOut],
  unacknowledged: [active, 'rtnUnacknowledged', unack, suppressed, none, 'acknowledged', shelved, noShelf, noShelf, out, notOut],
  acknowledged: [active, 'normal', unack, suppressed, none, 'alreadyAcknowledged', shelved, noShelf, noShelf, out, notOut],
  rtnUnacknowledged: [unack, idle, idle, suppressed, none, 'normal', shelved, noShelf, noShelf, out, notOut],
  shelved: [shelved, idle, idle, shelved, none, 'notAnnounced', shelved, 'normal', 'normal', out, notOut],
  'shelved, active': [active, shelved, shelved, shelved, none, 'notAnnounced', shelved, unack, unack, out, notOut],
  'shelved, suppressing': [active, shelved, shelved, already, shelved, 'notAnnounced', shelved, suppressed, suppressed, out, notOut],
  suppressed: [suppressed, idle, idle, already, 'normal', 'notAnnounced', shelved, noShelf, noShelf, out, notOut],
  'suppressed, active': [active, suppressed, suppressed, already, unack, 'notAnnounced', shelved, noShelf, noShelf, out, notOut],
  outOfService: [out, idle, idle, out, none, 'notAnnounced', 'isOutOfService', noShelf, noShelf, 'isOutOfService', 'normal'],
  'outOfService, active': [active, out, out, out, none, 'notAnnounced', 'isOutOfService', noShelf, noShelf, 'isOutOfService', unack],
  'outOfService, suppressing': [active, out, out, already, out, 'notAnnounced', 'isOutOfService', noShelf, noShelf, 'isOutOfService', suppressed],
};

const outcome = (status: AlarmStatus, event: AlarmEvent, latching = false): Expected => {
  const after = step(status, event, latching);
  return after.ok ? after.status.state : after.why;
};

describe('ALM-1 every state and event', () => {
  const pairs = Object.entries(table).flatMap(([from, row]) =>
    order.map((kind, at) => [from as keyof typeof statuses, kind, row[at]!] as const),
  );

  test.each(pairs)('%s, %s: %s', (from, kind, expected) => {
    expect(outcome(statuses[from], events[kind])).toBe(expected);
  });

  test('is in the table', () => {
    expect(new Set(Object.values(statuses).map(({ state }) => state))).toEqual(new Set(alarmStates));
    expect(new Set(order)).toEqual(new Set(Object.keys(events)));
    expect(pairs).toHaveLength(Object.keys(statuses).length * Object.keys(events).length);
  });
});

describe('ALM-2 a latching alarm', () => {
  const gone = (state: AlarmState): AlarmStatus => ({ ...normalStatus, state });

  test('stands when its condition is gone, and the acknowledgement after that is its reset', () => {
    expect(outcome(statuses.unacknowledged, events.clear, true)).toBe('unacknowledged');
    expect(outcome(statuses.acknowledged, events.clear, true)).toBe('acknowledged');
    expect(outcome(gone('unacknowledged'), events.acknowledge, true)).toBe('normal');
    expect(outcome(gone('acknowledged'), events.acknowledge, true)).toBe('normal');
    expect(outcome(statuses.acknowledged, events.acknowledge, true)).toBe('alreadyAcknowledged');
  });

  test('is announced again when its condition comes back before the reset', () => {
    expect(outcome(gone('acknowledged'), events.raise, true)).toBe('unacknowledged');
  });
});

describe('ALM-3 putting aside', () => {
  test('needs a reason', () => {
    for (const state of ['normal', 'unacknowledged', 'suppressed'] as const) {
      expect(outcome(statuses[state], { ...events.shelve, reason: '  ' })).toBe('reasonMissing');
      expect(outcome(statuses[state], { kind: 'remove', reason: '' })).toBe('reasonMissing');
    }
  });

  test.each([Number.POSITIVE_INFINITY, Number.NaN, atMs, atMs - 1])('a shelf never ends at %s', (end) => {
    expect(outcome(statuses.unacknowledged, { ...events.shelve, untilMs: end })).toBe('expiryNotFinite');
  });

  test('a shelved alarm may be shelved for longer, and taking it out of service ends the shelf', () => {
    const longer = step(statuses.shelved, { ...events.shelve, untilMs: 2 * untilMs }, false);
    expect(longer).toMatchObject({ ok: true, status: { state: 'shelved', untilMs: 2 * untilMs } });
    const removed = step(statuses.shelved, events.remove, false);
    expect(removed).toMatchObject({ ok: true, status: { state: 'outOfService', untilMs: null } });
  });
});

test('ALM-4 whatever happens, the condition is known and the state agrees with it', () => {
  const kinds = fc.array(fc.constantFrom(...order), { maxLength: 60 });
  fc.assert(
    fc.property(kinds, fc.boolean(), (happened, latching) => {
      let status: AlarmStatus = normalStatus;
      let holds = false;
      let suppressing = false;
      for (const kind of happened) {
        const before = status;
        const after = step(status, events[kind], latching);
        if (kind === 'raise') holds = true;
        if (kind === 'clear') holds = false;
        if (kind === 'suppress') suppressing = true;
        if (kind === 'unsuppress') suppressing = false;
        if (after.ok) status = after.status;
        const { state } = status;
        expect([status.active, status.suppressing]).toEqual([holds, suppressing]);
        expect(state === 'shelved').toBe(status.untilMs !== null);
        if (state === 'normal' || state === 'rtnUnacknowledged') expect(holds).toBe(false);
        if (!latching && (state === 'unacknowledged' || state === 'acknowledged')) expect(holds).toBe(true);
        if (!isAside(state)) expect(suppressing).toBe(false);
        if (isAside(before.state) && !isAside(state)) expect(state).toBe(holds ? 'unacknowledged' : 'normal');
      }
    }),
  );
});
