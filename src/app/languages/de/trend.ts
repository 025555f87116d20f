export const trend = {
  trend: 'Verlauf',
  choose: 'Wählen Sie eine Messstelle, um ihren Verlauf zu sehen.',
  asAsked: 'Wie gefragt',
  asAskedTitle: 'Das Zeitfenster der Antwort; eine Länge wählen, um es zu verlassen',
  of: 'Verlauf von {{name}}',
  none: 'Kein Verlauf: {{why}}.',
  empty: 'In diesem Zeitfenster wurde nichts aufgezeichnet.',
  pens: 'Kurven',
  clear: 'Kurven entfernen',
  remove: '{{name}} entfernen',
};
