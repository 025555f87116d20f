import type { Line, MachineId, Plant, Tag, TagId } from '../../twin/plant.ts';

const machine = (id: string, more: object = {}) => ({
  id: id as MachineId,
  name: id,
  type: 'filler',
  pose: { x: 1, z: 1 },
  components: [],
  mainTags: [],
  bindings: [],
  ratePerMinute: 10,
  tags: [
    { id: 'state', name: 'State', kind: 'state', states: 'PackML', address: `${id}/s` },
    { id: 'reason', name: 'Why', kind: 'state', states: ['none', 'starved', 'blocked', 'jam'], address: `${id}/r` },
    { id: 'good', name: 'Good', kind: 'integer', unit: '1', counter: true, address: `${id}/g` },
    { id: 'bad', name: 'Bad', kind: 'integer', unit: '1', counter: true, address: `${id}/b` },
  ] satisfies readonly Tag[],
  counts: { good: 'good', rejected: 'bad' },
  ...more,
});

/** A filler and a capper on one line, whose recipe is told by the filler; a pump without counters on the other. */
export function kpiPlant(change: Partial<Plant['site']> = {}, kpis: Plant['kpis'] = []): Plant {
  const filler = machine('filler');
  const recipe: Tag = {
    id: 'recipe',
    name: 'Recipe',
    kind: 'state',
    states: ['none', 'still', 'sparkling'],
    address: 'p',
  };
  const line: Line = {
    id: 'line',
    name: 'Line',
    machines: [{ ...filler, tags: [...filler.tags, recipe] }, machine('capper')],
    downtimeCostPerHour: 600,
    productTag: 'filler.recipe' as TagId,
  };
  const { counts: _, ...pump } = machine('pump');
  return {
    format: 'gemba-plant/1',
    id: 'p',
    name: 'P',
    site: { name: 'S', timeZone: 'Europe/Berlin', shifts: [], floor: [5, 5], currency: 'EUR', ...change },
    sources: [{ id: 'a', type: 'simulation', seed: 1 }],
    areas: [{ id: 'a', name: 'A', lines: [line, { id: 'water', name: 'Water', machines: [pump] }] }],
    flows: [],
    kpis,
    products: [{ name: 'sparkling', ratesPerMinute: { filler: 5 } }],
  };
}
