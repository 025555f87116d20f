import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const health: Words<Texts['health']> = {
  title: 'Gesundheit',
  index: 'Gesundheit {{share}} %',
  formula:
    'Der kleinere Wert aus: 100 % geteilt durch den höchsten Auffälligkeitswert, bezogen auf seine Grenze; Zeit bis zur nächsten vorhergesagten Grenze als Anteil von 24 h. 0, solange ein Wert jenseits seiner Grenze liegt.',
  anomaly: {
    pattern: 'Werte passen nicht wie sonst zusammen',
    spike: 'Ein Wert ist gesprungen',
    frozen: 'Ein Wert steht still',
    gap: 'Ein Wert bleibt aus',
  },
  score: 'das {{score}}-Fache der Grenze',
  since: 'seit {{moment}}',
  over: '{{from}} bis {{to}}, vorbei',
  share: '{{tag}}: {{share}} %',
  confirm: 'Bestätigen',
  confirmHint: 'Es ist auffällig: Daraus wird nichts gelernt',
  reject: 'Verwerfen',
  rejectHint: 'Es ist normal: Das Gateway lernt es',
  confirmed: 'Bestätigt: Daraus wird nichts gelernt.',
  working: 'Wird gespeichert …',
  failed: 'Nicht gespeichert: {{why}}',
};
