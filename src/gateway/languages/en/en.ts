import { faults } from '../../../twin/languages/en/faults.ts';
import { parameters } from '../../../twin/languages/en/parameters.ts';
import { schema } from '../../../twin/languages/en/schema.ts';
import { alarms } from './alarms.ts';
import { anomalies } from './anomalies.ts';
import { common } from './common.ts';
import { doors } from './doors.ts';
import { history } from './history.ts';
import { json } from './json.ts';
import { mappings } from './mappings.ts';
import { models } from './models.ts';
import { notes } from './notes.ts';
import { plantFiles } from './plant-files.ts';
import { plants } from './plants.ts';
import { postgres } from './postgres.ts';
import { recordings } from './recordings.ts';
import { requests } from './requests.ts';
import { simulation } from './simulation.ts';
import { sources } from './sources.ts';
import { sparkplug } from './sparkplug.ts';
import { workOrders } from './work-orders.ts';

/** Sentences of the gateway: group and key. `_one` and `_other` are chosen by `count`. */
export const en = {
  alarms,
  anomalies,
  common,
  doors,
  faults,
  history,
  json,
  mappings,
  models,
  notes,
  plants,
  parameters,
  plantFiles,
  postgres,
  recordings,
  requests,
  schema,
  simulation,
  sources,
  sparkplug,
  workOrders,
};
