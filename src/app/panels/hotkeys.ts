import { useLayoutEffect } from 'react';
import { nowMs } from '../live/clock.ts';
import { compareWith, comparisonStore, startComparing } from '../stores/comparison.ts';
import { goToView, namedViews } from '../stores/named-views.ts';
import { notesStore, startNote } from '../stores/notes.ts';
import { panesStore, setPanes, showInSheet, togglePane } from '../stores/panes.ts';
import { frame, select, selectionStore } from '../stores/selection.ts';
import { type Session, useSession } from '../stores/session.ts';
import { speeds, type Timeline, timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { setView, toggleProjection, viewStore } from '../stores/view.ts';
import { goAlong } from './flow-order.ts';

/** Keys that work everywhere but in a text field. `help/help.tsx` lists them. */
export function useHotkeys(onHelp: () => void): void {
  const session = useSession();
  // Before the first picture: who sees the hall may type.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() === 'k') {
          event.preventDefault();
          if (onTablet()) showInSheet('ask');
          focusOn('ask');
        }
        return;
      }
      if (takesText(event.target) || document.querySelector('dialog[open]')) return;
      if (notesStore.getState().writing !== null) return; // its dialog is about to open
      if (event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('button, select')) return;
      const nth = event.shiftKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined;
      const view = nth === undefined ? undefined : namedViews(session.index)[Number(nth) - 1];
      if (view) goToView(view);
      if (view || act(keyOf(event), event.shiftKey, session, onHelp)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session, onHelp]);
}

/** With Shift, comma and full stop are other characters on most keyboards. */
const keyOf = ({ key, code, shiftKey }: KeyboardEvent): string =>
  shiftKey && code === 'Comma' ? ',' : shiftKey && code === 'Period' ? '.' : key;

function act(key: string, shift: boolean, { index, timeline }: Session, onHelp: () => void): boolean {
  // What was kept of the twin has no past to go to.
  if (twinStore.getState().keptMs !== null && timeKeys.has(key)) return false;
  const stepMs = shift ? 10_000 : 1000;
  switch (key) {
    case ' ':
      playOrPause(timeline);
      return true;
    case 'ArrowLeft':
      timeline.step(-stepMs);
      return true;
    case 'ArrowRight':
      timeline.step(stepMs);
      return true;
    case '[':
      changeSpeed(timeline, -1);
      return true;
    case ']':
      changeSpeed(timeline, 1);
      return true;
    case 'a':
    case 'A':
      press('acknowledge');
      return true;
    case ',':
      press('previous-event', shift);
      return true;
    case '.':
      press('next-event', shift);
      return true;
    case 'i':
    case 'I':
      timeline.markStart();
      return true;
    case 'u':
    case 'U':
      timeline.markEnd();
      return true;
    case 'l':
    case 'L':
      timeline.goLive();
      return true;
    case 'f':
    case 'F': {
      const { machine } = selectionStore.getState();
      frame(machine === null ? [] : [machine]);
      return true;
    }
    case 't':
    case 'T':
      press('typed-time');
      return true;
    case 'd':
    case 'D':
      compare(shift);
      return true;
    case 'b':
    case 'B':
      startNote();
      return true;
    case '/':
      if (onTablet()) showInSheet('plant');
      else setPanes({ left: 'tree' });
      focusOn('search');
      return true;
    case 'n':
    case 'N':
      goAlong(index, 1);
      return true;
    case 'p':
    case 'P':
      goAlong(index, -1);
      return true;
    case 'c':
    case 'C':
      press('copy-link');
      return true;
    case '1':
      togglePane('tree');
      return true;
    case '2':
      togglePane('alarms');
      return true;
    case '3':
      togglePane('inspector');
      return true;
    case '4':
      togglePane('timeline');
      return true;
    case '5':
      togglePane('events');
      return true;
    case '6':
      togglePane('differences');
      return true;
    case 'h':
    case 'H':
      setView({ costs: !viewStore.getState().costs });
      return true;
    case 'o':
    case 'O':
      toggleProjection();
      return true;
    case '?':
      onHelp();
      return true;
    case 'Escape':
      if (viewStore.getState().opened) setView({ opened: null });
      else if (timeStore.getState().loop) timeline.setLoop(null);
      else select(null);
      return true;
    default:
      return false;
  }
}

const onTablet = (): boolean => panesStore.getState().arrangement === 'tablet';

const timeKeys: ReadonlySet<string> = new Set([' ', 'ArrowLeft', 'ArrowRight', ...'[],.tTlLiIuUdD']);

function playOrPause(timeline: Timeline): void {
  const { mode, playing } = timeStore.getState();
  if (mode === 'live') timeline.seek(nowMs());
  else if (playing) timeline.pause();
  else timeline.play();
}

/** Begins or ends the comparison; with Shift B is pinned at the moment shown. */
function compare(shift: boolean): void {
  const { mode, cursorMs } = timeStore.getState();
  const atMs = mode === 'live' ? nowMs() : cursorMs;
  if (shift) compareWith({ pinnedMs: atMs });
  else if (comparisonStore.getState().second !== null) compareWith(null);
  else startComparing(atMs, twinStore.getState().recording.extent?.fromMs ?? atMs);
}

function changeSpeed(timeline: Timeline, by: -1 | 1): void {
  const { speed } = timeStore.getState();
  const at = speeds.findIndex((each) => each >= speed);
  timeline.setSpeed(speeds[Math.min(speeds.length - 1, Math.max(0, at + by))]!);
}

/** As a hand would, with or without Shift held. */
const press = (name: string, shiftKey = false): unknown =>
  document
    .querySelector(`[data-hotkey="${name}"]`)
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));

/** At once where the field is there, so that no key typed after it goes astray; else when what was closed has opened. */
function focusOn(name: string): void {
  if (!take(name)) setTimeout(() => take(name), 0);
}

function take(name: string): boolean {
  const field = document.querySelector<HTMLInputElement>(`[data-hotkey="${name}"]`);
  field?.focus();
  field?.select();
  return field !== null && document.activeElement === field;
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
