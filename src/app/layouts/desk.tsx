import { Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { lazily } from '../languages/lazily.ts';
import { AlarmsNow, SoundButton } from '../panels/alarms-now/later.tsx';
import { AskBar } from '../panels/ask/ask-bar.tsx';
import { ComparedLegend, DifferencesPane } from '../panels/compare/later.tsx';
import { EventsPane } from '../panels/events/later.tsx';
import { FilmDialog } from '../panels/film/later.tsx';
import { Help } from '../panels/help/later.tsx';
import { useHotkeys } from '../panels/hotkeys.ts';
import { Inspector } from '../panels/inspect/inspector.tsx';
import { DropTarget } from '../panels/model/drop-target.tsx';
import { NoteDesk } from '../panels/notes/later.tsx';
import { OrdersButton } from '../panels/orders/later.tsx';
import { Overview } from '../panels/overview/overview.tsx';
import { Clock } from '../panels/status/clock.tsx';
import { StatusLine } from '../panels/status/status-line.tsx';
import { TimelinePanel } from '../panels/time/later.tsx';
import { Tree } from '../panels/tree/tree.tsx';
import { Hall } from '../scene/hall.tsx';
import { panesStore } from '../stores/panes.ts';
import { useSession } from '../stores/session.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { AlarmCount } from './alarm-count.tsx';
import { AlarmsPane } from './alarms-pane.tsx';
import { CopyLink } from './copy-link.tsx';
import { DeskRail } from './desk-rail.tsx';
import { NeedsGateway } from './needs-gateway.tsx';
import { PaneSizer } from './pane-sizes.ts';
import { SkipLinks } from './skip-links.tsx';
import { Splitter } from './splitter.tsx';
import { StateBanner } from './state-banner.tsx';
import './desk.css';

const AlarmAnnouncer = lazily(() =>
  import('../panels/alarms/alarm-announcer.tsx').then(({ AlarmAnnouncer }) => AlarmAnnouncer),
);

/** A rail of views, tree or alarms, the scene, the inspector, the timeline below; every edge can be moved. */
export function Desk() {
  const t = useText();
  const { index } = useSession();
  const mode = useStore(timeStore, (state) => state.mode);
  const connection = useStore(twinStore, (state) => state.connection);
  const { left, inspector, timeline } = useStore(panesStore);
  const [help, setHelp] = useState(false);
  const openHelp = useCallback(() => setHelp(true), []);
  const root = useRef<HTMLDivElement>(null);
  const sizer = useRef<PaneSizer | null>(null);
  useHotkeys(openHelp);
  useEffect(() => {
    if (!root.current) return;
    sizer.current ??= new PaneSizer(root.current);
    const observer = new ResizeObserver(sizer.current.apply);
    observer.observe(root.current);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open changes what there is to share
  useLayoutEffect(() => {
    if (!root.current) return;
    sizer.current ??= new PaneSizer(root.current);
    sizer.current.apply();
  }, [left === null, inspector, timeline]);
  return (
    <div className="desk" ref={root} data-mode={mode} data-connection={connection}>
      <SkipLinks />
      <DeskRail onHelp={openHelp} />
      <header className="desk-head">
        <h1>{index.plant.name}</h1>
        <AskBar />
        <div className="desk-tools">
          <OrdersButton />
          <AlarmsNow />
          <SoundButton />
          <AlarmCount />
          <CopyLink />
          <Clock />
        </div>
      </header>
      {left !== null && (
        <>
          <div className="desk-left" id="pane-tree">
            {left === 'tree' && <Tree />}
            {left === 'alarms' && <AlarmsPane />}
            {left === 'events' && (
              <NeedsGateway>
                <EventsPane />
              </NeedsGateway>
            )}
            {left === 'differences' && (
              <NeedsGateway>
                <DifferencesPane />
              </NeedsGateway>
            )}
          </div>
          <Splitter pane="tree" sizer={sizer} />
        </>
      )}
      <main className="desk-scene" id="pane-hall" aria-label={t('desk.hall')}>
        <StateBanner />
        <div className="desk-hall">
          <Hall />
          <DropTarget />
          <Overview />
          <ComparedLegend />
        </div>
      </main>
      {inspector && (
        <>
          <Splitter pane="inspector" sizer={sizer} />
          <div className="desk-inspector" id="pane-inspector">
            <Inspector />
          </div>
        </>
      )}
      {timeline && (
        <>
          <Splitter pane="timeline" sizer={sizer} />
          <div className="desk-time" id="pane-time">
            <NeedsGateway>
              <TimelinePanel />
            </NeedsGateway>
          </div>
        </>
      )}
      <StatusLine />
      {left !== 'alarms' && (
        <Suspense>
          <AlarmAnnouncer />
        </Suspense>
      )}
      <NoteDesk />
      <FilmDialog />
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}
