export const doors = {
  unknownLink: 'Das ist kein Anmeldelink dieses Gateways. Einen neuen gibt: npx gemba link',
  usedLink: 'Dieser Anmeldelink ist schon benutzt; jeder öffnet nur eine Sitzung. Einen neuen gibt: npx gemba link',
  expiredLink: 'Dieser Anmeldelink ist älter als 24 Stunden. Einen neuen gibt: npx gemba link',
  openWithGet: 'Ein Anmeldelink wird mit GET geöffnet.',
  notSignedIn: 'Das Gateway konnte Sie nicht anmelden; warum, steht in seinem Log.',
  notAnswered: 'Das Gateway konnte nicht antworten; warum, steht in seinem Log.',
  notExported: 'Das Gateway konnte nicht exportieren; warum, steht in seinem Log.',
  localhostOnly: 'Dieses Gateway antwortet nur auf localhost.',
  nothingToPostTo: 'Hier lässt sich nichts absenden.',
  notReadable: 'Diese Anfrage ist nicht lesbar.',
};
