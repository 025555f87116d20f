import { alarms } from './alarms.ts';
import { ask } from './ask.ts';
import { doors } from './doors.ts';
import { equipment } from './equipment.ts';
import { gallery } from './gallery.ts';
import { inspect } from './inspect.ts';
import { states } from './states.ts';
import { status } from './status.ts';
import { time } from './time.ts';
import { tree } from './tree.ts';
import { trend } from './trend.ts';

/** Every text of the page in English, by the part of the product that says it. */
export const en = { alarms, ask, doors, equipment, gallery, inspect, states, status, time, tree, trend } as const;
