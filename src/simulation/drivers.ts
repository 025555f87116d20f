/**
 * What process values follow, a block of these numbers per machine. Shares are 0 to 1, temperatures degrees Celsius,
 * heights metres. Those of the second group only mean something on the type of machine they are named after.
 */
const driverNames = [
  'running', // 1 in Execute
  'speed', // share of full speed
  'rate', // items per minute
  'load', // share of the drive's rated load
  'heat', // load squared: copper loss
  'damage', // share of a worn-out bearing's shake, at the present speed
  'ambient',
  'state',
  'reason',
  'good',
  'rejected',
  'taken',
  'rejectShare', // over the last minutes
  'energy', // hours at rated load
  'fill', // items in the buffer it is part of
  'fillShare',
  'beltMPerMin',
  'reelShare',
  // depalletiser, palletiser, wrapper
  'lift',
  'layer',
  'onPallet',
  'carriage',
  'joint1', // degrees
  'joint2',
  'joint3',
  'joint4',
  'gripping',
  // filler, inspector, tank
  'bowlShare',
  'meanFillMl',
  'lowestFillMl',
  'underfilledFound',
  'uncappedFound',
  'tankShare',
  'inletOpen',
  'hopperShare',
  // AGV, store
  'position',
  'battery', // percent
  'charging',
  'mission',
  'loaded',
  'driveMPerS',
  'drivenKm',
  'stock',
  'stockShare',
  'dispatched',
] as const;

export type DriverName = (typeof driverNames)[number];

export const driver = Object.fromEntries(driverNames.map((name, at) => [name, at])) as Readonly<
  Record<DriverName, number>
>;
/** The filler's valves follow the named drivers in its block, mL each. */
export const firstValve = driverNames.length;
