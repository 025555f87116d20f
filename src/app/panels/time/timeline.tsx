import { useText } from '../../languages/language.ts';
import { useRecordLive } from '../record.ts';
import { TimelineStrip } from './timeline-strip.tsx';
import { Transport } from './transport.tsx';
import './timeline.css';

export function TimelinePanel() {
  const t = useText();
  useRecordLive();
  return (
    <section className="timeline" aria-label={t('time.timeline')}>
      <Transport />
      <TimelineStrip />
    </section>
  );
}
