import type { InstancedBufferAttribute } from 'three';

/** Copies one instance's numbers, or as many of them as `count` says, into another buffer. */
export function copyItem(
  from: InstancedBufferAttribute,
  item: number,
  to: InstancedBufferAttribute,
  at: number,
  count = from.itemSize,
): void {
  for (let k = 0; k < count; k++) to.array[at * to.itemSize + k] = from.array[item * from.itemSize + k]!;
  to.needsUpdate = true;
}
