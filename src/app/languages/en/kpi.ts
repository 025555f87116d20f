export const kpi = {
  title: 'Key figures, shift so far',
  notAvailable: 'n/a',
  belowTarget: 'below target {{target}}',
  onTarget: 'target {{target}} met',
  recent: '{{name}} over the last 8 hours',
  until: 'until {{time}}',
} as const;
