import { useRef } from 'react';
import { text } from '../../languages/language.ts';
import { packmlWord } from '../../languages/values.ts';
import { nowMs } from '../../live/clock.ts';
import { selectionStore } from '../../stores/selection.ts';
import { type Session, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { useStateRecord } from '../record.ts';
import { siteClock } from './clock-text.ts';
import { type Found, findEvent } from './find-event.ts';
import { keyMachines } from './key-machines.ts';
import type { Direction, EventKind } from './state-events.ts';
import { timelineBounds, timelineViewStore, timelineWindow } from './timeline-view.ts';
import { say } from './transport-store.ts';

/** Of larger plants those machines are looked at that get a lane first. */
const mostMachines = 60;

/** The state tags whose changes count: that of the selected machine, else those of all. */
function slotsLookedAt({ index }: Session): readonly number[] {
  const { machine } = selectionStore.getState();
  const own = machine === null ? undefined : index.machineById.get(machine)?.stateTag?.slot;
  return own === undefined ? everySlot(index) : [own];
}

export const everySlot = (index: Session['index']): readonly number[] =>
  keyMachines(index, null, mostMachines).map(({ stateTag }) => stateTag!.slot);

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
    let found: Found;
    try {
      found = await findEvent(record, slotsLookedAt(session), window, recorded, atMs, direction, kind);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      return;
    }
    if (search !== latest.current) return;
    const { index, timeline } = session;
    const { event, lookedToMs } = found;
    if (event === null) {
      const end = direction > 0 ? recorded.toMs : recorded.fromMs;
      say(`${noneWords(direction, kind)}${lookedToMs === end ? '' : ` (${searched(index, lookedToMs)})`}`);
      return;
    }
    timeline.pause();
    timeline.seek(event.timeMs);
    say(`${index.tags[event.slot]!.machine.machine.name}: ${packmlWord(event.code)}`);
  };
}

const noneWords = (direction: Direction, kind: EventKind): string =>
  text(direction > 0 ? (`time.noneAfter.${kind}` as const) : (`time.noneBefore.${kind}` as const));

function searched({ plant }: Session['index'], toMs: number): string {
  const clock = siteClock(plant.site.timeZone);
  return text('time.searchedTo', { moment: `${clock.date(toMs)} ${clock.minute(toMs)}` });
}
