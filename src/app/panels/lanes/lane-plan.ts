/** What of the whole plant is drawn along the timeline, top to bottom. */
export type LaneName = 'alarms' | 'rate' | 'gaps';
export interface PlannedLane {
  readonly name: LaneName;
  readonly topPx: number;
  readonly heightPx: number;
}

type Heights = Readonly<Record<LaneName, number>>;
const lowPx: Heights = { alarms: 18, rate: 16, gaps: 12 };
const highPx: Heights = { alarms: 36, rate: 32, gaps: 14 };
/** With so much room the lanes are high. */
const highFromPx = 240;
/** As room grows: each with the least room, CSS px, in which it leaves enough to the machines' own lanes. */
const order: readonly { readonly name: LaneName; readonly fromPx: number }[] = [
  { name: 'alarms', fromPx: 44 },
  { name: 'gaps', fromPx: 68 },
  { name: 'rate', fromPx: 96 },
];

/** The lanes that fit into the room below the scale; a plant that counts nothing has no rate. */
export function planLanes(roomPx: number, counts: boolean): readonly PlannedLane[] {
  const fitting = order.filter(({ name, fromPx }) => roomPx >= fromPx && (counts || name !== 'rate'));
  const names = (['alarms', 'rate', 'gaps'] as const).filter((name) => fitting.some((each) => each.name === name));
  const heightsPx = roomPx < highFromPx ? lowPx : highPx;
  let topPx = 0;
  return names.map((name) => {
    const lane = { name, topPx, heightPx: heightsPx[name] };
    topPx += lane.heightPx;
    return lane;
  });
}

export const lanesHeight = (lanes: readonly PlannedLane[]): number =>
  lanes.reduce((sum, { heightPx }) => sum + heightPx, 0);

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const stepsMs = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * hourMs),
];
const leastBarPx = 4;

/** A round length of bucket, ms, so that a bar can be seen and pointed at. */
export function bucketFor(spanMs: number, widthPx: number): number {
  const leastMs = (spanMs / Math.max(1, widthPx)) * leastBarPx;
  return stepsMs.find((each) => each >= leastMs) ?? stepsMs.at(-1)!;
}
