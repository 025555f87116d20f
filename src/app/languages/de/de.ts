import type { Words } from '../../../twin/language.ts';
import { gltf } from '../../../twin/languages/de/gltf.ts';
import { parameters } from '../../../twin/languages/de/parameters.ts';
import type { Texts } from '../language.ts';
import { alarmHealth } from './alarm-health.ts';
import { alarmTools } from './alarm-tools.ts';
import { alarms } from './alarms.ts';
import { alarmsNow } from './alarms-now.ts';
import { ask } from './ask.ts';
import { bindings } from './bindings.ts';
import { cad } from './cad.ts';
import { codes } from './codes.ts';
import { compare } from './compare.ts';
import { corrected } from './corrected.ts';
import { costs } from './costs.ts';
import { desk } from './desk.ts';
import { doctor } from './doctor.ts';
import { doors } from './doors.ts';
import { equipment } from './equipment.ts';
import { events } from './events.ts';
import { film } from './film.ts';
import { forecast } from './forecast.ts';
import { gallery } from './gallery.ts';
import { health } from './health.ts';
import { inspect } from './inspect.ts';
import { keys } from './keys.ts';
import { kpi } from './kpi.ts';
import { lanes } from './lanes.ts';
import { notes } from './notes.ts';
import { offline } from './offline.ts';
import { orders } from './orders.ts';
import { report } from './report.ts';
import { states } from './states.ts';
import { status } from './status.ts';
import { tablet } from './tablet.ts';
import { thinned } from './thinned.ts';
import { time } from './time.ts';
import { tools } from './tools.ts';
import { tree } from './tree.ts';
import { trend } from './trend.ts';
import { view } from './view.ts';
import { wall } from './wall.ts';

export const de: Words<Texts> = {
  alarmHealth,
  alarmTools,
  alarms,
  alarmsNow,
  ask,
  bindings,
  cad,
  codes,
  compare,
  corrected,
  costs,
  desk,
  doctor,
  doors,
  equipment,
  events,
  film,
  forecast,
  gallery,
  gltf,
  health,
  inspect,
  keys,
  kpi,
  notes,
  lanes,
  offline,
  orders,
  parameters,
  report,
  states,
  status,
  tablet,
  thinned,
  time,
  tools,
  tree,
  trend,
  view,
  wall,
};
