import { useEffect } from 'react';
import { nowMs } from '../live/clock.ts';
import { frame, select, selectionStore } from '../stores/selection.ts';
import { useSession } from '../stores/session.ts';
import { speeds, type Timeline, timeStore } from '../stores/time.ts';

/** Keys that work everywhere but in a text field. `help.tsx` lists them. */
export function useHotkeys(onHelp: () => void): void {
  const { timeline } = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() === 'k') {
          event.preventDefault();
          focusOn('ask');
        }
        return;
      }
      if (takesText(event.target) || document.querySelector('dialog[open]')) return;
      if (event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('button, select')) return;
      if (act(event.key, event.shiftKey, timeline, onHelp)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [timeline, onHelp]);
}

function act(key: string, shift: boolean, timeline: Timeline, onHelp: () => void): boolean {
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
      document.querySelector<HTMLElement>('[data-hotkey="typed-time"]')?.click();
      return true;
    case '/':
      focusOn('search');
      return true;
    case '?':
      onHelp();
      return true;
    case 'Escape':
      select(null);
      return true;
    default:
      return false;
  }
}

function playOrPause(timeline: Timeline): void {
  const { mode, playing } = timeStore.getState();
  if (mode === 'live') timeline.seek(nowMs());
  else if (playing) timeline.pause();
  else timeline.play();
}

function changeSpeed(timeline: Timeline, by: -1 | 1): void {
  const { speed } = timeStore.getState();
  const at = speeds.findIndex((each) => each >= speed);
  timeline.setSpeed(speeds[Math.min(speeds.length - 1, Math.max(0, at + by))]!);
}

function focusOn(name: string): void {
  const field = document.querySelector<HTMLInputElement>(`[data-hotkey="${name}"]`);
  field?.focus();
  field?.select();
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
