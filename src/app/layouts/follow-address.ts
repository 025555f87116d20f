import type { Span } from '../../twin/calendar.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { timelineViewStore } from '../panels/time/timeline-view.ts';
import { trendWindowStore } from '../panels/trend/trend-window.ts';
import { placeStore } from '../stores/address.ts';
import { comparisonStore } from '../stores/comparison.ts';
import { panesStore, setPanes } from '../stores/panes.ts';
import { frame, select, selectionStore, setTrend } from '../stores/selection.ts';
import { type Timeline, timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { setView, viewStore } from '../stores/view.ts';
import { addressOf, onTheWall, plainView, stateOf, type ViewAddress } from '../stores/view-address.ts';

/** At least this long between two writes: a browser refuses more than 100 in 30 s. */
const leastMs = 400;
/** So long a browser that refused is left alone. */
const refusedMs = 10_000;

/** The moment that the address names, as long as there is no gateway to show it; it stays in the address until then. */
let wishedMs: number | null = null;

/**
 * Restores the view that the address names and keeps the address in step from then on. Choosing another machine is a
 * step that Back takes back, a quick series of them one step; everything else changes the step it belongs to. The wall
 * shows where it is by itself.
 */
export function followAddress(index: PlantIndex, timeline: Timeline): () => void {
  let machine: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restoring = false;
  /** Runs for a short while after each step. */
  let series: ReturnType<typeof setTimeout> | undefined;

  const restore = (first: boolean) => {
    const { place } = placeStore.getState();
    if (place.page !== 'layout') return;
    clearTimeout(timer);
    timer = undefined;
    clearTimeout(series);
    series = undefined;
    restoring = true;
    const asked = place.asked === null ? null : machineCalled(index, place.asked);
    const named = stateOf(location.search);
    const view = place.layout === 'wall' ? onTheWall(named) : named;
    apply(asked === null ? view : { ...view, machine: asked }, index, timeline);
    if (asked !== null) frame([asked]);
    else if (!first && viewStore.getState().camera !== null && !/[?&]cam=/.test(location.search)) frame([]);
    machine = selectionStore.getState().machine;
    restoring = false;
    // Not at once: a write takes a tenth of a second of the first picture's time.
    if (place.asked === null || asked !== null) timer = setTimeout(() => write(false), leastMs);
  };

  const write = (step: boolean) => {
    const { place } = placeStore.getState();
    if (place.page !== 'layout' || place.layout === 'wall') return;
    const view = shownNow();
    const before = { ...view, machine: machine as ViewAddress['machine'] };
    const late = step && timer !== undefined;
    clearTimeout(timer);
    timer = undefined;
    machine = view.machine;
    const address = `/${place.layout}${addressOf(view, location.search)}`;
    document.title = titleOf(index, view);
    try {
      if (late) replace(place.layout, before);
      if (address === location.pathname + location.search) return;
      if (step) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    } catch {
      timer = setTimeout(() => write(false), refusedMs); // other pages of the site count, too
    }
  };

  const due = () => {
    if (restoring) return;
    const step = selectionStore.getState().machine !== machine;
    if (step && series === undefined) write(true);
    else timer ??= setTimeout(() => write(false), leastMs);
    if (!step) return;
    clearTimeout(series);
    series = setTimeout(() => {
      series = undefined;
    }, leastMs);
  };

  restore(true);
  const again = () => restore(false);
  addEventListener('popstate', again);
  const stops = [
    selectionStore,
    viewStore,
    timeStore,
    comparisonStore,
    panesStore,
    timelineViewStore,
    trendWindowStore,
  ].map((store) => store.subscribe(due));
  stops.push(placeStore.subscribe(due));
  stops.push(
    twinStore.subscribe(({ keptMs }) => {
      if (keptMs !== null || wishedMs === null) return;
      const atMs = wishedMs;
      wishedMs = null;
      const { place } = placeStore.getState();
      if (place.page !== 'layout' || place.layout !== 'wall') showMoment(atMs, timeline);
    }),
  );
  return () => {
    removeEventListener('popstate', again);
    clearTimeout(timer);
    clearTimeout(series);
    for (const stop of stops) stop();
  };
}

/** What a link must say to show the same elsewhere. */
export function linkToView(): string {
  const { place } = placeStore.getState();
  const path = place.page === 'layout' ? `/${place.layout}` : location.pathname;
  return `${location.origin}${path}${addressOf(shownNow(), location.search)}`;
}

/** The query of what is shown now, but at this moment of the past and with this stretch of the timeline. */
export const queryAt = (atMs: number, still: Span): string => addressOf({ ...shownNow(), atMs, still });

/**
 * Shows the view that a query names, as if it stood in the address. A tablet's sheet stays when the query names none:
 * it is a desk's.
 */
export function openView(query: string, index: PlantIndex, timeline: Timeline): void {
  const view = stateOf(query);
  const { sheet } = /[?&]sheet=/.test(query) ? view : panesStore.getState();
  apply({ ...view, sheet }, index, timeline);
  if (view.camera === null && viewStore.getState().camera !== null) frame([]);
}

function replace(layout: string, view: ViewAddress): void {
  history.replaceState(null, '', `/${layout}${addressOf(view, location.search)}`);
}

/** Codes are read by people, too: their case does not matter. */
export function machineCalled(index: PlantIndex, asked: string) {
  const wanted = asked.toLowerCase();
  return index.machines.find(({ machine }) => machine.id.toLowerCase() === wanted)?.machine.id ?? null;
}

function shownNow(): ViewAddress {
  const { wished: _, ...view } = viewStore.getState();
  const { machine, trendTags: pens } = selectionStore.getState();
  const { mode, cursorMs, speed, loop } = timeStore.getState();
  const { spanMs, still } = timelineViewStore.getState();
  const { arrangement, left, inspector, timeline, sheet } = panesStore.getState();
  const atMs = mode === 'past' ? cursorMs : wishedMs;
  return {
    ...view,
    ...(arrangement === 'desk'
      ? { left, inspector, timeline, sheet: plainView.sheet }
      : { left: plainView.left, inspector: plainView.inspector, timeline: plainView.timeline, sheet }),
    machine,
    pens,
    atMs,
    ...comparisonStore.getState(),
    speed,
    spanMs,
    still: atMs === null ? null : still,
    loop,
    trendMs: trendWindowStore.getState().spanMs,
  };
}

/** What the plant does not have is passed over: it was of another plant, or of an older plant file. */
function apply(view: ViewAddress, index: PlantIndex, timeline: Timeline): void {
  const { machine, pens, atMs, second, speed, spanMs, still, loop, trendMs, ...panes } = view;
  const { left, inspector, timeline: strip, sheet, ...look } = panes;
  const { camera, opened, heatMap, ...rest } = look;
  const known = (id: string | undefined) => index.machines.some(({ machine: { id: each } }) => each === id);
  select(machine !== null && known(machine) ? machine : null);
  setTrend(pens.filter((pen) => index.tagById.has(pen)));
  setView({
    ...rest,
    opened: known(opened?.machine) ? opened : null,
    heatMap: index.plant.heatMaps?.some(({ id }) => id === heatMap) ? heatMap : null,
    ...(camera && { wished: camera }),
  });
  setPanes({ left, inspector, timeline: strip, sheet });
  trendWindowStore.setState({ spanMs: trendMs });
  timeline.setSpeed(speed);
  timeline.setLoop(loop);
  comparisonStore.setState({ second });
  wishedMs = twinStore.getState().keptMs === null ? null : atMs;
  if (atMs === null) timeline.goLive();
  else if (wishedMs === null) showMoment(atMs, timeline);
  timelineViewStore.setState({ spanMs, still: atMs === null ? null : still });
}

function showMoment(atMs: number, timeline: Timeline): void {
  timeline.pause();
  timeline.seek(atMs);
}

/** Tells the steps of the browser's history, and the open tabs, apart. */
function titleOf(index: PlantIndex, { machine }: ViewAddress): string {
  const name = machine === null ? undefined : index.machineById.get(machine)?.machine.name;
  return [name, index.plant.name, 'Gemba'].filter((each) => each !== undefined).join(' · ');
}
