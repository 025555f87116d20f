import type { MachineId } from '../../twin/plant.ts';
import type { ActiveAlarm, Priority } from './alarms.ts';

const worked = new WeakMap<readonly ActiveAlarm[], ReadonlyMap<MachineId, Priority>>();

/** Of each machine in alarm the worst priority, the worst first: as the alarms are. Worked out once for each list. */
export function worstByMachine(alarms: readonly ActiveAlarm[]): ReadonlyMap<MachineId, Priority> {
  const known = worked.get(alarms);
  if (known) return known;
  const worst = new Map<MachineId, Priority>();
  for (const { machine, priority } of alarms) if (!worst.has(machine)) worst.set(machine, priority);
  worked.set(alarms, worst);
  return worst;
}
