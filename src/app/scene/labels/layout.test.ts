import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut, type Wish } from './layout.ts';

const wish = (over: Partial<Wish>): Wish => ({
  x: 300,
  y: 300,
  width: 120,
  height: 30,
  shortWidth: 60,
  shortHeight: 30,
  rank: 50,
  before: -1,
  absent: false,
  ...over,
});

describe('labels (SCENE-7)', () => {
  test('alone, a label stands right of its leader line', () => {
    const [spot] = layOut([wish({})], { width: 800, height: 600 });
    expect(spot).toMatchObject({ left: 300, candidate: 0 });
    expect(spot!.top + 30 + spot!.lift).toBe(300);
  });

  test('of two that cannot both be shown the more important stays', () => {
    const crowd = Array.from({ length: 40 }, (_, k) => wish({ rank: k === 23 ? 0 : 50 }));
    const spots = layOut(crowd, { width: 800, height: 600 });
    expect(spots[23]!.candidate).toBe(0);
    expect(spots.filter(({ candidate }) => candidate < 0).length).toBeGreaterThan(0);
  });

  test('no two cover each other and none leaves the picture', () => {
    const any = fc.record({
      x: fc.integer({ min: 0, max: 800 }),
      y: fc.integer({ min: 0, max: 600 }),
      width: fc.integer({ min: 20, max: 200 }),
      height: fc.integer({ min: 25, max: 40 }),
      shortWidth: fc.integer({ min: 10, max: 20 }),
      shortHeight: fc.integer({ min: 14, max: 25 }),
      rank: fc.integer({ min: 0, max: 60 }),
      before: fc.integer({ min: -1, max: 7 }),
      absent: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (wishes) => {
        const shown = layOut(wishes, { width: 800, height: 600 })
          .map((spot, k) => {
            const wish = wishes[k]!;
            const [width, height] = spot.short ? [wish.shortWidth, wish.shortHeight] : [wish.width, wish.height];
            return { ...spot, absent: wish.absent, width, height };
          })
          .filter(({ candidate }) => candidate >= 0);
        for (const [k, a] of shown.entries()) {
          expect(a.absent).toBe(false);
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.top).toBeGreaterThanOrEqual(0);
          expect(a.left + a.width).toBeLessThanOrEqual(800);
          expect(a.top + a.height).toBeLessThanOrEqual(600);
          for (const b of shown.slice(k + 1)) {
            const apart =
              a.left + a.width <= b.left ||
              b.left + b.width <= a.left ||
              a.top + a.height <= b.top ||
              b.top + b.height <= a.top;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  test('values are shown where there is room, and left out before names are', () => {
    expect(layOut([wish({}), wish({ x: 500 })], { width: 800, height: 600 }).map(({ short }) => short)).toEqual([
      false,
      false,
    ]);
    const row = Array.from({ length: 12 }, (_, k) => wish({ x: 20 + k * 64, y: 60 }));
    const spots = layOut(row, { width: 800, height: 600 });
    expect(spots.every(({ candidate }) => candidate >= 0)).toBe(true);
    expect(spots.some(({ short }) => short)).toBe(true);
    expect(spots.at(-1)!.short).toBe(true);
  });

  test('a leader line keeps clear of labels where it can', () => {
    const [front, behind] = layOut([wish({ y: 300, rank: 1 }), wish({ x: 330, y: 340 })], { width: 800, height: 600 });
    const line = { top: behind!.top + 30, bottom: 340 };
    const frontBox = { top: front!.top, bottom: front!.top + 30 };
    expect(line.top >= frontBox.bottom || line.bottom <= frontBox.top).toBe(true);
  });

  test('a label stays where it was while it can', () => {
    const [spot] = layOut([wish({ before: 3 })], { width: 800, height: 600 });
    expect(spot!.candidate).toBe(3);
  });

  test('none covers what else stands there, nor does its line', () => {
    const symbol = { left: 285, right: 315, top: 260, bottom: 300 };
    const [own, behind] = layOut([wish({ foot: 40 }), wish({ x: 300, y: 340 })], {
      width: 800,
      height: 600,
      obstacles: [symbol],
    });
    expect(own!.top + 30).toBeLessThanOrEqual(symbol.top);
    expect(behind!.candidate).toBeGreaterThanOrEqual(0);
    const covers = behind!.top < symbol.bottom && behind!.top + 30 > symbol.top && behind!.left < symbol.right;
    expect(covers).toBe(false);
  });

  test('SCENE-27: while the view moves each keeps its place or goes, and none comes', () => {
    const [kept, hidden, gone] = layOut(
      [wish({ before: 3, rank: 1 }), wish({ x: 600, before: -1 }), wish({ before: 3 })],
      { width: 800, height: 600, moving: true },
    );
    expect(kept!.candidate).toBe(3);
    expect(hidden!.candidate).toBe(-1);
    expect(gone!.candidate).toBe(-1);
  });
});
