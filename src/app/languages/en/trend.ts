export const trend = {
  trend: 'Trend',
  choose: 'Choose a tag to see its trend.',
  asAsked: 'As asked',
  asAskedTitle: 'The window the answer spoke of; choose a length to leave it',
  of: 'Trend of {{name}}',
  none: 'No trend: {{why}}.',
  empty: 'Nothing was recorded in this window.',
  pens: 'Pens',
  clear: 'Clear pens',
  remove: 'Remove {{name}}',
} as const;
