import { choices, type Report } from './fault.ts';
import type { Kpi } from './plant.ts';
import type { Sound } from './structure.ts';
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
          `key figure id "${kpi.id}" is already used at $.kpis[${first}]; give one of them another id`,
        );
    }
    if (kpi.formula !== 'throughput' && (kpi.target ?? 0) > 1) {
      fault([...path, 'target'], `the target of ${kpi.formula} is a share from 0 to 1: write 85 % as 0.85`);
    }
    if (kpi.machine === undefined) continue;
    const machine = survey.machineById.get(kpi.machine);
    if (!machine) {
      fault([...path, 'machine'], `unknown machine "${kpi.machine}"${choices(kpi.machine, survey.machineById.keys())}`);
      continue;
    }
    if (!machine.tags.some(({ tag }) => tag.states === 'PackML')) {
      fault([...path, 'machine'], `"${kpi.machine}" reports no PackML state, from which its running time is counted`);
    }
    const rated = kpi.formula === 'effectiveness' || kpi.formula === 'oee';
    if (rated && machine.machine.ratePerMinute === undefined) {
      fault(
        [...path, 'machine'],
        `${kpi.formula} compares with the rated output: give "${kpi.machine}" a ratePerMinute`,
      );
    }
    checkCounters(survey, kpi, path, fault);
  }
}

function checkCounters(survey: Survey, kpi: Sound<Kpi>, path: readonly (string | number)[], fault: Report): void {
  for (const key of ['good', 'rejected'] as const) {
    const id = kpi[key];
    if (id === undefined) continue;
    const full = id.includes('.') ? id : `${kpi.machine}.${id}`;
    const tag = survey.tagById.get(full)?.tag;
    if (!tag) fault([...path, key], `unknown tag "${full}"${choices(full, survey.tagById.keys())}`);
    else if (tag.counter !== true) {
      fault([...path, key], `"${full}" is no counter: set "counter": true on it, or name one that counts items`);
    }
  }
}
