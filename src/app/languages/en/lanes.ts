export const lanes = {
  alarms: 'Alarms',
  rate: 'Production',
  gaps: 'Data gaps',
  most: 'max {{rate}}',
  coming: 'Being worked out, the newest first …',
  gap: 'Data gap: nothing was recorded',
  noGap: 'Recorded without a gap',
  noRate: 'Production is not known',
  noAlarms: 'No alarm began',
  worstOf: 'the worst of {{length}}',
  summed: 'Too many changes to show each: the worst state of every {{length}}',
  summedText: 'Too many changes to show each: what held longest of every {{length}}',
} as const;
