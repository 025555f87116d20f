import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { AlarmAnnouncer } from '../panels/alarms/alarm-announcer.tsx';
import { AlarmsNow } from '../panels/alarms-now/later.tsx';
import { AskBar } from '../panels/ask/ask-bar.tsx';
import { ComparedLegend, DifferencesPane } from '../panels/compare/later.tsx';
import { EventsPane } from '../panels/events/later.tsx';
import { FilmDialog } from '../panels/film/later.tsx';
import { Help } from '../panels/help/later.tsx';
import { useHotkeys } from '../panels/hotkeys.ts';
import { PlantSummary } from '../panels/inspect/plant-summary.tsx';
import { NoteDesk } from '../panels/notes/later.tsx';
import { Overview } from '../panels/overview/overview.tsx';
import { Clock } from '../panels/status/clock.tsx';
import { StatusLine } from '../panels/status/status-line.tsx';
import { TimelinePanel } from '../panels/time/later.tsx';
import { Tree } from '../panels/tree/tree.tsx';
import { Hall } from '../scene/hall.tsx';
import { gloveStore, panesStore, setPanes } from '../stores/panes.ts';
import { selectionStore } from '../stores/selection.ts';
import { useSession } from '../stores/session.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import type { SheetView } from '../stores/view-address.ts';
import { AlarmCount } from './alarm-count.tsx';
import { AlarmsPane } from './alarms-pane.tsx';
import { NeedsGateway } from './needs-gateway.tsx';
import { StateBanner } from './state-banner.tsx';
import { TabletBar } from './tablet-bar.tsx';
import { MachineBody, MachineHead } from './tablet-machine.tsx';
import { TabletScan } from './tablet-scan.tsx';
import { TabletSettings } from './tablet-settings.tsx';
import { TabletSheet } from './tablet-sheet.tsx';
import './tablet.css';

/** For one hand: the scene above, a sheet below it, and all that is pressed at the lower edge, under the thumb. */
export function Tablet() {
  const t = useText();
  const { index } = useSession();
  const mode = useStore(timeStore, (state) => state.mode);
  const connection = useStore(twinStore, (state) => state.connection);
  const { sheet, detent } = useStore(panesStore);
  const gloves = useStore(gloveStore, (state) => state.gloves);
  const [help, setHelp] = useState(false);
  const openHelp = useCallback(() => setHelp(true), []);
  useHotkeys(openHelp);
  useMachineInSheet();
  return (
    <div
      className="tablet"
      data-mode={mode}
      data-connection={connection}
      data-detent={detent}
      data-gloves={gloves}
      data-sheet={sheet}
    >
      <header className="tablet-head">
        <div className="tablet-plant">
          <h1>{index.plant.name}</h1>
          <StatusLine />
        </div>
        <AlarmsNow />
        <AlarmCount />
        <Clock />
        <TabletSettings onHelp={openHelp} />
      </header>
      <StateBanner />
      <div className="tablet-stage">
        <main className="tablet-scene" aria-label={t('desk.hall')}>
          <Hall />
          <ComparedLegend />
        </main>
        <Sheet view={sheet} />
      </div>
      <TabletBar />
      {sheet !== 'alarms' && <AlarmAnnouncer />}
      <NoteDesk />
      <FilmDialog />
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}

/** A machine that was just chosen, in the scene or in a list, is what one wants to read about. */
function useMachineInSheet(): void {
  useEffect(
    () =>
      selectionStore.subscribe((now, before) => {
        const { sheet, detent } = panesStore.getState();
        if (now.machine === null || now.machine === before.machine) return;
        // An answer, an event and the past select by themselves: one is still reading them.
        if (sheet === 'ask' || sheet === 'time' || sheet === 'events') return;
        setPanes({ sheet: 'machine', detent: detent === 'full' && sheet !== 'machine' ? 'half' : detent });
      }),
    [],
  );
}

function Sheet({ view }: { readonly view: SheetView }) {
  const t = useText();
  const { index } = useSession();
  const id = useStore(selectionStore, ({ machine }) => machine);
  const machine = id === null ? undefined : index.machineById.get(id);
  const titled = (title: string, children: ReactNode, other?: 'alarms' | 'events') => {
    const head = (
      <>
        <h2>{title}</h2>
        {other && (
          <button type="button" className="sheet-other" onClick={() => setPanes({ sheet: other })}>
            {t(`${other}.title`)}
          </button>
        )}
      </>
    );
    return (
      <TabletSheet label={title} head={head}>
        {children}
      </TabletSheet>
    );
  };
  switch (view) {
    case 'machine':
      if (!machine) {
        return titled(
          index.plant.name,
          <div className="sheet-summary inspector">
            <PlantSummary />
          </div>,
        );
      }
      return (
        <TabletSheet key={machine.machine.id} label={machine.machine.name} head={<MachineHead machine={machine} />}>
          <MachineBody machine={machine} />
        </TabletSheet>
      );
    case 'alarms':
      return titled(t('tablet.alarms'), <AlarmsPane />, 'events');
    case 'events':
      return titled(
        t('events.title'),
        <NeedsGateway>
          <EventsPane />
        </NeedsGateway>,
        'alarms',
      );
    case 'plant':
      return titled(t('tablet.plant'), <Tree />);
    case 'overview':
      return titled(
        t('tablet.overview'),
        <div className="sheet-overview">
          <Overview />
        </div>,
      );
    case 'ask':
      return titled(
        t('tablet.ask'),
        <div className="sheet-ask">
          <NeedsGateway>
            <AskBar />
          </NeedsGateway>
        </div>,
      );
    case 'time':
      return titled(
        t('tablet.time'),
        <div className="sheet-time">
          <NeedsGateway>
            <TimelinePanel />
          </NeedsGateway>
        </div>,
      );
    case 'differences':
      return titled(
        t('desk.differences'),
        <NeedsGateway>
          <DifferencesPane />
        </NeedsGateway>,
      );
    case 'scan':
      return titled(t('tablet.scanCode'), <TabletScan />);
  }
}
