import type { PlacedMachine, PlacedTag, PlantIndex } from '../../../twin/plant-index.ts';
import { type Found, searchPlant } from './tag-search.ts';

/** A row of the tree as it is shown, top to bottom. `key` names it for good. */
export type TreeRow = {
  readonly key: string;
  readonly level: number;
  readonly parent: string | null;
  readonly position: number;
  readonly siblings: number;
} & (
  | { readonly kind: 'area' | 'line'; readonly name: string; readonly open: boolean }
  | { readonly kind: 'machine'; readonly machine: PlacedMachine; readonly open: boolean }
  | { readonly kind: 'tag'; readonly tag: PlacedTag }
);

const areaKey = (id: string) => `area:${id}`;
const lineKey = (area: string, id: string) => `line:${area}/${id}`;
const machineKey = (id: string) => `machine:${id}`;

/**
 * Areas and lines are open unless in `toggled`; machines are closed unless in it. While searching all that was found
 * is open, and a machine found by its tags shows only those.
 */
export function treeRows(index: PlantIndex, search: string, toggled: ReadonlySet<string>): readonly TreeRow[] {
  const searching = search.trim() !== '';
  const found = new Map<PlacedMachine, Found>(searchPlant(index, search).map((each) => [each.machine, each]));
  const rows: TreeRow[] = [];
  const areas = index.plant.areas
    .map((area) => ({
      area,
      lines: area.lines
        .map((line) => ({
          line,
          machines: line.machines.flatMap((machine) => found.get(index.machineById.get(machine.id)!) ?? []),
        }))
        .filter(({ machines }) => machines.length > 0),
    }))
    .filter(({ lines }) => lines.length > 0);
  areas.forEach(({ area, lines }, a) => {
    const key = areaKey(area.id);
    const open = searching || !toggled.has(key);
    rows.push({
      kind: 'area',
      key,
      level: 1,
      parent: null,
      position: a + 1,
      siblings: areas.length,
      name: area.name,
      open,
    });
    if (!open) return;
    lines.forEach(({ line, machines }, l) => {
      const own = lineKey(area.id, line.id);
      const lineOpen = searching || !toggled.has(own);
      const position = l + 1;
      rows.push({
        kind: 'line',
        key: own,
        level: 2,
        parent: key,
        position,
        siblings: lines.length,
        name: line.name,
        open: lineOpen,
      });
      if (!lineOpen) return;
      for (const [m, each] of machines.entries()) pushMachine(rows, each, own, m + 1, machines.length, toggled);
    });
  });
  return rows;
}

function pushMachine(
  rows: TreeRow[],
  { machine, tags }: Found,
  parent: string,
  position: number,
  siblings: number,
  toggled: ReadonlySet<string>,
): void {
  const key = machineKey(machine.machine.id);
  const open = tags.length > 0 || toggled.has(key);
  rows.push({ kind: 'machine', key, level: 3, parent, position, siblings, machine, open });
  if (!open) return;
  const shown = tags.length > 0 ? tags : machine.tags;
  shown.forEach((tag, t) => {
    rows.push({
      kind: 'tag',
      key: `tag:${tag.id}`,
      level: 4,
      parent: key,
      position: t + 1,
      siblings: shown.length,
      tag,
    });
  });
}
