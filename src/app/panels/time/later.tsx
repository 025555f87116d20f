import { lazy, Suspense } from 'react';

const Timeline = lazy(() => import('./timeline.tsx').then(({ TimelinePanel }) => ({ default: TimelinePanel })));

/** The timeline, fetched beside the first picture and not before it. Its room is kept meanwhile. */
export function TimelinePanel() {
  return (
    <Suspense fallback={<section className="timeline" aria-busy="true" />}>
      <Timeline />
    </Suspense>
  );
}
