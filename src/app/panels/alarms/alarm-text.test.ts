import { beforeAll, describe, expect, it } from 'vitest';
import type { MachineId } from '../../../twin/plant.ts';
import { openLanguage } from '../../languages/language.ts';
import type { ActiveAlarm } from '../../stores/alarms.ts';
import { shortAge, sinceWords } from './alarm-text.ts';

beforeAll(async () => {
  // Without a window there is neither storage nor a language to wish for.
  Object.assign(globalThis, { navigator: { languages: ['en'] }, document: { documentElement: {} } });
  await openLanguage();
});

const nowMs = Date.UTC(2026, 10, 22, 13, 5);
const since = (ms: number | null, earlier = false): ActiveAlarm => ({
  id: 'a',
  machine: 'm' as MachineId,
  priority: 1,
  cause: { kind: 'state', state: 'held' },
  sinceMs: ms === null ? null : nowMs - ms,
  earlier,
});
const [minute, hour] = [60_000, 3_600_000];

describe('since when', () => {
  it('is the site’s clock and the age; the day only where it is another one', () => {
    expect(sinceWords(since(12 * minute), nowMs, 'Europe/Berlin')).toBe('since 13:53, 12 min');
    expect(sinceWords(since(20 * hour), nowMs, 'Europe/Berlin')).toBe('since Sat 21 Nov 18:05, 20 h');
    expect(sinceWords(since(24 * hour, true), nowMs, 'UTC')).toBe('for more than 1 d');
    expect(sinceWords(since(null), nowMs, 'UTC')).toBe('since when is not known yet');
    expect(sinceWords({ ...since(12 * minute), unconfirmed: true }, nowMs, 'UTC')).toBe(
      'not confirmed, since 12:53, 12 min',
    );
  });

  it('from afar is one figure', () => {
    expect(shortAge(since(0), nowMs)).toBe('1 s');
    expect(shortAge(since(3 * minute + 12_000), nowMs)).toBe('3 min');
    expect(shortAge(since(3 * hour + 12 * minute), nowMs)).toBe('3 h');
    expect(shortAge(since(24 * hour, true), nowMs)).toBe('> 1 d');
    expect(shortAge(since(null), nowMs)).toBe('');
  });
});
