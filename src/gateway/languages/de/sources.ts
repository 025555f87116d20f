export const sources = {
  starting: 'startet',
  recordTakesNothing: 'die Aufzeichnung nimmt nichts an: {{why}}',
  givenUp_one: '{{count}} Zeile ist aufgegeben, denn {{trouble}}',
  givenUp_other: '{{count}} Zeilen sind aufgegeben, denn {{trouble}}',
  notOwn: '{{tag}} gehört nicht zu dieser Quelle',
  clockNotSet: '{{tag}}: Die Uhr ist nicht gestellt ({{ms}} ms seit 1970)',
  clockAhead: '{{tag}}: Die Uhr geht der des Gateways {{seconds}} s voraus',
  notFinite: '{{tag}} meldete {{value}}',
};
