import { lazy, Suspense, useSyncExternalStore } from 'react';
import { indexPlant } from '../twin/plant-index.ts';
import { Connecting, Refused } from './layouts/doors.tsx';
import { WallConnecting, WallRefused } from './layouts/wall-door.tsx';
import { nowMs } from './live/clock.ts';
import { Feed } from './live/feed.ts';
import { LatencyMeter } from './live/latency-meter.ts';
import { Pulse } from './live/pulse.ts';
import { placeStore } from './stores/address.ts';
import { followAlarms } from './stores/alarms.ts';
import { followMachineStates } from './stores/machine-states.ts';
import { neededSlots } from './stores/needed-tags.ts';
import { selectionStore } from './stores/selection.ts';
import { type Session, SessionContext } from './stores/session.ts';
import { Timeline, timeStore } from './stores/time.ts';
import { twinStore } from './stores/twin.ts';
import { viewStore } from './stores/view.ts';

let session: Session | null = null;
let stopFollowing: (() => void) | null = null;
const latency = new LatencyMeter();
const pulse = new Pulse();
const nothing = new Uint32Array(0);

const watchNeeded = (): void => {
  if (!session || timeStore.getState().mode === 'past') return;
  feed.watch(neededSlots(session.index, selectionStore.getState(), viewStore.getState()));
};

const timeline = new Timeline({
  nowMs,
  extent: () => twinStore.getState().recording.extent,
  snapshot: (atMs) => feed.snapshot(atMs),
  showPast: (snapshot) => session?.table.replace(snapshot),
  pauseLive: () => feed.watch(nothing),
  resumeLive: watchNeeded,
});

const feed = new Feed(
  {
    opened(hello, table) {
      // The same table means the same plant came back: what the person was looking at stays.
      if (session?.table !== table) {
        const index = indexPlant(hello.plant);
        stopFollowing?.();
        const follow = followMachineStates(index, table);
        const alarms = followAlarms(index, table, feed);
        stopFollowing = () => {
          follow.stop();
          alarms.stop();
        };
        session = {
          index,
          table,
          feed,
          timeline,
          pulse,
          latency,
          beforeFrame() {
            timeline.tick();
            follow.update();
            alarms.update();
            pulse.tick(nowMs(), table.epoch);
          },
          afterFrame: () => latency.drawn(nowMs()),
        };
      }
      const { person, sources, recording } = hello;
      twinStore.setState({
        connection: 'connected',
        lostSinceMs: null,
        index: session.index,
        person,
        sources,
        recording,
      });
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
    refused: () => twinStore.setState({ connection: 'refused' }),
    status: (sources, recording) => twinStore.setState({ sources, recording }),
  },
  latency,
);

selectionStore.subscribe((now, before) => {
  if (now.machine !== before.machine || now.trendTags !== before.trendTags) watchNeeded();
});
viewStore.subscribe((now, before) => {
  if (now.heatMap !== before.heatMap || now.doctor !== before.doctor) watchNeeded();
});

const Desk = lazy(() => import('./layouts/desk.tsx').then(({ Desk }) => ({ default: Desk })));
const Wall = lazy(() => import('./layouts/wall.tsx').then(({ Wall }) => ({ default: Wall })));

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
      <Suspense fallback={connecting}>{place.page === 'layout' && (wall ? <Wall /> : <Desk />)}</Suspense>
    </SessionContext>
  );
}
