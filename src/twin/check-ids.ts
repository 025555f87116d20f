import { type Path, pathText, type Report } from './fault.ts';
import { entries, type Survey } from './survey.ts';

/** Ids used twice: what is named by an id must be one thing. */
export function checkIds({ plant, machines }: Survey, fault: Report): void {
  const unique = (what: string) => {
    const firsts = new Map<string, Path>();
    return (id: string | undefined, path: Path) => {
      if (id === undefined) return;
      const first = firsts.get(id);
      if (first === undefined) firsts.set(id, path);
      else
        fault([...path, 'id'], `${what} id "${id}" is already used at ${pathText(first)}; give one of them another id`);
    };
  };
  const source = unique('source');
  for (const [at, each] of entries(plant.sources)) source(each.id, ['sources', at]);
  const area = unique('area');
  const line = unique('line');
  for (const [areaAt, each] of entries(plant.areas)) {
    area(each.id, ['areas', areaAt]);
    for (const [lineAt, { id }] of entries(each.lines)) line(id, ['areas', areaAt, 'lines', lineAt]);
  }
  const flow = unique('flow');
  for (const [at, each] of entries(plant.flows)) flow(each.id, ['flows', at]);
  const machine = unique('machine');
  for (const each of machines) {
    machine(each.machine.id, each.path);
    const component = unique('component');
    for (const [at, { id }] of entries(each.machine.components)) component(id, [...each.path, 'components', at]);
    const tag = unique('tag');
    for (const { tag: own, path } of each.tags) tag(own.id, path);
  }
}
