export const thinned = {
  before: 'Before {{date}}: first, lowest, highest and last value of each minute',
} as const;
