/**
 * Seeded random numbers: sfc32 (Doty-Humphrey, PractRand). A stream per machine and purpose, so that one more machine
 * or one more draw somewhere leaves every other stream as it was, and variants of a line can be compared draw by draw.
 */
export class Random {
  /** Int32: fields of the object would be boxed whenever a value passes 2^30. */
  readonly #state = new Int32Array(4);

  constructor(seed: number, name: string) {
    const state = this.#state;
    state[0] = seed | 0;
    state[1] = Math.floor(seed / 4294967296) | 0;
    state[2] = fnv1a(name);
    state[3] = 1;
    // The designer's advice: after 12 rounds every bit of the seed has reached every bit of the state.
    for (let round = 0; round < 12; round++) this.#next();
  }

  /** [0, 1) in steps of 2^-32. */
  uniform(): number {
    return (this.#next() >>> 0) / 4294967296;
  }

  /**
   * Mean 0, deviation 1: the sum of a draw's four bytes (Irwin-Hall, n = 4; mean 510, variance 4 (256^2 - 1) / 12).
   * Near enough to normal for noise, bounded to +-3.45, and one draw without a table.
   */
  noise(): number {
    const bits = this.#next();
    return ((bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510) / 147.8;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** Skewed as repair and stop times are; `variation` = deviation / mean. */
  logNormal(mean: number, variation: number): number {
    const variance = Math.log(1 + variation * variation);
    return mean * Math.exp(Math.sqrt(variance) * this.noise() - variance / 2);
  }

  /** Life of what wears: Weibull, shape 3 (failures cluster about the mean); 0.89298 = gamma(1 + 1/3). */
  life(mean: number): number {
    return (mean / 0.89298) * Math.cbrt(-Math.log(1 - this.uniform()));
  }

  /** Items until the next one that fails with probability `rate` (geometric), so that no item needs a draw. */
  itemsUntil(rate: number): number {
    return rate <= 0 ? Number.POSITIVE_INFINITY : 1 + Math.floor(Math.log(1 - this.uniform()) / Math.log(1 - rate));
  }

  #next(): number {
    const state = this.#state;
    const a = state[0]!;
    const b = state[1]!;
    const c = state[2]!;
    const counter = state[3]!;
    const sum = (((a + b) | 0) + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
    state[3] = (counter + 1) | 0;
    return sum;
  }
}

/** 32-bit FNV-1a over UTF-16 units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
