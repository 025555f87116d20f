export const models = {
  mayNotWrite:
    'Das Gateway darf nicht in den Ordner der Werksdatei schreiben. Geben Sie ihm das Recht dazu und versuchen Sie es noch einmal.',
  readOnly:
    'Der Ordner der Werksdatei kann nur gelesen werden. Kopieren Sie die Werksdatei auf einen Datenträger, der sich beschreiben lässt.',
  diskFull: 'Der Datenträger des Gateways ist voll. Schaffen Sie dort Platz und versuchen Sie es noch einmal.',
  shareUsedUp:
    'Der Anteil des Gateways am Datenträger ist aufgebraucht. Schaffen Sie dort Platz und versuchen Sie es noch einmal.',
  fileInTheWay:
    'Neben der Werksdatei ist „models“ eine Datei und sollte ein Ordner sein. Benennen Sie sie um und versuchen Sie es noch einmal.',
  folderMoved:
    'Der Ordner der Modelle wurde verschoben oder geleert, während das Modell geschrieben wurde. Versuchen Sie es noch einmal.',
  busy: 'Das Gateway nimmt gerade ein anderes Modell auf. Versuchen Sie es noch einmal, wenn dieses da ist.',
  folderFull:
    'Der Ordner „models“ neben der Werksdatei hätte mehr als {{gigabytes}} GB, und mehr nimmt er nicht auf. Löschen Sie darin die Dateien, die die Werksdatei nicht nennt, und versuchen Sie es noch einmal.',
};
