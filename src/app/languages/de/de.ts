import type { en } from '../en/en.ts';
import type { Words } from '../language.ts';
import { alarms } from './alarms.ts';
import { doors } from './doors.ts';

export const de: Words<typeof en> = { alarms, doors };
