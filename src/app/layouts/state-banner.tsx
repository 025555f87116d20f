import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { nowMs } from '../live/clock.ts';
import { ConnectionBanner } from '../panels/status/connection-banner.tsx';
import { ago, siteClock } from '../panels/time/clock-text.ts';
import { usePulse, useSession } from '../stores/session.ts';
import { twinStore } from '../stores/twin.ts';

/** Says what keeps the picture from being live: the connection is gone, or it was never there and this is what was kept. */
export function StateBanner() {
  const keptMs = useStore(twinStore, (state) => state.keptMs);
  return keptMs === null ? <ConnectionBanner /> : <KeptBanner keptMs={keptMs} />;
}

function KeptBanner({ keptMs }: { readonly keptMs: number }) {
  const t = useText();
  const { index } = useSession();
  usePulse();
  const moment = siteClock(index.plant.site.timeZone).moment(keptMs);
  return (
    <p className="banner banner-kept" role="alert">
      <strong className="banner-word">{t('offline.word')}</strong>
      <strong>{t('offline.stateOf', { moment, age: ago(keptMs, nowMs()) })}</strong>
      <span>{t('offline.notLive')}</span>
    </p>
  );
}
