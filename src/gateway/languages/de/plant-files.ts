export const plantFiles = {
  atPlace: '{{file}}:{{line}}:{{column}}: {{fault}}',
  keyTwice:
    'der Schlüssel „{{key}}“ steht zweimal in diesem Objekt, und nur einer würde zählen; entfernen Sie einen oder benennen Sie ihn um',
  unreadable: 'ist nicht lesbar: {{why}}',
  none: 'es gibt weder eine solche Werksdatei noch ein Werk dieses Namens{{choices}}',
  folder: 'ist ein Ordner: Nennen Sie die Werksdatei darin',
};
