import { beforeEach, describe, expect, test } from 'vitest';
import { checkPlant } from '../../twin/check-plant.ts';
import type { MachineId } from '../../twin/plant.ts';
import { indexPlant } from '../../twin/plant-index.ts';
import { smallPlant } from '../../twin/small-plant.ts';
import { goToView, namedViews } from './named-views.ts';
import { selectionStore } from './selection.ts';
import { viewStore } from './view.ts';

const { plant } = checkPlant(smallPlant);
if (!plant) throw new Error('the small plant has faults');
const index = indexPlant({
  ...plant,
  views: [
    { id: 'gate', name: 'From the gate', eye: [0, 2, 0], target: [5, 1, 5] },
    { id: 'pair', name: 'Filler and capper', machines: ['filler', 'capper'] as MachineId[] },
  ],
});

describe('named views (SCENE-21)', () => {
  beforeEach(() => {
    selectionStore.setState({ framed: null });
    viewStore.setState({ wished: null });
  });

  test("the site and its plan come first, then the plant file's own, then each line", () => {
    const views = namedViews(index);
    expect(views.slice(0, 4).map(({ id }) => id)).toEqual(['site', 'plan', 'view:gate', 'view:pair']);
    const lines = plant.areas.flatMap(({ lines: own }) => own).filter(({ machines }) => machines.length > 0);
    expect(views.filter(({ kind }) => kind === 'line').map(({ name }) => name)).toEqual(lines.map(({ name }) => name));
  });

  test('each goes where it says', () => {
    const [site, plan, gate, pair] = namedViews(index);
    goToView(site!);
    expect(selectionStore.getState().framed).toEqual({ machines: [], from: 'usual' });
    goToView(plan!);
    expect(selectionStore.getState().framed).toEqual({ machines: [], from: 'above' });
    goToView(pair!);
    expect(selectionStore.getState().framed?.machines).toEqual(['filler', 'capper']);
    goToView(gate!);
    expect(viewStore.getState().wished).toEqual({ eye: [0, 2, 0], target: [5, 1, 5] });
  });
});
