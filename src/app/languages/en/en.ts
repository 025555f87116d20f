import { alarms } from './alarms.ts';
import { ask } from './ask.ts';
import { bindings } from './bindings.ts';
import { costs } from './costs.ts';
import { desk } from './desk.ts';
import { doors } from './doors.ts';
import { equipment } from './equipment.ts';
import { inspect } from './inspect.ts';
import { kpi } from './kpi.ts';
import { offline } from './offline.ts';
import { states } from './states.ts';
import { status } from './status.ts';
import { time } from './time.ts';
import { tools } from './tools.ts';
import { tree } from './tree.ts';
import { trend } from './trend.ts';
import { view } from './view.ts';
import { wall } from './wall.ts';

/** English texts that are in the first load, by the part of the product that says them. */
export const en = {
  alarms,
  ask,
  bindings,
  costs,
  desk,
  doors,
  equipment,
  inspect,
  kpi,
  offline,
  states,
  status,
  time,
  tools,
  tree,
  trend,
  view,
  wall,
} as const;
