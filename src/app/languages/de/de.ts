import type { en } from '../en/en.ts';
import type { Words } from '../language.ts';
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

export const de: Words<typeof en> = {
  alarms,
  ask,
  doors,
  equipment,
  gallery,
  inspect,
  states,
  status,
  time,
  tree,
  trend,
};
