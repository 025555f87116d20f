import { type RefObject, useEffect } from 'react';
import { nowMs } from '../live/clock.ts';
import { costMeter } from '../live/cost-meter.ts';
import { frames } from '../live/frames.ts';
import { machineStatesStore } from '../stores/machine-states.ts';
import { selectionStore } from '../stores/selection.ts';
import type { Session } from '../stores/session.ts';
import { themeStore } from '../stores/theme.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { viewStore } from '../stores/view.ts';
import type { Painter } from './painter.ts';

/** Whatever a hand does over the picture may change it. */
const touches = ['pointermove', 'pointerdown', 'pointerup', 'pointerleave', 'wheel', 'keydown', 'click', 'dblclick'];

/**
 * A frame: time moves on, the table is read, the picture is painted, and only then its values count as shown. It goes
 * on without a painter, too (no WebGL, a lost context), because panels and alarms live by the same beat.
 */
export function useFrameLoop(
  session: Session,
  host: RefObject<HTMLElement | null>,
  painter: RefObject<Painter | null>,
): void {
  useEffect(() => {
    const { wake } = frames;
    const element = host.current;
    const stops = [
      frames.add({
        frame(seconds, early) {
          const startedMs = nowMs();
          session.beforeFrame();
          const more = painter.current?.paint(seconds, early) ?? false;
          session.afterFrame();
          const now = nowMs();
          costMeter.frame(now - startedMs, painter.current?.drew ?? false, now);
          return more || timeStore.getState().playing;
        },
        unseen: () => session.beforeFrame(),
      }),
      costMeter.subscribe(() => {
        if (element) element.dataset.frameMs = costMeter.costs().medianMs.toFixed(2);
      }),
      session.table.watch(wake),
      ...[timeStore, selectionStore, themeStore, viewStore, machineStatesStore, twinStore].map((store) =>
        store.subscribe(wake),
      ),
    ];
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    still.addEventListener('change', wake);
    // A key pressed anywhere may move the view: hot keys work all over the page.
    window.addEventListener('keydown', wake);
    for (const name of touches) element?.addEventListener(name, wake, { passive: true });
    return () => {
      for (const stop of stops) stop();
      still.removeEventListener('change', wake);
      window.removeEventListener('keydown', wake);
      for (const name of touches) element?.removeEventListener(name, wake);
    };
  }, [session, host, painter]);
}
