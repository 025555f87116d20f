/** A small curve in a box of 100 x 30 units, the newest at the right; gaps where nothing is known. */
export interface Spark {
  /** SVG path. */
  readonly path: string;
  /** Height of the target's line, or null. */
  readonly targetY: number | null;
}

export const sparkBox = { width: 100, height: 30 } as const;
/** Room above and below, so that the line's own width is not cut. */
const air = 2;

export function sparkOf(values: readonly (number | null)[], target: number | undefined): Spark {
  const known = values.filter((value) => value !== null);
  if (target !== undefined) known.push(target);
  const lowest = Math.min(...known);
  const highest = Math.max(...known);
  const span = highest - lowest;
  const { width, height } = sparkBox;
  const y = (value: number) => (span > 0 ? height - air - ((value - lowest) / span) * (height - 2 * air) : height / 2);
  let path = '';
  let drawing = false;
  for (const [k, value] of values.entries()) {
    if (value !== null) {
      const x = values.length > 1 ? (k / (values.length - 1)) * width : width;
      path += `${drawing ? 'L' : 'M'}${x.toFixed(1)} ${y(value).toFixed(1)}`;
    }
    drawing = value !== null;
  }
  return { path, targetY: target === undefined ? null : y(target) };
}
