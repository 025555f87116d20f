import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const film: Words<Texts['film']> = {
  title: 'Bild oder Film',
  hint: 'Für einen Bericht: was die Halle zeigt, mit Beschriftung und Uhrzeit',
  picture: 'Bild',
  savePicture: 'Bild speichern',
  film: 'Film',
  range: '{{from}} bis {{to}} ({{length}})',
  noRange: 'Noch gibt es keine Aufzeichnung, aus der ein Film werden kann.',
  kind: 'Art der Datei',
  kinds: { film: 'Film', gif: 'Animiertes GIF' },
  length: 'Länge des Films',
  seconds: '{{count}} s',
  speed: '{{times}}-mal so schnell',
  slow: '{{times}}-mal langsamer',
  save: 'Film erstellen',
  making: 'Bild {{done}} von {{all}}',
  left: 'noch etwa {{time}}',
  stop: 'Abbrechen',
  tooLarge: 'Das Bild ist für diesen Browser zu groß: Machen Sie sein Fenster kleiner.',
  saved: 'Gespeichert als {{file}}.',
  stopped: 'Abgebrochen. Es wurde nichts gespeichert.',
  noEncoder:
    'Dieser Browser kann keine Filme erstellen: ein GIF oder ein Bild geht, oder ein neuerer Chrome, Edge, Firefox oder Safari.',
  failed: 'Der Film konnte nicht erstellt werden: {{why}}',
  noPicture: 'Gerade gibt es kein Bild der Halle.',
  close: 'Schließen',
};
