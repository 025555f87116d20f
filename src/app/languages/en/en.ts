import { alarms } from './alarms.ts';
import { doors } from './doors.ts';

/** Every text of the page in English, by the part of the product that says it. */
export const en = { alarms, doors } as const;
