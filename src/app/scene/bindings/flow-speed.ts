import { MathUtils } from 'three';
import type { Tag } from '../../../twin/plant.ts';
import { convert } from '../../../twin/units.ts';

/** Of particles at the end of the tag's range, m/s. */
const fullMetresPerSecond = 1.6;

/**
 * How fast particles go, m/s, against the path where negative: as fast as a speed says, and of any other rate its share
 * of the range. Unknown = they stand.
 */
export function flowSpeed({ unit, range }: Tag, value: number): number {
  if (!Number.isFinite(value)) return 0;
  const speed = unit === undefined ? undefined : convert(value, unit, 'm/s');
  if (speed !== undefined) return MathUtils.clamp(speed, -2 * fullMetresPerSecond, 2 * fullMetresPerSecond);
  const [from, to] = range ?? [0, unit === '%' ? 100 : 1];
  const most = Math.max(Math.abs(from), Math.abs(to));
  return most === 0 ? 0 : MathUtils.clamp(value / most, -1, 1) * fullMetresPerSecond;
}

/** Metres from the start of the path of its first particle, after `seconds`: the others follow `spacing` apart. */
export function advance(offset: number, metresPerSecond: number, seconds: number, spacing: number): number {
  const next = (offset + metresPerSecond * seconds) % spacing;
  return next < 0 ? next + spacing : next;
}
