import type { MachineId } from '../../twin/plant.ts';
import type { ActiveAlarm, Priority } from './alarms.ts';

/** Of each machine in alarm the worst priority, the worst first: as the alarms are. */
export function worstByMachine(alarms: readonly ActiveAlarm[]): ReadonlyMap<MachineId, Priority> {
  const worst = new Map<MachineId, Priority>();
  for (const { machine, priority } of alarms) if (!worst.has(machine)) worst.set(machine, priority);
  return worst;
}
