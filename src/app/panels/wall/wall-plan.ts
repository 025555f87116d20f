/** What a wall has room for at its text's size. Sizes of places are in em of that text. */
export interface WallPlan {
  /** Taller than wide: the alarms stand below the hall. */
  readonly upright: boolean;
  /** At most as many of the worst alarms and key figures are shown. */
  readonly alarms: number;
  readonly kpis: number;
  /** Width of the column of alarms, or its height where it stands below. */
  readonly alarmEm: number;
  /** Whether there is room for what a glance can do without. */
  readonly overview: boolean;
  /** Clock with seconds, the day beside it. */
  readonly wideHead: boolean;
}

const mostAlarms = 3;
/** An alarm: machine, what, value and age; above all of them how many there are. */
const alarmEach = 4.2;
const alarmsHead = 1.7;
/** Site and clock, the line on trust below. */
const headEm = 2.7;
const footEm = 1.5;
const kpiEm = 3.6;
/** Narrower than this a key figure's name does not fit. */
const kpiWidthEm = 7.6;
/** Less of a hall is no picture. */
const hallEm = 3.6;

/** Never smaller text: where there is less room there are fewer things. */
export function wallPlan(widthPx: number, heightPx: number, textPx: number, kpiCount: number): WallPlan {
  const [width, height] = [widthPx / textPx, heightPx / textPx];
  const upright = height > width;
  const kpiRoom = height - headEm - footEm - kpiEm >= hallEm + (upright ? alarmEach : 0);
  const kpis = kpiRoom ? Math.min(kpiCount, Math.floor(width / kpiWidthEm)) : 0;
  const body = height - headEm - footEm - (kpis > 0 ? kpiEm : 0);
  if (upright) {
    const alarms = clamp(Math.floor((body * 0.5 - alarmsHead) / alarmEach), 1, mostAlarms);
    const alarmEm = alarmsHead + alarms * alarmEach;
    return {
      upright,
      alarms,
      kpis,
      alarmEm,
      overview: body - alarmEm > 16,
      wideHead: width > 22,
    };
  }
  return {
    upright,
    alarms: clamp(Math.floor((headEm + body - alarmsHead) / alarmEach), 1, mostAlarms),
    kpis,
    alarmEm: clamp(width * 0.36, Math.min(11.5, width * 0.6), 15),
    overview: width > 24 && body > 9,
    wideHead: width > 26,
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
