export const corrected = {
  title: 'Corrected values',
  was: 'corrected {{when}}, was {{was}}',
  wasOnce: 'corrected, was {{was}}',
} as const;
