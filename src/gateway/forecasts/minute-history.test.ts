import { beforeEach, describe, expect, test } from 'vitest';
import { packmlCode } from '../../twin/packml.ts';
import { keptMinutes, MinuteHistory, minuteMs, type TagMinute } from './minute-history.ts';
import { forecastPlant, slots } from './plant.fixture.ts';

const index = forecastPlant();
const fromMs = Date.UTC(2030, 0, 1, 6);
const [execute, held] = [packmlCode('Execute'), packmlCode('Held')];
const at = (value: number, spread = 0): TagMinute => ({
  first: value,
  low: value - spread,
  high: value + spread,
  last: value,
});

let history: MinuteHistory;
beforeEach(() => {
  history = new MinuteHistory(index);
  history.begin(fromMs, Float64Array.of(execute, 0, 0, 0));
});
const append = (minute: Partial<Record<keyof typeof slots, TagMinute>>) =>
  history.append(
    (slot) => minute[(Object.keys(slots) as (keyof typeof slots)[]).find((name) => slots[name] === slot)!],
  );
const newest = (slot: number, rising: boolean, count: number) => [
  ...history.values(index.tags[slot]!, rising).subarray(-count),
];

test('FOR-G1 what is wanted: numbers with limits, and the states of their machines', () => {
  expect([...history.slots].sort()).toEqual([slots.state, slots.temperature, slots.level]);
});

describe('FOR-G2 minutes', () => {
  test('are told by their highest values, and by their lowest with the sign turned', () => {
    append({ level: at(50, 2) });
    append({ level: at(60, 3) });
    expect(newest(slots.level, true, 3)).toEqual([Number.NaN, 52, 63]);
    expect(newest(slots.level, false, 3)).toEqual([Number.NaN, -48, -57]);
  });

  test('count where the machine ran; a state holds until the next', () => {
    append({ temperature: at(50) }); // in Execute since before
    append({ temperature: at(51), state: { ...at(execute), last: held } }); // ran in it
    append({ temperature: at(20) }); // still held
    append({ temperature: at(21), state: at(held) });
    append({ temperature: at(52), state: { ...at(held), last: execute } });
    append({ temperature: at(53) });
    expect(newest(slots.temperature, true, 6)).toEqual([50, 51, Number.NaN, Number.NaN, 52, 53]);
  });

  test('of a machine without states all count', () => {
    append({ level: at(50) });
    append({});
    append({ level: at(51) });
    expect(newest(slots.level, true, 3)).toEqual([50, Number.NaN, 51]);
  });

  test('older than a day are forgotten', () => {
    for (let minute = 0; minute <= keptMinutes; minute++) append({ level: at(minute) });
    const values = history.values(index.tags[slots.level]!, true);
    expect([values.length, values[0], values.at(-1)]).toEqual([keptMinutes, 1, keptMinutes]);
    expect(history.toMs).toBe(fromMs + (keptMinutes + 1) * minuteMs);
  });

  test('can be told again, from the state that was in force', () => {
    append({ temperature: at(50), state: { ...at(execute), last: held } });
    append({ temperature: at(51), state: at(execute) });
    history.rewind(fromMs + minuteMs);
    append({ temperature: at(52) });
    expect(newest(slots.temperature, true, 2)).toEqual([50, Number.NaN]);
  });
});
