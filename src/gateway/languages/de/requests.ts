export const requests = {
  failed: 'das Gateway konnte nicht antworten; warum, steht in seinem Log',
  tooManyChanges: 'mehr als {{most}} Änderungen in diesem Abschnitt: Wählen Sie einen kürzeren',
  longQuestion: 'eine Frage ist ein Text von höchstens {{most}} Zeichen',
  noTag: 'diese Messstelle gibt es nicht',
  endsBeforeStart: 'der Abschnitt endet, bevor er beginnt',
  longWindow: 'wählen Sie einen Abschnitt von höchstens {{days}} Tagen',
  filter: 'filter muss bekannte Arten von Ereignissen weglassen und eine Maschine dieser Anlage nennen oder keine',
  grouping: 'Kennzahlen gibt es nach einem von {{groupings}}',
  samples: 'samples muss eine Liste von [Platz, Zeit] sein, höchstens {{most}}',
  wholeNumber: '{{name}} muss eine ganze Zahl von 1 bis {{most}} sein',
  time: '{{name}} muss eine Zeit in Epoch-Millisekunden sein',
};
