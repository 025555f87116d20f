/** A label that wants a place beside the top of its leader line. CSS pixels, y down. */
export interface Wish {
  /** Foot of the leader line. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Smaller is more important. */
  readonly rank: number;
  /** Where it was before, so that it stays unless it must move; -1 = nowhere. */
  readonly before: number;
  /** Out of the picture or not wanted now. */
  readonly absent: boolean;
}

export interface Spot {
  readonly left: number;
  readonly top: number;
  /** Height of the leader line. */
  readonly lift: number;
  /** Candidate taken, or -1 when there is no room. */
  readonly candidate: number;
}

const lifts = [20, 44, 68, 92, 118, 146];
/** Right of the leader first, as drawings have it. */
const sides = [0, 1];
const gap = 3;

/** Places labels one after the other, most important first; what would cover another is left out. */
export function layOut(wishes: readonly Wish[], width: number, height: number): Spot[] {
  const spots: Spot[] = wishes.map(() => none);
  const taken: { left: number; top: number; right: number; bottom: number }[] = [];
  const order = wishes.map((_, k) => k).sort((a, b) => wishes[a]!.rank - wishes[b]!.rank || a - b);
  for (const k of order) {
    const wish = wishes[k]!;
    if (wish.absent) continue;
    const count = lifts.length * sides.length;
    for (let tried = wish.before < 0 ? 0 : -1; tried < count; tried++) {
      const candidate = tried < 0 ? wish.before : tried;
      const lift = lifts[candidate >> 1]!;
      const left = sides[candidate & 1] === 0 ? wish.x : wish.x - wish.width;
      const top = wish.y - lift - wish.height;
      const box = { left, top, right: left + wish.width, bottom: top + wish.height };
      if (left < 2 || top < 2 || box.right > width - 2 || box.bottom > height - 2) continue;
      if (taken.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      // The line itself is kept free as well, but for the label's own foot.
      taken.push({ left: wish.x - 1, right: wish.x + 1, top: box.bottom, bottom: wish.y });
      spots[k] = { left, top, lift, candidate };
      break;
    }
  }
  return spots;
}

const none: Spot = { left: 0, top: 0, lift: 0, candidate: -1 };

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const overlaps = (a: Rect, b: Rect): boolean =>
  a.left < b.right + gap && a.right + gap > b.left && a.top < b.bottom + gap && a.bottom + gap > b.top;
