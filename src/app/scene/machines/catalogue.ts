import { equipment } from '../../../twin/equipment/equipment.ts';
import type { Machine } from '../../../twin/plant.ts';
import type { Model, Point } from '../parts/model.ts';
import { accumulationTable, type BeltSurface, beltAlong, conveyor } from './conveying.ts';
import { agv, palletiser, store } from './handling.ts';
import { depalletiser, inspector, packer, wrapper } from './packaging.ts';
import { motor, plain, pump, tank, valve } from './process.ts';
import { capper, filler, labeller, rinser } from './rotary.ts';

/** How each equipment type is drawn, for its size in metres. */
const drawings: Readonly<Record<string, (size: Point) => Model>> = {
  depalletiser,
  rinser,
  filler,
  capper,
  inspector,
  labeller,
  packer,
  palletiser,
  wrapper,
  agv,
  store,
  'accumulation-table': accumulationTable,
  tank,
  pump,
  motor,
  valve,
};

export const sizeOf = (machine: Machine): Point => machine.size ?? equipment[machine.type]?.size ?? [1, 1, 1];

/** Conveyors are drawn in hall metres along their path, all else about the machine's own foot. */
export const followsPath = (machine: Machine): boolean =>
  equipment[machine.type]?.alongPath === true && machine.path !== undefined && machine.path.length > 1;

export function modelOf(machine: Machine, surface: BeltSurface): Model {
  const size = sizeOf(machine);
  if (machine.type !== 'conveyor') return (drawings[machine.type] ?? plain)(size);
  const half = size[0] / 2;
  const straight = [[-half, 0] as const, [half, 0] as const];
  return conveyor(beltAlong(followsPath(machine) ? machine.path! : straight, size, surface));
}
