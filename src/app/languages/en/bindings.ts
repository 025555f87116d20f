export const bindings = {
  legend: 'Legend',
  floorMap: 'Floor map',
  floorMapHint: 'Paint the floor between its sensors',
  noFloorMap: 'No floor map',
  below: 'below {{to}}',
  from: '{{from}} and above',
  between: '{{from}} to {{to}}',
  unmeasured: 'Where no sensor reaches, nothing is painted.',
} as const;
