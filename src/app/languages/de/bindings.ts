export const bindings = {
  legend: 'Legende',
  floorMap: 'Bodenkarte',
  floorMapHint: 'Den Boden zwischen den Messstellen einfärben',
  noFloorMap: 'Keine Bodenkarte',
  below: 'unter {{to}}',
  from: 'ab {{from}}',
  between: '{{from}} bis {{to}}',
  unmeasured: 'Wohin keine Messstelle reicht, ist nichts eingefärbt.',
};
