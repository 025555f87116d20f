import { choices, type Path, type Report, told } from './fault.ts';
import type { ItemCounters } from './plant.ts';
import { entries, type Survey } from './survey.ts';

/** That key figures can be computed: their machine reports states, their counters count, their target can be met. */
export function checkKpis(survey: Survey, fault: Report): void {
  const firsts = new Map<string, number>();
  for (const [at, kpi] of entries(survey.plant.kpis)) {
    const path = ['kpis', at];
    if (kpi.id !== undefined) {
      const first = firsts.get(kpi.id);
      if (first === undefined) firsts.set(kpi.id, at);
      else
        fault(
          [...path, 'id'],
          told('faults.idTaken', { what: told('faults.ofKpi'), id: kpi.id, first: `$.kpis[${first}]` }),
        );
    }
    if (kpi.formula !== 'throughput' && (kpi.target ?? 0) > 1) {
      fault([...path, 'target'], told('faults.shareTarget', { formula: String(kpi.formula) }));
    }
    if (kpi.machine === undefined) continue;
    const machine = survey.machineById.get(kpi.machine);
    if (!machine) {
      const known = choices(kpi.machine, survey.machineById.keys());
      fault([...path, 'machine'], told('faults.unknownMachine', { id: kpi.machine, choices: known }));
      continue;
    }
    if (!machine.tags.some(({ tag }) => tag.states === 'PackML')) {
      fault([...path, 'machine'], told('faults.noPackml', { machine: kpi.machine }));
    }
    const rated = kpi.formula === 'effectiveness' || kpi.formula === 'oee';
    if (rated && machine.machine.ratePerMinute === undefined) {
      fault([...path, 'machine'], told('faults.noRate', { formula: kpi.formula!, machine: kpi.machine }));
    }
    checkCounters(survey, kpi.machine, kpi, ['good', 'rejected'], path, fault);
  }
}

/** Counters by id of a tag of `machine`, or by full id. */
export function checkCounters<K extends keyof ItemCounters>(
  survey: Survey,
  machine: string | undefined,
  counters: { readonly [key in K]?: string | undefined },
  keys: readonly K[],
  path: Path,
  fault: Report,
): void {
  for (const key of keys) {
    const id = counters[key];
    if (id === undefined) continue;
    const full = id.includes('.') ? id : `${machine}.${id}`;
    const tag = survey.tagById.get(full)?.tag;
    if (!tag)
      fault([...path, key], told('faults.unknownTag', { id: full, choices: choices(full, survey.tagById.keys()) }));
    else if (tag.counter !== true) fault([...path, key], told('faults.kpiCounter', { id: full }));
  }
}
