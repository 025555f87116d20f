export const plants = {
  ships:
    'Das Werk „{{name}}“ gehört zu Gemba und bleibt, wie es ist. Machen Sie es zu Ihrem: npx gemba copy {{name}} my-plant.json, dann npx gemba start my-plant.json',
  edits: 'Eine Werksdatei wird mit 1 bis {{most}} Änderungen auf einmal geändert.',
  hasFaults: 'Die Werksdatei wurde von Hand geändert und hat jetzt Fehler; beheben Sie erst diese: {{faults}}',
  wouldHaveFaults: 'Die Werksdatei hätte dann Fehler: {{faults}}',
  notWritten: 'Die Werksdatei lässt sich in {{folder}} nicht schreiben ({{code}}).',
  unknownEdit: 'Dieses Gateway kennt eine solche Änderung einer Werksdatei nicht.',
  modelFirst: 'Ein Modell wird hochgeladen, bevor die Werksdatei es nennt.',
  noMachine: 'Die Werksdatei hat keine Maschine „{{id}}“ mehr.',
  noLine: 'Die Werksdatei hat keine Linie „{{id}}“ mehr.',
};
