import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { goAlong } from '../panels/flow-order.ts';
import { Icon, type IconName } from '../panels/marks.tsx';
import { alarmsStore } from '../stores/alarms.ts';
import { panesStore, setPanes, showInSheet } from '../stores/panes.ts';
import { useSession } from '../stores/session.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import type { SheetView } from '../stores/view-address.ts';
import { canScan } from './scanner.ts';

/** What the thumb reaches: the way back to live, the next machine, and the sheet's views. */
export function TabletBar() {
  const t = useText();
  const { index, timeline } = useSession();
  const past = useStore(timeStore, (state) => state.mode === 'past');
  const connected = useStore(twinStore, (state) => state.connection === 'connected');
  const alarms = useStore(alarmsStore, (state) => state.alarms.length);
  return (
    <nav className="bar" aria-label={t('tablet.actions')}>
      {past ? (
        <button type="button" className="bar-live" onClick={() => timeline.goLive()}>
          <Icon name="live" />
          <span>{t('tablet.backToLive')}</span>
        </button>
      ) : (
        <ViewButton
          view="time"
          icon={connected ? 'live' : 'time'}
          word={connected ? t('tablet.live') : t('tablet.time')}
        />
      )}
      <button type="button" aria-label={t('tablet.previousMachine')} onClick={() => goAlong(index, -1)}>
        <Icon name="previous" />
        <span>{t('tablet.previous')}</span>
      </button>
      <button type="button" aria-label={t('tablet.nextMachine')} onClick={() => goAlong(index, 1)}>
        <Icon name="next" />
        <span>{t('tablet.next')}</span>
      </button>
      <ViewButton view="ask" icon="ask" word={t('tablet.ask')} />
      <ViewButton
        view="alarms"
        icon="alarms"
        word={t('tablet.alarms')}
        label={t('tablet.alarmsNow', { count: alarms })}
        count={alarms}
      />
      <ViewButton view="overview" icon="overview" word={t('tablet.overview')} />
      <ViewButton view="plant" icon="tree" word={t('tablet.plant')} />
      {canScan() && <ViewButton view="scan" icon="scan" word={t('tablet.scan')} label={t('tablet.scanCode')} />}
    </nav>
  );
}

interface ViewButtonProps {
  readonly view: SheetView;
  readonly icon: IconName;
  readonly word: string;
  readonly label?: string;
  readonly count?: number;
}

/** Shows a view in the sheet; pressed again, the machine. */
function ViewButton({ view, icon, word, label, count = 0 }: ViewButtonProps) {
  const shown = useStore(panesStore, (state) => state.sheet === view);
  return (
    <button
      type="button"
      aria-pressed={shown}
      {...(label !== undefined && { 'aria-label': label })}
      onClick={() => (shown ? setPanes({ sheet: 'machine' }) : showInSheet(view))}
    >
      <Icon name={icon} />
      <span>{word}</span>
      {count > 0 && <span className="bar-count">{count > 99 ? '99+' : count}</span>}
    </button>
  );
}
