import { lazy, Suspense, useSyncExternalStore } from 'react';
import type { Plant } from '../twin/plant.ts';
import { indexPlant, learnTexts } from '../twin/plant-index.ts';
import { lazily } from './languages/lazily.ts';
import { Connecting, Refused } from './layouts/doors.tsx';
import { followAddress, openView, queryAt } from './layouts/follow-address.ts';
import { WallConnecting, WallRefused } from './layouts/wall-door.tsx';
import { nowMs } from './live/clock.ts';
import { Feed } from './live/feed.ts';
import { frames } from './live/frames.ts';
import { asStale, LastStateKeeper } from './live/last-state.ts';
import { LatencyMeter } from './live/latency-meter.ts';
import type { LiveTable } from './live/live-table.ts';
import { Pulse } from './live/pulse.ts';
import { keepWanted, placeStore } from './stores/address.ts';
import { followAlarms } from './stores/alarms.ts';
import { changeAlarmsNow } from './stores/alarms-now.ts';
import { anomaliesStore } from './stores/anomalies.ts';
import { cadStore } from './stores/cad.ts';
import { comparisonStore } from './stores/comparison.ts';
import { forecastsStore } from './stores/forecasts.ts';
import { followMachineStates } from './stores/machine-states.ts';
import { neededSlots } from './stores/needed-tags.ts';
import { changeNotes, setNotes } from './stores/notes.ts';
import { PastMotion } from './stores/past-motion.ts';
import { type Cursor, PastRecord } from './stores/past-record.ts';
import { selectionStore } from './stores/selection.ts';
import { type SecondRecord, type Session, SessionContext } from './stores/session.ts';
import { Timeline, timeStore } from './stores/time.ts';
import { twinStore } from './stores/twin.ts';
import { viewStore } from './stores/view.ts';

let session: Session | null = null;
let motion: PastMotion | null = null;
let stopFollowing: (() => void) | null = null;
let stopAddress: (() => void) | null = null;
const latency = new LatencyMeter();
const pulse = new Pulse();
const nothing = new Uint32Array(0);

const watchNeeded = (): void => {
  if (!session || timeStore.getState().mode === 'past') return;
  const { unsaved } = cadStore.getState();
  const comparing = comparisonStore.getState().second !== null;
  feed.watch(neededSlots(session.index, selectionStore.getState(), viewStore.getState(), unsaved, comparing));
};

const arrivals = new Set<() => void>();
const lates = new Set<(fromMs: number) => void>();
const past = new PastRecord(
  (span) => feed.stretch(span),
  () => {
    for (const arrived of arrivals) arrived();
  },
);

const recall = (atMs: number, cursor: Cursor) => {
  const recalled = past.at(atMs, cursor);
  return recalled && (motion?.at(recalled.snapshot, recalled.stretch, recalled.after) ?? recalled.snapshot);
};

const timeline = new Timeline({
  nowMs,
  extent: () => twinStore.getState().recording.extent,
  snapshot: (atMs) => feed.snapshot(atMs),
  recall: (atMs) => recall(atMs, 'a'),
  prefetch: (atMs, velocity) => past.want(atMs, velocity, 'a'),
  showPast(snapshot) {
    frames.soon();
    session?.table.replace(snapshot);
  },
  pauseLive: () => feed.watch(nothing),
  resumeLive: watchNeeded,
});
arrivals.add(() => timeline.again());
lates.add((fromMs) => timeline.late(fromMs));
const secondRecord: SecondRecord = {
  recall: (atMs) => recall(atMs, 'b'),
  prefetch: (atMs, velocity) => past.want(atMs, velocity, 'b'),
  onArrival(arrived) {
    arrivals.add(arrived);
    return () => arrivals.delete(arrived);
  },
  onLate(told) {
    lates.add(told);
    return () => lates.delete(told);
  },
};

function sessionOf(plant: Plant, table: LiveTable): Session {
  const index = indexPlant(plant, twinStore.getState().index ?? undefined);
  motion = new PastMotion(index);
  stopFollowing?.();
  const follow = followMachineStates(index, table);
  const alarms = followAlarms(index, table, feed);
  stopFollowing = () => {
    follow.stop();
    alarms.stop();
  };
  return {
    index,
    table,
    feed,
    timeline,
    record: secondRecord,
    pulse,
    latency,
    address: { queryAt, open: (query) => openView(query, index, timeline) },
    beforeFrame() {
      timeline.tick();
      follow.update();
      alarms.update();
    },
    afterFrame() {
      latency.drawn(nowMs());
      // In a task of its own, so that the browser has the picture before.
      if (pulse.due(nowMs(), table.epoch)) setTimeout(() => pulse.tick(nowMs(), table.epoch));
    },
  };
}

/** The address names a view of this plant: once the plant is known, it is shown, and follows what is shown. */
function openAddress({ index }: Session): void {
  stopAddress?.();
  stopAddress = followAddress(index, timeline);
}

const feed = new Feed(
  {
    opened(hello, table) {
      // The same table means the same plant came back: what the person was looking at stays.
      const same = session?.table === table;
      past.clear(); // what came late meanwhile was not told
      session = session !== null && same ? session : sessionOf(hello.plant, table);
      const { person, sources, recording, models } = hello;
      twinStore.setState({
        connection: 'connected',
        lostSinceMs: null,
        keptMs: null,
        index: session.index,
        person,
        sources,
        recording,
        models,
      });
      if (!same) {
        liveSinceMs = nowMs(); // the first picture comes before what is kept of it
        openAddress(session);
      }
      watchNeeded();
      // What the past showed may be of before the loss, or of a plant file that is no more: ask for the moment again.
      const { mode, cursorMs } = timeStore.getState();
      if (mode === 'past') timeline.seek(cursorMs);
    },
    lost() {
      const { connection, lostSinceMs } = twinStore.getState();
      if (connection === 'connecting') return;
      twinStore.setState({ connection: 'lost', lostSinceMs: lostSinceMs ?? nowMs() });
    },
    refused() {
      void keeper.forget();
      keepWanted(nowMs());
      twinStore.setState({ connection: 'refused' });
    },
    texts: (texts) => session && learnTexts(session.index, texts),
    status: (sources, recording) => twinStore.setState({ sources, recording }),
    late(fromMs, toMs) {
      past.forget(fromMs, toMs);
      for (const told of lates) told(fromMs);
    },
    notes: setNotes,
    noteChanged: changeNotes,
    alarms: changeAlarmsNow,
    forecasts: forecastsStore.setState,
    anomalies: anomaliesStore.setState,
  },
  latency,
);

selectionStore.subscribe((now, before) => {
  if (now.machine !== before.machine || now.trendTags !== before.trendTags) watchNeeded();
});
viewStore.subscribe((now, before) => {
  if (now.heatMap !== before.heatMap || now.doctor !== before.doctor) watchNeeded();
});
comparisonStore.subscribe((now, before) => {
  if ((now.second === null) !== (before.second === null)) watchNeeded();
});

cadStore.subscribe((now, before) => {
  if (now.unsaved !== before.unsaved) watchNeeded();
});

const keeper = new LastStateKeeper(nowMs);
/** After a look at the past it takes a moment until the table is live again; only what is live is kept. */
const settleMs = 3000;
let liveSinceMs = 0;
timeStore.subscribe((now, before) => {
  if (now.mode !== before.mode) liveSinceMs = nowMs();
});

function keep(hurry: boolean): void {
  if (!session || twinStore.getState().connection !== 'connected') return;
  if (timeStore.getState().mode === 'past' || nowMs() - liveSinceMs < settleMs) return;
  void keeper.save(session.index, session.table, hurry);
}
pulse.subscribe(() => keep(false));
document.addEventListener('visibilitychange', () => document.hidden && keep(true));

/** A gateway that has not answered by then cannot be reached, or not soon. */
const patienceMs = 3000;

/** Shows what this device kept of the twin while the gateway does not answer; it goes live by itself when it does. */
async function openKept(): Promise<void> {
  const waiting = () => session === null && twinStore.getState().connection === 'connecting';
  await new Promise((resolve) => setTimeout(resolve, patienceMs));
  const kept = waiting() ? await keeper.load() : null;
  if (kept === null || !waiting()) return;
  const table = feed.adopt(kept.plant);
  table.replace(asStale(kept));
  session = sessionOf(kept.plant, table);
  learnTexts(session.index, kept.texts);
  const { savedMs: keptMs } = kept;
  twinStore.setState({ connection: 'lost', lostSinceMs: keptMs, keptMs, index: session.index });
  openAddress(session);
}
void openKept();

const loadAtHand = () => import('./layouts/at-hand.tsx');
const AtHand = lazy(() => loadAtHand().then(({ AtHand }) => ({ default: AtHand })));
const Sheet = lazily(() => import('./layouts/sheet.tsx').then(({ Sheet }) => Sheet));
const loadWall = () => import('./layouts/wall.tsx');
const Wall = lazily(() => loadWall().then(({ Wall }) => Wall));

// Fetched while the gateway is still being asked for the plant.
const { place: first } = placeStore.getState();
if (first.page === 'layout') void (first.layout === 'wall' ? loadWall() : loadAtHand());

/** The plant of this gateway, in the layout that the address names. */
export function TwinPage() {
  const { place } = useSyncExternalStore(placeStore.subscribe, placeStore.getState);
  const { connection, index } = useSyncExternalStore(twinStore.subscribe, twinStore.getState);
  const wall = place.page === 'layout' && place.layout === 'wall';
  if (connection === 'refused') return wall ? <WallRefused /> : <Refused />;
  const connecting = wall ? <WallConnecting /> : <Connecting />;
  if (index === null || session === null) return connecting;
  return (
    <SessionContext value={session}>
      <Suspense fallback={connecting}>{place.page === 'layout' ? wall ? <Wall /> : <AtHand /> : <Sheet />}</Suspense>
    </SessionContext>
  );
}
