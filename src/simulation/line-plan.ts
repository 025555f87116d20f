import { equipment } from '../twin/equipment/equipment.ts';
import type { Flow, Machine, MachineId } from '../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../twin/plant-index.ts';
import { type Parameters, parametersOf } from './parameters.ts';

/**
 * What a machine does to material: `process` takes, works and puts; `carry` is a vehicle; `store` ends the line;
 * `pass` is a belt or table, part of a buffer; `serve` runs with the machine it feeds; `none` is scenery.
 */
type Role = 'process' | 'carry' | 'store' | 'pass' | 'serve' | 'none';

export interface PlannedMachine {
  readonly placed: PlacedMachine;
  readonly role: Role;
  readonly parameters: Parameters;
  /** Numbers of buffers, -1 for none. */
  readonly infeed: number;
  readonly outfeed: number;
  /** `pass`: the buffer it is part of; -1 for none. */
  readonly within: number;
  /** `carry`: index of its store; `serve`: index of the machine it serves; -1 for none. */
  readonly serves: number;
}

interface PlannedBuffer {
  readonly from: number;
  readonly takers: readonly number[];
  readonly capacity: number;
  readonly transitMs: number;
}

export interface LinePlan {
  readonly machines: readonly PlannedMachine[];
  readonly buffers: readonly PlannedBuffer[];
}

const roles: Readonly<Record<string, Role>> = {
  agv: 'carry',
  store: 'store',
  conveyor: 'pass',
  'roller-conveyor': 'pass',
  'overhead-conveyor': 'pass',
  'accumulation-table': 'pass',
  tank: 'serve',
  pump: 'serve',
  motor: 'serve',
  valve: 'serve',
};

const roleOf = ({ machine }: PlacedMachine): Role =>
  equipment[machine.type]?.scenery ? 'none' : (roles[machine.type] ?? 'process');

/** Reads the material flow of a checked plant; throws where it is beyond what the simulation can run. */
export function planLine(index: PlantIndex): LinePlan {
  const at = (id: MachineId) => index.machineById.get(id)!;
  const buffers: (PlannedBuffer & { readonly takers: number[]; readonly via: readonly MachineId[] })[] = [];
  const infeed = new Map<number, number>();
  const outfeed = new Map<number, number>();
  const serves = new Map<number, number>();
  // Flows that leave one machine over the same conveyors share them: one buffer, several takers.
  const shared = new Map<string, number>();
  for (const flow of index.plant.flows) {
    const from = at(flow.from);
    const to = at(flow.to);
    if (roleOf(from) === 'serve' || roleOf(from) === 'carry') {
      serves.set(from.index, to.index);
      continue;
    }
    const key = [flow.from, ...flow.via].join(' ');
    let number = shared.get(key);
    if (number === undefined) {
      number = buffers.length;
      shared.set(key, number);
      buffers.push({
        from: from.index,
        takers: [],
        capacity: flow.capacity,
        transitMs: transitMs(flow, index),
        via: flow.via,
      });
      only(outfeed, from, number, 'puts into');
    }
    buffers[number]!.takers.push(to.index);
    only(infeed, to, number, 'takes from');
  }
  const machines = index.machines.map(
    (placed): PlannedMachine => ({
      placed,
      role: roleOf(placed),
      parameters: parametersOf(placed.machine),
      infeed: infeed.get(placed.index) ?? -1,
      outfeed: outfeed.get(placed.index) ?? -1,
      within: buffers.findIndex((buffer) => buffer.via.includes(placed.machine.id)),
      serves: serves.get(placed.index) ?? -1,
    }),
  );
  for (const buffer of buffers) checkRoom(buffer, machines);
  return { machines, buffers };
}

function only(buffers: Map<number, number>, placed: PlacedMachine, number: number, verb: string): void {
  if (buffers.has(placed.index))
    throw new Error(
      `Machine "${placed.machine.id}" ${verb} two flows of items; the simulation runs lines in which each machine ${verb} one.`,
    );
  buffers.set(placed.index, number);
}

/** Without this much room neither side could move: one full output beside one input not yet complete. */
function checkRoom(buffer: PlannedBuffer, machines: readonly PlannedMachine[]): void {
  const from = machines[buffer.from]!;
  const to = machines[buffer.takers[0]!]!;
  const need = from.parameters.put + (to.role === 'process' ? to.parameters.take : 1) - 1;
  if (buffer.capacity >= need && buffer.capacity < 65_536) return;
  throw new Error(
    `The flow from "${from.placed.machine.id}" to "${to.placed.machine.id}" has capacity ${buffer.capacity}; ` +
      `the simulation needs ${need} to 65535, because ${from.parameters.put} items come in and ${to.parameters.take} go out at a time.`,
  );
}

/** Time over the belts passed; a table or a belt without a path counts with its width. */
function transitMs(flow: Flow, index: PlantIndex): number {
  let seconds = 0;
  for (const id of flow.via) {
    const { machine } = index.machineById.get(id)!;
    seconds +=
      pathLength(machine, machine.size?.[0] ?? equipment[machine.type]!.size[0]) / parametersOf(machine).beltMPerS;
  }
  return seconds * 1000;
}

/** Metres along the machine's path, up its slopes too; `otherwise` where it has none. */
export function pathLength({ type, path, pose, size }: Machine, otherwise: number): number {
  if (path === undefined || path.length < 2) return otherwise;
  const { alongPath, size: usual } = equipment[type]!;
  const height = alongPath ? (size ?? usual)[1] : (pose.y ?? 0);
  let metres = 0;
  for (let at = 1; at < path.length; at++) {
    const [[x0, z0, y0 = height], [x, z, y = height]] = [path[at - 1]!, path[at]!];
    metres += Math.hypot(x - x0, z - z0, y - y0);
  }
  return metres;
}
