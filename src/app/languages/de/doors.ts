export const doors = {
  connecting: 'Verbindung zum Gateway wird aufgebaut …',
  connectingLabel: 'Verbindet',
  notSignedIn: 'Nicht angemeldet',
  noSignIn: 'Dieser Browser ist für dieses Werk nicht angemeldet, oder die Anmeldung ist abgelaufen.',
  openLink: 'Öffnen Sie den Anmeldelink, den {{command}} ausgegeben hat. Er gilt einmal.',
  newLink: 'Wurde er schon benutzt, gibt der Rechner des Gateways einen neuen aus:',
  noMachines: 'Dieses Werk hat noch keine Maschinen.',
  addMachines:
    'Tragen Sie Bereiche, Linien und Maschinen in die Werksdatei ein, prüfen Sie sie mit {{command}} und starten Sie das Gateway neu.',
};
