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
} as const;
