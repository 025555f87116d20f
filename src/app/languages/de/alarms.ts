export const alarms = {
  allNormal: 'Alles normal',
  count_one: '{{count}} Alarm',
  count_other: '{{count}} Alarme',
  limit: { low: 'tief', high: 'hoch', lowLow: 'sehr tief', highHigh: 'sehr hoch' },
};
