/** Cells along the longer side of the floor: a metre of a hall is two or three, and linear filtering does the rest. */
const longestSide = 128;

/**
 * What scattered sensors say of the floor between them: inverse-distance weighting after Shepard with power 2, in the
 * form of Franke and Little, whose weights fall to 0 at the reach, so that no edge shows where a sensor ends.
 */
export class HeatGrid {
  readonly columns: number;
  readonly rows: number;
  /** Row by row along z; NaN where no sensor reaches. */
  readonly values: Float32Array;
  /** 1 near a sensor, falling to 0 at its reach. */
  readonly cover: Float32Array;
  readonly #cell: readonly [number, number];
  readonly #reach: number;
  readonly #weights: Float32Array;

  constructor([width, depth]: readonly [number, number], reach: number) {
    const perMetre = longestSide / Math.max(width, depth);
    this.columns = Math.max(1, Math.round(width * perMetre));
    this.rows = Math.max(1, Math.round(depth * perMetre));
    this.#cell = [width / this.columns, depth / this.rows];
    this.#reach = reach;
    this.values = new Float32Array(this.columns * this.rows);
    this.cover = new Float32Array(this.columns * this.rows);
    this.#weights = new Float32Array(this.columns * this.rows);
  }

  /** `read` gives the value of sensor k, or NaN for one that is left out. Hall metres [x, z]. */
  interpolate(places: readonly (readonly [number, number])[], read: (k: number) => number): void {
    const { columns, rows, values, cover } = this;
    const [cellX, cellZ] = this.#cell;
    const reach = this.#reach;
    values.fill(0);
    cover.fill(0);
    this.#weights.fill(0);
    for (const [k, [x, z]] of places.entries()) {
      const value = read(k);
      if (Number.isNaN(value)) continue;
      const lastColumn = Math.min(columns - 1, Math.floor((x + reach) / cellX));
      const lastRow = Math.min(rows - 1, Math.floor((z + reach) / cellZ));
      for (let row = Math.max(0, Math.floor((z - reach) / cellZ)); row <= lastRow; row++) {
        const dz = (row + 0.5) * cellZ - z;
        for (let column = Math.max(0, Math.floor((x - reach) / cellX)); column <= lastColumn; column++) {
          const dx = (column + 0.5) * cellX - x;
          const distance = Math.sqrt(dx * dx + dz * dz);
          if (distance >= reach) continue;
          const near = Math.max(distance, 1e-3);
          const root = (reach - near) / (reach * near);
          const weight = root * root;
          const at = row * columns + column;
          values[at]! += weight * value;
          this.#weights[at]! += weight;
          const share = distance / reach;
          const covered = 1 - share * share * share * share;
          if (covered > cover[at]!) cover[at] = covered;
        }
      }
    }
    for (let at = 0; at < values.length; at++) values[at]! /= this.#weights[at]!;
  }
}
