import type { Words } from '../../../twin/language.ts';
import type { costs as en } from '../en/costs.ts';

export const costs: Words<typeof en> = {
  title: 'Kosten des Bildes',
  drawCalls: 'Zeichenaufrufe',
  triangles: 'Dreiecke',
  mainThread: 'Hauptthread je Bild',
  worst: 'Schlechtestes der Sekunde',
  drawn: 'Gezeichnete Bilder je Sekunde',
  idle: 'Bilder ohne Änderung',
  p50: 'Sensor bis Schirm, p50',
  p95: 'Sensor bis Schirm, p95',
  resolution: 'Auflösung',
  heap: 'Speicher der Skripte',
  of: 'von {{budget}}',
  over: 'darüber',
  none: 'nicht gemessen',
  simplified: 'Bild vereinfacht, solange es sich bewegt: {{percent}} % Auflösung',
  noWebgl:
    'Dieser Browser kann nicht in 3D zeichnen (WebGL 2 fehlt oder ist abgeschaltet). Baum, Werte, Verläufe und Antworten gehen.',
  lost: 'Der Grafiktreiber ist stehen geblieben; das Bild wird neu aufgebaut. Alles andere läuft weiter.',
};
