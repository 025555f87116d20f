/** What a wall has room for at its text's size. Sizes of places are in em of that text. */
export interface WallPlan {
  /** Taller than wide: the alarms stand below the hall. */
  readonly upright: boolean;
  /** At most as many of the worst alarms and key figures are shown. */
  readonly alarms: number;
  readonly kpis: number;
  /** Width of the column of alarms; where it stands below the hall, its height. */
  readonly alarmEm: number;
  /** The nearest forecast stands below the alarms. */
  readonly forecast: boolean;
  /** Below the alarms, or in the upright hall's empty corner. */
  readonly overview: boolean;
  /** The hall's machines have names; those that are abnormal are named by the column in any case. */
  readonly names: boolean;
  /** The clock has seconds. */
  readonly seconds: boolean;
  /** The card of a tour says the value, too, which the column says as well. */
  readonly longCard: boolean;
}

const mostAlarms = 3;
/** An alarm: machine, what, value and age; above all of them how many there are. */
const alarmEach = 4.2;
const alarmsHead = 1.7;
/** Site and clock, the line on trust below. */
const headEm = 2.7;
const footEm = 1.5;
const kpiEm = 3.6;
/** Clock with seconds beside "Late until 22:00". */
const longHeadEm = 18.5;
/** A card in full, and some of the machine above it. */
const longCardEm = 9;
/** Names over a lower hall would hide it. */
const namesEm = 11;
/** Lower than this nobody finds a machine on it. */
const overviewEm = 5;
/** Title, machine and two lines. */
const forecastEm = 5.6;
const gapEm = 0.6;
/** Narrower than this a key figure's name does not fit. */
const kpiWidthEm = 7.6;
/** Less of a hall is no picture. */
const hallEm = 3.6;

/**
 * Never smaller text: where there is less room there are fewer things. The overview takes what the alarms that there
 * are, `alarmCount`, leave.
 */
export function wallPlan(
  widthPx: number,
  heightPx: number,
  textPx: number,
  kpiCount: number,
  alarmCount: number,
): WallPlan {
  const [width, height] = [widthPx / textPx, heightPx / textPx];
  const upright = height > width;
  const kpiRoom = height - headEm - footEm - kpiEm >= hallEm + (upright ? alarmEach : 0);
  const kpis = kpiRoom ? Math.min(kpiCount, Math.floor(width / kpiWidthEm)) : 0;
  const body = height - headEm - footEm - (kpis > 0 ? kpiEm : 0);
  if (upright) {
    const alarms = clamp(Math.floor((body * 0.5 - alarmsHead) / alarmEach), 1, mostAlarms);
    const alarmEm = alarmsHead + alarms * alarmEach;
    const rest = body - alarmEm;
    return {
      upright,
      alarms,
      kpis,
      alarmEm,
      forecast: false,
      overview: rest > 2 * overviewEm,
      names: rest > namesEm && width > longHeadEm,
      seconds: width > longHeadEm,
      longCard: rest > longCardEm,
    };
  }
  const alarmEm = clamp(width * 0.36, Math.min(12.8, width * 0.6), 15);
  const column = headEm + body - alarmsHead;
  const alarms = clamp(Math.floor(column / alarmEach), 1, mostAlarms);
  const left = column - Math.min(alarms, alarmCount) * alarmEach;
  return {
    upright,
    alarms,
    kpis,
    alarmEm,
    forecast: left > overviewEm + forecastEm,
    overview: left > overviewEm,
    names: body > namesEm,
    seconds: width - alarmEm - gapEm > longHeadEm,
    longCard: body > longCardEm,
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
