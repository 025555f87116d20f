/** Bets are hedged: this share of the stake changes sides with each one (Simple Jumper, Vovk et al. 2021). */
const jump = 0.01;

/** What a unit of stake is worth after a rank between 0 and 1: 1 on average, if ranks are even. */
export type Bet = (rank: number) => number;

/** On ranks that are small or large for long (Vovk et al. 2021). */
export const eitherWay: readonly Bet[] = [-1, 0, 1].map((side) => (rank) => 1 + side * (rank - 0.5));
/** On very small ranks (power martingales, Vovk et al. 2003): few rows that are stranger than all before are enough. */
export const strange: readonly Bet[] = [0.1, 0.3, 1].map((power) => (rank) => power * rank ** (power - 1));

/**
 * Whether ranks are even, by betting on them (conformal test martingale), summed as Shiryaev and Roberts do: while they
 * are, the mean number of ranks between false alarms is at least `limit`.
 */
export class Evidence {
  readonly #limit: number;
  readonly #dependence: number;
  readonly #bets: readonly Bet[];
  readonly #stakes: Float64Array;
  #sum = 0;

  /** `dependence`: so many ranks one after another tell as much as one would alone, see `dependenceOf`. */
  constructor(limit: number, dependence: number, bets: readonly Bet[]) {
    this.#limit = limit;
    this.#dependence = dependence;
    this.#bets = bets;
    this.#stakes = new Float64Array(bets.length).fill(1 / bets.length);
  }

  /** As a share of the limit, up to 1: there it stays until `forget`. */
  get share(): number {
    return this.#sum / this.#limit;
  }

  bet(rank: number): void {
    if (this.#sum >= this.#limit) return;
    const stakes = this.#stakes;
    let won = 0;
    for (const [k, bet] of this.#bets.entries()) {
      const hedged = (1 - jump) * stakes[k]! + jump / stakes.length;
      // The root keeps it a fair game: so many ranks are paid as one.
      stakes[k] = hedged * bet(rank) ** (1 / this.#dependence);
      won += stakes[k]!;
    }
    for (let k = 0; k < stakes.length; k++) stakes[k]! /= won;
    this.#sum = Math.min(this.#limit, (this.#sum + 1) * won);
  }

  forget(): void {
    this.#sum = 0;
    this.#stakes.fill(1 / this.#stakes.length);
  }
}

/** Where a score stands among sorted ones and itself: above 0 to below 1, small when it is larger than most. */
export const rankAmong = (sorted: ArrayLike<number>, score: number): number =>
  (above(sorted, score) + 0.5) / (sorted.length + 1);

/** How many of the sorted scores are larger; of equal ones half. */
function above(sorted: ArrayLike<number>, score: number): number {
  const atMost = firstAt(sorted, (each) => each > score);
  return sorted.length - (atMost + firstAt(sorted, (each) => each >= score)) / 2;
}

/** Index of the first of the sorted scores that is `past`; their number where none is. */
export function firstAt(sorted: ArrayLike<number>, past: (score: number) => boolean): number {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (past(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * How many scores one after another tell as much as one would alone, at least 1: how far the mean ranks of stretches
 * stray, beside what they would if none depended on those before (batch means, Schmeiser 1982). Each list is one
 * course of time; a stretch is the root of twice its length.
 */
export function dependenceOf(courses: readonly (readonly number[])[]): number {
  let together = 0;
  let alone = 0;
  for (const scores of courses) {
    const sorted = scores.toSorted((a, b) => a - b);
    const ranks = scores.map((score) => above(sorted, score) / sorted.length - 0.5);
    const length = Math.round(Math.sqrt(2 * ranks.length));
    for (let from = 0; from < ranks.length; from += length) {
      const stretch = ranks.slice(from, from + length);
      together += stretch.reduce((sum, rank) => sum + rank, 0) ** 2;
      alone += stretch.reduce((sum, rank) => sum + rank ** 2, 0);
    }
  }
  return alone > 0 ? Math.max(1, together / alone) : 1;
}
