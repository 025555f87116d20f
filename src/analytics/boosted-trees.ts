const depth = 4;
/** A leaf has this share of the rows that its tree sees at least, within bounds: a short history is cut finer. */
const leafShare = 1 / 40;
const fewestRows = 8;
const mostLeastRows = 80;
/** Of the rows and of the features, each tree sees so much: trees that see different things err differently. */
const rowShare = 0.3;
const featureShare = 0.3;
/** Of what a tree has learnt, is added: many small steps (Friedman 2001). */
const learning = 0.05;
/** Rows that a leaf is held to have had besides its own, with nothing to correct. */
const leafWeight = 5;
/** A feature is cut at so many places at most. */
const mostBins = 64;

/** A binary tree as arrays by node, the root first; plain data. */
export interface Tree {
  /** -1 = a leaf. */
  readonly features: readonly number[];
  /** A row below it goes to node `nexts`, another one to the node after. */
  readonly limits: readonly number[];
  readonly nexts: readonly number[];
  /** Of leaves. */
  readonly values: readonly number[];
}

export interface BoostedTrees {
  readonly base: number;
  readonly trees: readonly Tree[];
}

/**
 * Regression by gradient boosting of squared errors, stochastic in rows and features (Friedman 2002), on binned features.
 * `rows`: features by row, all of one length, none NaN; `targets`: one a row; `random` in [0, 1). Throws a `RangeError`
 * where there are no rows, or not as many targets.
 */
export function trainTrees(
  rows: readonly Float64Array[],
  targets: Float64Array,
  count: number,
  random: () => number,
): BoostedTrees {
  const features = rows[0]?.length ?? 0;
  if (features === 0 || targets.length !== rows.length) throw new RangeError('There is no target for each row.');
  const edges = Array.from({ length: features }, (_, feature) => edgesOf(rows, feature));
  const bins = edges.map((own, feature) => Uint8Array.from(rows, (row) => binOf(own, row[feature]!)));
  const base = targets.reduce((sum, target) => sum + target / targets.length, 0);
  const left = targets.map((target) => target - base);
  const trees: Tree[] = [];
  for (let n = 0; n < count; n++) {
    const seen = chosen(rows.length, Math.max(1, Math.floor(rows.length * rowShare)), random);
    const looked = chosen(features, Math.max(1, Math.floor(features * featureShare)), random);
    const tree = new Growth(bins, edges, left, looked).grow(seen);
    trees.push(tree);
    for (const [k, row] of rows.entries()) left[k]! -= valueIn(tree, row);
  }
  return { base, trees };
}

export const predictTrees = ({ base, trees }: BoostedTrees, row: Float64Array): number =>
  trees.reduce((sum, tree) => sum + valueIn(tree, row), base);

function valueIn({ features, limits, nexts, values }: Tree, row: Float64Array): number {
  let node = 0;
  for (let feature = features[0]!; feature >= 0; feature = features[node]!) {
    node = row[feature]! < limits[node]! ? nexts[node]! : nexts[node]! + 1;
  }
  return values[node]!;
}

/** One tree while it grows. */
class Growth {
  readonly #bins: readonly Uint8Array[];
  readonly #edges: readonly Float64Array[];
  readonly #left: Float64Array;
  readonly #looked: Uint32Array;
  #leastRows = fewestRows;
  readonly #tree = { features: [] as number[], limits: [] as number[], nexts: [] as number[], values: [] as number[] };
  readonly #sums = new Float64Array(mostBins);
  readonly #counts = new Uint32Array(mostBins);

  constructor(bins: readonly Uint8Array[], edges: readonly Float64Array[], left: Float64Array, looked: Uint32Array) {
    this.#bins = bins;
    this.#edges = edges;
    this.#left = left;
    this.#looked = looked;
  }

  grow(rows: Uint32Array): Tree {
    this.#leastRows = Math.max(fewestRows, Math.min(mostLeastRows, Math.floor(rows.length * leafShare)));
    this.#leaf();
    this.#split(0, rows, depth);
    return this.#tree;
  }

  #leaf(): void {
    this.#tree.features.push(-1);
    this.#tree.limits.push(0);
    this.#tree.nexts.push(0);
    this.#tree.values.push(0);
  }

  #split(node: number, rows: Uint32Array, levels: number): void {
    let sum = 0;
    for (const row of rows) sum += this.#left[row]!;
    const cut = levels > 0 ? this.#bestCut(rows, sum) : null;
    if (cut === null) {
      this.#tree.values[node] = (learning * sum) / (rows.length + leafWeight);
      return;
    }
    const bins = this.#bins[cut.feature]!;
    const next = this.#tree.features.length;
    this.#leaf();
    this.#leaf();
    this.#tree.features[node] = cut.feature;
    this.#tree.limits[node] = this.#edges[cut.feature]![cut.bin]!;
    this.#tree.nexts[node] = next;
    this.#split(
      next,
      rows.filter((row) => bins[row]! <= cut.bin),
      levels - 1,
    );
    this.#split(
      next + 1,
      rows.filter((row) => bins[row]! > cut.bin),
      levels - 1,
    );
  }

  /** What lessens the squared error most; null where nothing does. */
  #bestCut(rows: Uint32Array, sum: number): { readonly feature: number; readonly bin: number } | null {
    const whole = sum ** 2 / (rows.length + leafWeight);
    let best: { feature: number; bin: number } | null = null;
    let most = 1e-9;
    for (const feature of this.#looked) {
      const bins = this.#bins[feature]!;
      this.#sums.fill(0);
      this.#counts.fill(0);
      for (const row of rows) {
        this.#sums[bins[row]!]! += this.#left[row]!;
        this.#counts[bins[row]!]!++;
      }
      let [below, count] = [0, 0];
      for (let bin = 0; bin < this.#edges[feature]!.length; bin++) {
        below += this.#sums[bin]!;
        count += this.#counts[bin]!;
        if (count < this.#leastRows) continue;
        if (rows.length - count < this.#leastRows) break;
        const gain =
          below ** 2 / (count + leafWeight) + (sum - below) ** 2 / (rows.length - count + leafWeight) - whole;
        if (gain > most) {
          most = gain;
          best = { feature, bin };
        }
      }
    }
    return best;
  }
}

/** Where a feature may be cut: between as many equal shares of its rows as there are bins. */
function edgesOf(rows: readonly Float64Array[], feature: number): Float64Array {
  const sorted = Float64Array.from(rows, (row) => row[feature]!).sort();
  const edges = Array.from(
    { length: mostBins - 1 },
    (_, k) => sorted[Math.floor(((k + 1) / mostBins) * sorted.length)]!,
  );
  return Float64Array.from(new Set(edges));
}

/** How many edges are at or below the value. */
function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So many of the numbers below `of`, each at most once. */
function chosen(of: number, count: number, random: () => number): Uint32Array {
  const all = Uint32Array.from({ length: of }, (_, k) => k);
  for (let k = 0; k < count; k++) {
    const other = k + Math.floor(random() * (of - k));
    [all[k], all[other]] = [all[other]!, all[k]!];
  }
  return all.subarray(0, count);
}
