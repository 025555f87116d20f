export const sources = {
  starting: 'startet',
  recordTakesNothing: 'die Aufzeichnung nimmt nichts an: {{why}}',
  givenUp_one: '{{count}} Zeile ist aufgegeben, denn {{trouble}}',
  givenUp_other: '{{count}} Zeilen sind aufgegeben, denn {{trouble}}',
  notOwn: '{{tag}} gehört nicht zu dieser Quelle',
  clockNotSet: '{{tag}}: Die Uhr ist nicht gestellt ({{ms}} ms seit 1970)',
  clockAhead: '{{tag}}: Die Uhr geht der des Gateways {{seconds}} s voraus',
  longText: '{{tag}} hat einen Text von mehr als {{most}} Zeichen gesendet, sein Ende ist abgeschnitten',
  tooManyTexts: '{{tag}} hatte schon {{most}} verschiedene Texte, neue werden nicht mehr angenommen',
  noText: '{{tag}} ist ein Text, und {{value}} ist keiner',
  notFinite: '{{tag}} meldete {{value}}',
};
