import { gltf } from '../../../twin/languages/en/gltf.ts';
import { parameters } from '../../../twin/languages/en/parameters.ts';
import { alarmHealth } from './alarm-health.ts';
import { alarmTools } from './alarm-tools.ts';
import { alarmsNow } from './alarms-now.ts';
import { cad } from './cad.ts';
import { codes } from './codes.ts';
import { compare } from './compare.ts';
import { corrected } from './corrected.ts';
import { doctor } from './doctor.ts';
import { events } from './events.ts';
import { film } from './film.ts';
import { forecast } from './forecast.ts';
import { gallery } from './gallery.ts';
import { health } from './health.ts';
import { keys } from './keys.ts';
import { lanes } from './lanes.ts';
import { notes } from './notes.ts';
import { orders } from './orders.ts';
import { report } from './report.ts';
import { tablet } from './tablet.ts';
import { thinned } from './thinned.ts';

/** English texts that come with what is not in the first load. */
export const later = {
  alarmHealth,
  alarmTools,
  alarmsNow,
  cad,
  codes,
  compare,
  corrected,
  doctor,
  events,
  film,
  forecast,
  gallery,
  gltf,
  health,
  keys,
  lanes,
  notes,
  orders,
  parameters,
  report,
  tablet,
  thinned,
} as const;
