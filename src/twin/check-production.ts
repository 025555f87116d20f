import { checkCounters } from './check-kpis.ts';
import { choices, pathText, type Report, told } from './fault.ts';
import { entries, type Survey } from './survey.ts';

/** What figures of production rest on: counters, products and what a stop costs. */
export function checkProduction(survey: Survey, fault: Report): void {
  const { plant, machines } = survey;
  for (const { machine, path } of machines) {
    if (machine.counts === undefined || machine.id === undefined) continue;
    const own = [...path, 'counts'];
    checkCounters(survey, machine.id, machine.counts, ['good', 'rejected', 'reworked'], own, fault);
  }
  for (const [areaAt, area] of entries(plant.areas)) {
    for (const [lineAt, { downtimeCostPerHour, productTag }] of entries(area.lines)) {
      const path = ['areas', areaAt, 'lines', lineAt];
      if (downtimeCostPerHour !== undefined && plant.site !== undefined && plant.site.currency === undefined) {
        fault([...path, 'downtimeCostPerHour'], told('faults.costCurrency'));
      }
      if (productTag !== undefined) checkProductTag(survey, productTag, [...path, 'productTag'], fault);
    }
  }
  checkProducts(survey, fault);
}

function checkProductTag(survey: Survey, id: string, path: readonly (string | number)[], fault: Report): void {
  const tag = survey.tagById.get(id)?.tag;
  if (!tag) fault(path, told('faults.unknownFullTag', { id, choices: choices(id, survey.tagById.keys()) }));
  else if (tag.kind !== undefined && tag.kind !== 'text' && tag.kind !== 'state') {
    fault(path, told('faults.productKind', { id, kind: tag.kind }));
  }
}

function checkProducts({ plant, machineById }: Survey, fault: Report): void {
  const firsts = new Map<string, number>();
  for (const [at, { name, ratesPerMinute }] of entries(plant.products)) {
    const path = ['products', at];
    if (name !== undefined) {
      const first = firsts.get(name);
      if (first === undefined) firsts.set(name, at);
      else fault([...path, 'name'], told('faults.productTwice', { name, first: pathText(['products', first]) }));
    }
    for (const id of Object.keys(ratesPerMinute ?? {})) {
      if (machineById.has(id)) continue;
      const known = choices(id, machineById.keys());
      fault([...path, 'ratesPerMinute', id], told('faults.unknownMachine', { id, choices: known }));
    }
  }
}
