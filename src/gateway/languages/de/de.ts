import type { Words } from '../../../twin/language.ts';
import type { en } from '../en/en.ts';
import { common } from './common.ts';
import { doors } from './doors.ts';
import { history } from './history.ts';
import { models } from './models.ts';
import { notes } from './notes.ts';
import { plants } from './plants.ts';
import { postgres } from './postgres.ts';
import { recordings } from './recordings.ts';
import { requests } from './requests.ts';
import { simulation } from './simulation.ts';
import { sources } from './sources.ts';
import { sparkplug } from './sparkplug.ts';

export const de: Words<typeof en> = {
  common,
  doors,
  history,
  models,
  notes,
  plants,
  postgres,
  recordings,
  requests,
  simulation,
  sources,
  sparkplug,
};
