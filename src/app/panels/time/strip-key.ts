import type { Timeline } from '../../stores/time.ts';
import { spanOf } from './time-window.ts';
import { zoomView } from './timeline-view.ts';
import type { Shown } from './use-strip-pointer.ts';

const stepMs = 1000;
const longStepMs = 10_000;
/** A press of + or -. */
const zoomBy = 1.5;

/** What a key does while the strip has the focus; whether it does anything. Left and right arrows work all over the page. */
export function stripKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  timeline: Timeline,
  { window, bounds, live }: Shown,
  cursorMs: number,
): boolean {
  const byMs = shiftKey ? longStepMs : stepMs;
  switch (key) {
    case 'ArrowUp':
      timeline.step(byMs);
      return true;
    case 'ArrowDown':
      timeline.step(-byMs);
      return true;
    case 'PageUp':
      timeline.step(spanOf(window) / 10);
      return true;
    case 'PageDown':
      timeline.step(-spanOf(window) / 10);
      return true;
    case 'Home':
      timeline.seek(bounds.fromMs);
      return true;
    case 'End':
      timeline.goLive();
      return true;
    case '+':
    case '=':
      zoomView(window, cursorMs, 1 / zoomBy, live, bounds);
      return true;
    case '-':
      zoomView(window, cursorMs, zoomBy, live, bounds);
      return true;
    default:
      return false;
  }
}
