import type { MachineId, View } from '../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../twin/plant-index.ts';
import { frame } from './selection.ts';
import { type CameraPlace, setView } from './view.ts';

/** A view with a name: what the plant file says, and the whole site, its plan, its areas and lines, always there. */
export type NamedView =
  | (Named & { readonly kind: 'site' | 'plan' })
  | (Named & { readonly kind: 'area' | 'line' | 'own'; readonly machines: readonly MachineId[] })
  | (Named & { readonly kind: 'place'; readonly place: CameraPlace });
interface Named {
  readonly id: string;
  readonly name: string;
}

/** The site first, then the plant file's own, then areas and lines in the file's order; those without machines are left out. */
export function namedViews({ plant, machines }: PlantIndex): NamedView[] {
  const within = (is: (placed: PlacedMachine) => boolean) => machines.filter(is).map(({ machine }) => machine.id);
  const areas = plant.areas.flatMap((area): NamedView[] => {
    const lines = area.lines.flatMap((line): NamedView[] => {
      const own = within((placed) => placed.line === line);
      return own.length > 0 ? [{ id: `line:${line.id}`, name: line.name, kind: 'line', machines: own }] : [];
    });
    // An area that is one line would be the same view twice.
    if (lines.length === 1) return lines;
    const own = within((placed) => placed.area === area);
    return own.length > 0 ? [{ id: `area:${area.id}`, name: area.name, kind: 'area', machines: own }, ...lines] : [];
  });
  return [
    { id: 'site', name: plant.site.name, kind: 'site' },
    { id: 'plan', name: plant.site.name, kind: 'plan' },
    ...(plant.views ?? []).flatMap((view) => ownView(view)),
    ...areas,
  ];
}

function ownView({ id, name, machines, eye, target }: View): NamedView[] {
  if (eye && target) return [{ id: `view:${id}`, name, kind: 'place', place: { eye, target } }];
  return machines ? [{ id: `view:${id}`, name, kind: 'own', machines }] : [];
}

export function goToView(view: NamedView): void {
  switch (view.kind) {
    case 'place':
      setView({ wished: view.place });
      break;
    case 'plan':
      frame([], 'above');
      break;
    case 'site':
      frame([]);
      break;
    default:
      frame(view.machines);
  }
}
