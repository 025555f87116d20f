/** A machine that may get a label. */
export interface Candidate {
  /** CSS px of its foot. */
  readonly x: number;
  readonly y: number;
  readonly rank: number;
  readonly distance: number;
  /** Number of its line. */
  readonly line: number;
}

export interface Choice {
  /** Machines with a label of their own: positions in the candidates. */
  readonly machines: readonly number[];
  /** Lines that are told as one. */
  readonly lines: readonly { readonly line: number; readonly x: number; readonly y: number }[];
}

/** Two are told apart as easily as they are told together. */
const leastTogether = 3;

/**
 * Which labels are worth a place when there is room for `most`. All, if they fit; else the lines whose machines stand
 * closest together on screen are told as one each, until the rest fits. Ranks below `always` are never told together;
 * of what is still too much the most important and nearest stay. `together`: lines told as one before, kept while the
 * view moves, so that labels do not come and go.
 */
export function choose(
  candidates: readonly Candidate[],
  most: number,
  always: number,
  together: ReadonlySet<number> | null,
): Choice {
  const byLine = new Map<number, number[]>();
  for (const [k, { line, rank }] of candidates.entries()) {
    if (rank < always) continue;
    const own = byLine.get(line);
    if (own) own.push(k);
    else byLine.set(line, [k]);
  }
  const chosen = together ?? closest(candidates, byLine, most);
  const lines = [...chosen].flatMap((line) => {
    const own = byLine.get(line) ?? [];
    if (own.length === 0) return [];
    const mean = (of: 'x' | 'y') => own.reduce((sum, k) => sum + candidates[k]![of], 0) / own.length;
    return { line, x: mean('x'), y: mean('y') };
  });
  const machines = [...candidates.keys()].filter(
    (k) => candidates[k]!.rank < always || !chosen.has(candidates[k]!.line),
  );
  const room = Math.max(0, most - lines.length);
  if (machines.length <= room) return { machines, lines };
  machines.sort(
    (a, b) => candidates[a]!.rank - candidates[b]!.rank || candidates[a]!.distance - candidates[b]!.distance,
  );
  return { machines: machines.slice(0, room), lines: lines.slice(0, most) };
}

function closest(
  candidates: readonly Candidate[],
  byLine: ReadonlyMap<number, readonly number[]>,
  most: number,
): Set<number> {
  const chosen = new Set<number>();
  let count = candidates.length;
  if (count <= most) return chosen;
  const spread = [...byLine]
    .filter(([, own]) => own.length >= leastTogether)
    .map(([line, own]) => {
      const [xs, ys] = [own.map((k) => candidates[k]!.x), own.map((k) => candidates[k]!.y)];
      const diagonal = Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
      return { line, count: own.length, apart: diagonal / own.length };
    })
    .sort((a, b) => a.apart - b.apart);
  for (const { line, count: own } of spread) {
    if (count <= most) break;
    chosen.add(line);
    count -= own - 1;
  }
  return chosen;
}
