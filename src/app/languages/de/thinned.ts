export const thinned = {
  before: 'Vor dem {{date}}: je Minute erster, tiefster, höchster und letzter Wert',
};
