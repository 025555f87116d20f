import type { PlacedTag } from '../../../twin/plant-index.ts';

/**
 * Before when some values of these tags are not there any more: Unix ms, -Infinity where all are. `thinned` as the
 * gateway tells it, by kind of tag. Of states and booleans every change stays, so nothing of their trend is missing.
 */
export const thinnedBefore = (tags: readonly PlacedTag[], thinned: Readonly<Record<string, number>>): number =>
  Math.max(
    ...tags.map(({ tag: { kind } }) =>
      kind === 'number' || kind === 'integer' ? (thinned[kind] ?? -Infinity) : -Infinity,
    ),
  );
