import { MathUtils } from 'three';
import type { Tag } from '../../../twin/plant.ts';
import { convert } from '../../../twin/units.ts';

/** Of particles at the end of the tag's range, m/s. */
const fullMetresPerSecond = 1.6;

/**
 * How fast particles go by a tag's value, m/s, against the path where negative: as fast as a speed says, and of any
 * other rate its share of the range. Unknown = they stand. Reads the unit once: ask once a tag.
 */
export function flowSpeed({ unit, range }: Tag): (value: number) => number {
  const metresPerSecond = unit === undefined ? undefined : convert(1, unit, 'm/s');
  const [from, to] = range ?? [0, unit === '%' ? 100 : 1];
  const most = Math.max(Math.abs(from), Math.abs(to));
  const scale = metresPerSecond ?? (most === 0 ? 0 : fullMetresPerSecond / most);
  const fastest = (metresPerSecond === undefined ? 1 : 2) * fullMetresPerSecond;
  return (value) => (Number.isFinite(value) ? MathUtils.clamp(value * scale, -fastest, fastest) : 0);
}

/** Metres from the start of the path of its first particle, after `seconds`: the others follow `spacing` apart. */
export function advance(offset: number, metresPerSecond: number, seconds: number, spacing: number): number {
  const next = (offset + metresPerSecond * seconds) % spacing;
  return next < 0 ? next + spacing : next;
}
