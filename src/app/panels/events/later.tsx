import { Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const EventsList = lazily(() => import('./events-list.tsx').then(({ EventsList }) => EventsList));

/** The list of events, fetched when it is first opened. */
export function EventsPane() {
  return (
    <Suspense fallback={<section className="events" aria-busy="true" />}>
      <EventsList />
    </Suspense>
  );
}
