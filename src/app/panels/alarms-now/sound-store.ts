import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import type { StandingAlarm } from '../../../protocol/messages.ts';
import { nowMs } from '../../live/clock.ts';
import type { Priority } from '../../stores/alarms.ts';
import { alarmsNowStore } from '../../stores/alarms-now.ts';
import { AlarmSound } from './sound.ts';

const storageKey = 'gemba-sound';

/** `blocked`: the browser let nothing be heard, because nobody has pressed anything on the page yet. */
export const soundStore = createStore<{ readonly on: boolean; readonly blocked: boolean }>(() => ({
  on: false,
  blocked: false,
}));

const sound = new AlarmSound(nowMs);

/** Every alarm that comes is heard, whatever moment the page shows; `usually` = until somebody chose on this device. */
export function useAlarmSound(usually: boolean): void {
  useEffect(() => {
    recall(usually);
    return follow();
  }, [usually]);
}

function recall(usually: boolean): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(storageKey);
  } catch {
    // Storage is switched off.
  }
  soundStore.setState({ on: kept === null ? usually : kept === 'on' });
}

export async function switchSound(on: boolean): Promise<void> {
  soundStore.setState({ on, blocked: false });
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // It holds until the page is left.
  }
  // How it sounds, at once: so it is known to work.
  if (on) await sounded(2);
}

/** While nobody acknowledges, what came is heard again after so long, ms. */
const againMs = 15_000;

function follow(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = (alarms: readonly StandingAlarm[]): void => {
    if (alarms.length > 0 && soundStore.getState().on) {
      void sounded(Math.min(...alarms.map(({ priority }) => priority)) as Priority);
    }
  };
  const again = (): void => {
    const alarms = unacknowledged();
    hear(alarms);
    if (alarms.length > 0) timer = setTimeout(again, againMs);
  };
  const stop = alarmsNowStore.subscribe(({ raised }, before) => {
    // Acknowledged on any page: silence at once.
    if (unacknowledged().length === 0) sound.stop();
    if (raised === before.raised || raised.length === 0) return;
    hear(raised);
    clearTimeout(timer);
    timer = setTimeout(again, againMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

const unacknowledged = (): readonly StandingAlarm[] =>
  [...alarmsNowStore.getState().standing.values()].filter(({ state }) => state === 'unacknowledged');

async function sounded(priority: Priority): Promise<void> {
  await sound.play(priority);
  soundStore.setState({ blocked: !(await sound.allowed()) });
}
