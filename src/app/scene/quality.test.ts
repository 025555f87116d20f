import { expect, test } from 'vitest';
import { finenesses, QualityControl } from './quality.ts';

/** Draws until `toMs` on a device whose frames take `cost` at full resolution, in proportion to the pixels drawn. */
function draw(control: QualityControl, cost: number, fromMs: number, toMs: number): { changes: number; atMs: number } {
  let changes = 0;
  let atMs = fromMs;
  while (atMs < toMs) {
    const ms = Math.max(16.7, cost * control.fineness.resolution ** 2);
    atMs += ms;
    if (control.took(ms, atMs)) changes++;
  }
  return { changes, atMs };
}

test('SCENE-40 a quick device draws the whole picture, and goes on doing so', () => {
  const control = new QualityControl();
  expect(draw(control, 10, 0, 60_000).changes).toBe(0);
  expect(control.fineness).toBe(finenesses[0]);
});

test('SCENE-40 a slow device comes to rest at the finest picture that it can move', () => {
  const control = new QualityControl();
  draw(control, 100, 0, 5000);
  expect(control.fineness.resolution).toBe(0.7); // 49 ms; at 0.85 it would be 72
  expect(draw(control, 100, 5000, 600_000).changes).toBe(0);
});

test('SCENE-40 a hopeless device ends at the coarsest picture within 10 s', () => {
  const control = new QualityControl();
  draw(control, 1000, 0, 10_000);
  expect(control.fineness).toBe(finenesses.at(-1));
});

test('SCENE-40 one long frame, as when another program starts, changes nothing', () => {
  const control = new QualityControl();
  for (let k = 0; k < 200; k++) expect(control.took(k % 20 === 0 ? 400 : 17, k * 20)).toBe(false);
});

test('SCENE-40 when the load has gone the whole picture comes back', () => {
  const control = new QualityControl();
  const { atMs } = draw(control, 200, 0, 5000);
  expect(control.fineness.resolution).toBe(0.5);
  draw(control, 10, atMs, atMs + 60_000);
  expect(control.fineness).toBe(finenesses[0]);
});

test('SCENE-40 where the finer picture is just too slow it is tried ever more rarely', () => {
  const control = new QualityControl();
  let atMs = 0;
  let tries = 0;
  // Quick at half resolution, slow at any other: the worst case for a controller.
  while (atMs < 3_600_000) {
    const ms = control.fineness.resolution > 0.5 ? 90 : 17;
    atMs += ms;
    if (control.took(ms, atMs) && control.fineness.resolution > 0.5) tries++;
  }
  expect(tries).toBeGreaterThan(3);
  expect(tries).toBeLessThan(60);
});
