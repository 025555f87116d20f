import { lazy, Suspense } from 'react';

const EventsList = lazy(() => import('./events-list.tsx').then((chunk) => ({ default: chunk.EventsList })));

/** The list of events, fetched when it is first opened. */
export function EventsPane() {
  return (
    <Suspense fallback={<section className="events" aria-busy="true" />}>
      <EventsList />
    </Suspense>
  );
}
