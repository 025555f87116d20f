import type { Words } from '../../../twin/language.ts';
import type { Texts } from '../language.ts';

export const events: Words<Texts['events']> = {
  title: 'Ereignisse',
  filters: 'Was aufgeführt wird',
  kinds: { cleared: 'Behoben', stopped: 'Stopps', started: 'Starts', gap: 'Datenlücken' },
  onlySelected: 'Nur die gewählte Maschine',
  onlyMachine: 'Nur {{machine}}',
  cleared: '{{what}}: vorbei',
  started: 'Gestartet',
  gap: 'Datenlücke',
  gapFor: '{{duration}} lang nichts aufgezeichnet',
  loading: 'Aufzeichnung wird gelesen',
  failed: 'Die Ereignisse sind nicht zu lesen: {{reason}}',
  none: 'In diesem Zeitfenster ist nichts geschehen.',
  noneListed: 'Nichts davon ist in diesem Zeitfenster geschehen.',
  reading: 'Aufzeichnung wird gelesen, bisher zurück bis {{moment}}',
  backTo: 'Zurück bis {{moment}}',
  older: 'Ältere Ereignisse',
  full_one:
    '{{count}} Ereignis, zurück bis {{moment}}: Mehr fasst die Liste nicht. Ältere zeigt ein kleineres Zeitfenster.',
  full_other:
    '{{count}} Ereignisse, zurück bis {{moment}}: Mehr fasst die Liste nicht. Ältere zeigt ein kleineres Zeitfenster.',
};
