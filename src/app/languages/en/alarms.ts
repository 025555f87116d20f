export const alarms = {
  allNormal: 'All normal',
  count_one: '{{count}} alarm',
  count_other: '{{count}} alarms',
  limit: { low: 'low', high: 'high', lowLow: 'very low', highHigh: 'very high' },
} as const;
