import { Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const Timeline = lazily(() => import('./timeline.tsx').then(({ TimelinePanel }) => TimelinePanel));

/** The timeline, fetched beside the first picture and not before it. Its room is kept meanwhile. */
export function TimelinePanel() {
  return (
    <Suspense fallback={<section className="timeline" aria-busy="true" />}>
      <Timeline />
    </Suspense>
  );
}
