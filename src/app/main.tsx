import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import './app.css';
import { openLanguage } from './languages/language.ts';
import { lazily } from './languages/lazily.ts';
import { Connecting } from './layouts/doors.tsx';
import { nowMs } from './live/clock.ts';
import { followServiceWorker } from './service-worker-door.ts';
import { followPlace, placeStore } from './stores/address.ts';
import { followTheme } from './stores/theme.ts';

followPlace(nowMs());
// The gallery knows no plant and opens no connection: what the twin needs is loaded beside it, not before it.
const Page =
  placeStore.getState().place.page === 'gallery'
    ? lazily(() => import('./layouts/gallery/gallery.tsx').then(({ Gallery }) => Gallery))
    : lazy(() => import('./twin-page.tsx').then(({ TwinPage }) => ({ default: TwinPage })));

followTheme();
if (import.meta.env.PROD) followServiceWorker();
await openLanguage();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Suspense fallback={<Connecting />}>
      <Page />
    </Suspense>
  </StrictMode>,
);
