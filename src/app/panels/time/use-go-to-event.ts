import { useRef } from 'react';
import type { PlantEvent } from '../../../protocol/messages.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { text } from '../../languages/language.ts';
import { packmlWord } from '../../languages/values.ts';
import { nowMs } from '../../live/clock.ts';
import { selectionStore } from '../../stores/selection.ts';
import { type Session, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { eventWords } from '../events/event-text.ts';
import { useStateRecord } from '../record.ts';
import { siteClock } from './clock-text.ts';
import { findEvent, type Search } from './find-event.ts';
import { findPlantEvent } from './find-plant-event.ts';
import type { Direction, EventKind } from './state-events.ts';
import type { StateRecord } from './state-record.ts';
import { timelineBounds, timelineViewStore, timelineWindow } from './timeline-view.ts';
import { say } from './transport-store.ts';

interface Step {
  /** Null where there is none. */
  readonly event: { readonly timeMs: number; readonly words: string } | null;
  readonly lookedToMs: number;
}

/** Of the selected machine, else of the whole plant. Changes of state are in the lanes' own record of it. */
async function findStep({ index, feed }: Session, record: StateRecord, search: Search): Promise<Step> {
  const { machine } = selectionStore.getState();
  const selected = machine === null ? undefined : index.machineById.get(machine);
  if (selected?.stateTag && search.kind === 'change') {
    const { event, lookedToMs } = await findEvent(record, selected.stateTag.slot, search);
    const words = (code: number) => `${selected.machine.name}: ${packmlWord(code)}`;
    return { event: event && { timeMs: event.timeMs, words: words(event.code) }, lookedToMs };
  }
  const { event, lookedToMs } = await findPlantEvent((request) => feed.events(request), search, machine);
  return { event: event && { timeMs: event.timeMs, words: lineOf(event, index) }, lookedToMs };
}

function lineOf(event: PlantEvent, index: PlantIndex): string {
  const { who, what } = eventWords(event, index);
  // How long a gap lasts is not told by a stretch that may end in it.
  return event.kind === 'gap' ? who : `${who}: ${what}`;
}

/** Goes to the event before or after the moment shown, and stands still there; says what it is, or that there is none. */
export function useGoToEvent(): (direction: Direction, kind: EventKind) => Promise<void> {
  const session = useSession();
  const record = useStateRecord();
  const latest = useRef(0);
  return async (direction, kind) => {
    const search = ++latest.current;
    const now = nowMs();
    const { mode, cursorMs } = timeStore.getState();
    const bounds = timelineBounds(twinStore.getState().recording.extent, now);
    const window = timelineWindow(timelineViewStore.getState(), bounds, now);
    const recorded = { fromMs: bounds.fromMs, toMs: now };
    const atMs = mode === 'live' ? now : cursorMs;
    let step: Step;
    try {
      step = await findStep(session, record, { window, bounds: recorded, atMs, direction, kind });
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      return;
    }
    if (search !== latest.current) return;
    const { index, timeline } = session;
    const { event, lookedToMs } = step;
    if (event === null) {
      const end = direction > 0 ? recorded.toMs : recorded.fromMs;
      say(`${noneWords(direction, kind)}${lookedToMs === end ? '' : ` (${searched(index, lookedToMs)})`}`);
      return;
    }
    timeline.pause();
    timeline.seek(event.timeMs);
    say(event.words);
  };
}

const noneWords = (direction: Direction, kind: EventKind): string =>
  text(direction > 0 ? (`time.noneAfter.${kind}` as const) : (`time.noneBefore.${kind}` as const));

function searched({ plant }: Session['index'], toMs: number): string {
  const clock = siteClock(plant.site.timeZone);
  return text('time.searchedTo', { moment: `${clock.date(toMs)} ${clock.minute(toMs)}` });
}
