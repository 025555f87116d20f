import { useEffect } from 'react';
import { nowMs } from '../../live/clock.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { guardStore } from './guard.tsx';
import { reloadableAt, reloadIfReachable } from './reload.ts';
import { nightlyDue, Watchdog } from './watchdog.ts';

const lookMs = 1000;
/** A reload that was not possible is tried again after this. */
const againMs = 10_000;
/** Shorter than what the watchdog takes for sleep. */
const answerMs = 8000;

/** Looks after the wall: opens it afresh when it is wedged, and once a night. Mount once. */
export function useWatchdog(): void {
  const { index, table, pulse, feed } = useSession();
  useEffect(() => {
    const { timeZone } = index.plant.site;
    const openedMs = performance.timeOrigin;
    const dog = new Watchdog();
    let timer: ReturnType<typeof setTimeout>;
    let errors = 0;
    let pictureLost = false;
    let notBeforeMs = 0;
    const stop = new AbortController();
    const { signal } = stop;
    const failed = () => errors++;
    addEventListener('error', failed, { signal });
    addEventListener('unhandledrejection', failed, { signal });
    // They do not bubble, but pass here on their way down.
    const goes = () => {
      pictureLost = true;
    };
    const comes = () => {
      pictureLost = false;
    };
    document.addEventListener('webglcontextlost', goes, { signal, capture: true });
    document.addEventListener('webglcontextrestored', comes, { signal, capture: true });
    /** A gateway that does not answer at all is as good as silent; one that refuses is there. */
    const isSilent = () =>
      new Promise<boolean>((resolve) => {
        const waited = setTimeout(() => resolve(true), answerMs);
        feed
          .snapshot(nowMs())
          .then(({ timesMs }) => dog.lacks(table.timesMs, timesMs))
          .catch(() => false)
          .then((silent) => {
            clearTimeout(waited);
            resolve(silent);
          });
      });
    const look = async () => {
      const deviceMs = performance.timeOrigin + performance.now();
      const { connection, recording } = twinStore.getState();
      const wedge = dog.look(deviceMs, {
        beat: pulse.beat(),
        hidden: document.hidden,
        pictureLost: pictureLost && document.querySelector('.hall-lost') !== null,
        live: connection === 'connected' && timeStore.getState().mode === 'live',
        tableVersion: table.version,
        recordedMs: recording.extent?.toMs ?? 0,
        errors,
        broken: guardStore.getState().broken,
      });
      if (deviceMs >= notBeforeMs) {
        if (wedge !== null && deviceMs >= reloadableAt(openedMs)) {
          notBeforeMs = deviceMs + againMs;
          if (wedge !== 'silent' || (await isSilent())) {
            console.warn(`The wall opens itself afresh: ${wedge}`);
            await reloadIfReachable(deviceMs, true);
          }
        } else if (Math.floor(deviceMs / lookMs) % 60 === 0 && nightlyDue(timeZone, openedMs, nowMs())) {
          await reloadIfReachable(deviceMs, false);
        }
      }
      if (!signal.aborted) timer = setTimeout(look, lookMs);
    };
    timer = setTimeout(look, lookMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [index, table, pulse, feed]);
}
