/** A label that wants a place beside the top of its leader line. CSS pixels, y down. */
export interface Wish {
  /** Foot of the leader line. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Without its value. */
  readonly shortWidth: number;
  readonly shortHeight: number;
  /** Smaller is more important. */
  readonly rank: number;
  /** Where it was before, so that it stays unless it must move; -1 = nowhere. */
  readonly before: number;
  /** Out of the picture or not wanted now. */
  readonly absent: boolean;
  /** Height of what stands at the foot, which its own line may pass. */
  readonly foot?: number;
}

/** What labels must not cover, and how large a px is drawn. */
export interface Setting {
  readonly width: number;
  readonly height: number;
  readonly obstacles?: readonly Omit<Rect, 'line'>[];
  /** Leader lines grow with the text. */
  readonly scale?: number;
  /** The view moves: labels keep their places or go, and nobody looks for new ones. */
  readonly moving?: boolean;
}

export interface Spot {
  readonly left: number;
  readonly top: number;
  /** Height of the leader line. */
  readonly lift: number;
  /** Candidate taken, or -1 when there is no room. */
  readonly candidate: number;
  /** There was room for the name and the state only. */
  readonly short: boolean;
}

const lifts = [20, 44, 68, 92, 118, 146, 176, 208];
/** Right of the leader first, as drawings have it. */
const sides = [0, 1];
const gap = 3;
const crowd = 30;
/** Feet of leader lines may stand closer together than lines, and under a label. */
const footPx = 12;

/**
 * Places labels one after the other, most important first; what would cover another is left out. A name counts for
 * more than a value: where labels with values would leave more of them out, those in the crowd go without.
 */
export function layOut(wishes: readonly Wish[], setting: Setting): Spot[] {
  // In a crowd values would only be taken away again.
  const long = wishes.length > crowd ? null : placed(wishes, setting);
  if (long?.every(({ candidate, short }, k) => wishes[k]!.absent || (candidate >= 0 && !short))) return long;
  const names = placed(
    wishes.map((wish) => ({ ...wish, width: wish.shortWidth, height: wish.shortHeight })),
    setting,
  );
  return long && leftOut(long) <= leftOut(names) ? long : widened(names, wishes, setting);
}

const leftOut = (spots: readonly Spot[]): number => spots.filter(({ candidate }) => candidate < 0).length;

/** Of the equally important those behind come first: their lines then are short and the others keep clear of them. */
const byRank = (wishes: readonly Wish[]): number[] =>
  wishes.map((_, k) => k).sort((a, b) => wishes[a]!.rank - wishes[b]!.rank || wishes[a]!.y - wishes[b]!.y || a - b);

/** Each at its best place that is still free, with its value where it can. */
function placed(wishes: readonly Wish[], setting: Setting): Spot[] {
  const spots: Spot[] = wishes.map(() => none);
  const taken: Rect[] = standing(setting);
  for (const k of byRank(wishes)) {
    const wish = wishes[k]!;
    if (wish.absent || (setting.moving && wish.before < 0)) continue;
    const room: Room = { ...setting, taken };
    const spot =
      free(wish, room, false, false) ??
      free(wish, room, false, true) ??
      free(wish, room, true, false) ??
      free(wish, room, true, true);
    if (!spot) continue;
    taken.push(...covered(spot, wish));
    spots[k] = spot;
  }
  return spots;
}

/** Gives values back to labels that have room for them, where they are or beside. */
function widened(names: readonly Spot[], wishes: readonly Wish[], setting: Setting): Spot[] {
  const spots = names.map((spot) => ({ ...spot, short: true }));
  const taken = spots.map((spot, k) => (spot.candidate < 0 ? [] : covered(spot, wishes[k]!)));
  for (const k of byRank(wishes)) {
    if (spots[k]!.candidate < 0) continue;
    const others = taken.filter((_, other) => other !== k).flat();
    const room: Room = { ...setting, taken: [...standing(setting), ...others] };
    const same = { ...wishes[k]!, before: spots[k]!.candidate };
    const spot = free(same, room, false, false) ?? free(same, room, false, true);
    if (!spot) continue;
    spots[k] = spot;
    taken[k] = covered(spot, wishes[k]!);
  }
  return spots;
}

interface Room extends Setting {
  readonly taken: readonly Rect[];
}

const standing = ({ obstacles = [] }: Setting): Rect[] => obstacles.map((each) => ({ ...each, line: false }));

/** `crossing`: its leader line may pass under other labels. */
function free(wish: Wish, room: Room, short: boolean, crossing: boolean): Spot | null {
  const count = room.moving ? 0 : lifts.length * sides.length;
  for (let tried = wish.before < 0 ? 0 : -1; tried < count; tried++) {
    const spot = at(wish, tried < 0 ? wish.before : tried, room, short, crossing);
    if (spot) return spot;
  }
  return null;
}

function at(wish: Wish, candidate: number, room: Room, short: boolean, crossing: boolean): Spot | null {
  const lift = lifts[candidate >> 1]! * (room.scale ?? 1);
  const [wide, high] = sizeOf(wish, short);
  const left = sides[candidate & 1] === 0 ? wish.x : wish.x - wide;
  const top = wish.y - lift - high;
  if (left < 2 || top < 2 || left + wide > room.width - 2 || top + high > room.height - 2) return null;
  // By hand, without an object a try: this runs tens of thousands of times where hundreds crowd.
  const [right, bottom] = [left + wide, top + high];
  const [lineLeft, lineRight, lineEnd] = [wish.x - 1, wish.x + 1, wish.y - Math.max(footPx, wish.foot ?? 0)];
  for (const other of room.taken) {
    const [near, far] = [other.left - gap, other.right + gap];
    if (left < far && right > near && top < other.bottom + gap && bottom > other.top - gap) return null;
    if (crossing || other.line) continue;
    if (lineLeft < far && lineRight > near && bottom < other.bottom + gap && lineEnd > other.top - gap) return null;
  }
  return { left, top, lift, candidate, short };
}

const sizeOf = (wish: Wish, short: boolean): readonly [number, number] =>
  short ? [wish.shortWidth, wish.shortHeight] : [wish.width, wish.height];

/** What a label takes up: itself, and its leader line but for its foot. */
function covered({ left, top, short }: Spot, wish: Wish): [label: Rect, line: Rect] {
  const [wide, high] = sizeOf(wish, short);
  const bottom = top + high;
  return [
    { left, top, right: left + wide, bottom, line: false },
    { left: wish.x - 1, right: wish.x + 1, top: bottom, bottom: wish.y - Math.max(footPx, wish.foot ?? 0), line: true },
  ];
}

const none: Spot = { left: 0, top: 0, lift: 0, candidate: -1, short: false };

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly line: boolean;
}
