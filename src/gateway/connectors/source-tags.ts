import type { PlacedTag, PlantIndex } from '../../twin/plant-index.ts';

/** The tags that the source of this id feeds; those that name no source belong to the plant's first one. */
export function sourceTags(index: PlantIndex, sourceId: string): readonly PlacedTag[] {
  const first = index.plant.sources[0]?.id;
  return index.tags.filter(({ tag }) => (tag.source ?? first) === sourceId);
}
