import { describe, expect, it } from 'vitest';
import type { Flow, Kpi, Machine, MachineId, TagId } from './plant.ts';
import { indexPlant } from './plant-index.ts';
import { productionTags } from './production.ts';

const machine = (id: string): Machine => ({
  id: id as MachineId,
  name: id,
  type: 'filler',
  pose: { x: 0, z: 0 },
  components: [],
  mainTags: [],
  bindings: [],
  tags: [{ id: 'out', name: 'Out', kind: 'integer', counter: true, address: 'o' }],
});
const flow = (from: string, to: string, item: Flow['item'] = 'bottle', counts = true): Flow => ({
  id: `${from}-${to}`,
  from: from as MachineId,
  to: to as MachineId,
  via: [],
  item,
  capacity: 1,
  ...(counts && { countTag: `${from}.out` as TagId }),
});

/** Two lines of two machines each: a, b and c, d. */
function tagsOf(flows: readonly Flow[], kpis: readonly Kpi[] = []) {
  const lines = [
    ['a', 'b'],
    ['c', 'd'],
  ].map((ids, k) => ({ id: `l${k}`, name: 'L', machines: ids.map(machine) }));
  const index = indexPlant({
    format: 'gemba-plant/1',
    id: 'p',
    name: 'P',
    site: { name: 'S', timeZone: 'UTC', shifts: [], floor: [5, 5] },
    sources: [{ id: 's', type: 'simulation', seed: 1 }],
    areas: [{ id: 'a', name: 'A', lines }],
    flows,
    kpis,
  });
  return productionTags(index).map(({ id }) => id);
}

describe('what a plant makes', () => {
  it('is counted where the plant file counts for its OEE', () => {
    const kpi = { id: 'k', name: 'K', machine: 'a' as MachineId, formula: 'oee', good: 'b.out' } as const;
    expect(tagsOf([flow('a', 'b'), flow('b', 'c')], [kpi, { ...kpi, id: 'l', good: 'out' }])).toEqual([
      'b.out',
      'a.out',
    ]);
  });

  it('else is what ends, each counter once, and of one kind of item', () => {
    expect(tagsOf([flow('a', 'b'), flow('b', 'c'), flow('b', 'd')])).toEqual(['b.out']);
    expect(tagsOf([flow('a', 'b', 'bottle'), flow('c', 'd', 'case')])).toEqual(['c.out']);
  });

  it('or what leaves its line, where nobody counts what ends', () => {
    expect(tagsOf([flow('a', 'b'), flow('b', 'c'), flow('c', 'd', 'bottle', false)])).toEqual(['b.out']);
    expect(tagsOf([flow('a', 'b', 'water', false)])).toEqual([]);
  });
});
