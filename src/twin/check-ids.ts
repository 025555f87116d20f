import { type Path, pathText, type Report, told } from './fault.ts';
import { entries, type Survey } from './survey.ts';

/** Ids used twice: what is named by an id must be one thing. */
export function checkIds({ plant, machines }: Survey, fault: Report): void {
  const unique = (what: 'Source' | 'Area' | 'Line' | 'Flow' | 'Machine' | 'Component' | 'Tag' | 'Procedure') => {
    const firsts = new Map<string, Path>();
    return (id: string | undefined, path: Path) => {
      if (id === undefined) return;
      const first = firsts.get(id);
      if (first === undefined) firsts.set(id, path);
      else
        fault([...path, 'id'], told('faults.idTaken', { what: told(`faults.of${what}`), id, first: pathText(first) }));
    };
  };
  const source = unique('Source');
  for (const [at, each] of entries(plant.sources)) source(each.id, ['sources', at]);
  const area = unique('Area');
  const line = unique('Line');
  for (const [areaAt, each] of entries(plant.areas)) {
    area(each.id, ['areas', areaAt]);
    for (const [lineAt, { id }] of entries(each.lines)) line(id, ['areas', areaAt, 'lines', lineAt]);
  }
  const flow = unique('Flow');
  for (const [at, each] of entries(plant.flows)) flow(each.id, ['flows', at]);
  const machine = unique('Machine');
  for (const each of machines) {
    machine(each.machine.id, each.path);
    const component = unique('Component');
    for (const [at, { id }] of entries(each.machine.components)) component(id, [...each.path, 'components', at]);
    const procedure = unique('Procedure');
    for (const [at, { id }] of entries(each.machine.maintenance)) procedure(id, [...each.path, 'maintenance', at]);
    const tag = unique('Tag');
    for (const { tag: own, path } of each.tags) tag(own.id, path);
  }
}
