import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { checkPlant } from '../../../twin/check-plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { smallPlant } from '../../../twin/small-plant.ts';
import { MachineShape } from './machine-shape.tsx';
import { planShapes } from './plan-shapes.ts';

// Rendered once, without a browser: the words as they are, instead of those that change with the language.
vi.mock('../../languages/language.ts', async (original) => {
  const language = await original<typeof import('../../languages/language.ts')>();
  return { ...language, useText: () => language.text };
});

const { plant } = checkPlant(smallPlant);
if (!plant) throw new Error('the small plant has faults');
const shapes = planShapes(indexPlant(plant));

const drawn = (id: string, stale: boolean) =>
  renderToStaticMarkup(
    createElement(MachineShape, {
      shape: shapes.find(({ placed }) => placed.machine.id === id)!,
      stop: 0,
      active: true,
      state: 'running',
      stale,
      priority: 1,
      selected: false,
      onStop: () => undefined,
    }),
  );

describe('a machine on the plan (PLAN-1)', () => {
  test.each(['filler', 'conveyor-1'])('%s: a state that is old is hatched and says so, before its alarm', (id) => {
    const old = drawn(id, true);
    expect(old).toMatch(/aria-label="[^"]*not up to date[^"]*alarm/i);
    expect(old).toContain('data-stale="true"');
    expect(old).toContain('url(#overview-stale)');
  });

  test('one that is up to date is told and drawn without doubt', () => {
    const now = drawn('filler', false);
    expect(now).not.toMatch(/not up to date/);
    expect(now).toContain('data-stale="false"');
    expect(now).not.toContain('overview-stale');
  });
});
