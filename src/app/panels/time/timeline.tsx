import { useRecordLive } from '../record.ts';
import { TimelineStrip } from './timeline-strip.tsx';
import { Transport } from './transport.tsx';
import './timeline.css';

export function TimelinePanel() {
  useRecordLive();
  return (
    <section className="timeline" aria-label="Timeline">
      <Transport />
      <TimelineStrip />
    </section>
  );
}
