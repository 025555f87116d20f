import { describe, expect, test } from 'vitest';
import { deadbandOf } from '../twin/alarm.ts';
import type { Plant } from '../twin/plant.ts';
import { indexPlant } from '../twin/plant-index.ts';
import { changed, smallPlant } from '../twin/small-plant.ts';
import type { Clock } from './clock.ts';
import type { ThinningRule } from './historian/historian.ts';
import { thinningRules, thinRecord } from './retention.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2030, 5, 1);
const index = indexPlant(smallPlant as unknown as Plant);

describe('which samples are thinned', () => {
  test('of a plant file that says nothing of retention only those of compressed tags', () => {
    const plain = indexPlant(changed(smallPlant, ['retention'], undefined) as unknown as Plant);
    expect(thinningRules(plain, nowMs).map(({ name }) => name)).toEqual(['compression']);
  });

  test('those older than the days of their kind, and of compressed tags those older than an hour', () => {
    const only = changed(smallPlant, ['retention'], { rawDays: 90, rawDaysByKind: { state: 400 } });
    const rules = thinningRules(indexPlant(only as unknown as Plant), nowMs);
    for (const { slot, tag } of index.tags) {
      const { tags, beforeMs } = rules.find(({ name }) => name === tag.kind)!;
      expect(tags).toContainEqual({ slot, kind: tag.kind, limits: tag.limits, deadband: deadbandOf(tag) });
      expect(beforeMs).toBe(nowMs - (tag.kind === 'state' ? 400 : 90) * dayMs);
    }
    const [{ tags, beforeMs }] = rules as [ThinningRule];
    expect(beforeMs).toBe(nowMs - 3_600_000);
    expect(tags.map(({ slot, deviation }) => [index.tags[slot]!.id, deviation])).toEqual([['filler.speed', 10]]);
  });
});

describe('the task that thins', () => {
  test('rests four times as long as it works, tries again after a failure, and ends with its signal', async () => {
    const stop = new AbortController();
    let atMs = nowMs;
    const rests: number[] = [];
    const clock: Clock = {
      now: () => atMs,
      every: () => undefined,
      async sleep(ms) {
        rests.push(ms);
        atMs += ms;
      },
    };
    const answers = [true, true, false, 'fails', false, false, false, false, false, false];
    const asked: string[] = [];
    const said: string[] = [];
    let told = 0;
    const historian = {
      async thinOut({ name }: { readonly name: string }) {
        asked.push(name);
        const answer = answers[asked.length - 1];
        if (answer === 'fails') throw new Error('the server is away');
        if (answer === true) atMs += 200;
        if (asked.length === 9) stop.abort();
        return answer === true;
      },
    };
    const onThinned = async () => {
      told++;
    };
    await thinRecord({ index: () => index, historian, clock, onThinned, log: (line) => said.push(line) }, stop.signal);
    const round = ['compression', 'number', 'integer', 'boolean', 'state'];
    expect(asked).toEqual(['compression', 'compression', 'compression', 'number', ...round]);
    expect(rests.slice(0, 3)).toEqual([800, 800, 600_000]);
    expect(told).toBe(2);
    expect(said).toEqual(['The record could not be thinned (the server is away)']);
  });
});
