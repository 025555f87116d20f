import { type PointerEvent, useRef } from 'react';
import type { Span } from '../../../twin/calendar.ts';
import { nowMs } from '../../live/clock.ts';
import { putSecond } from '../../stores/comparison.ts';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { shownMs } from '../reading.ts';
import { around, type Pinch, pinched, timeAt } from './time-window.ts';
import { holdView, timelineViewStore } from './timeline-view.ts';
import { transportStore } from './transport-store.ts';

/** What the strip shows in the render that the hand sees. */
export interface Shown {
  readonly window: Span;
  readonly bounds: Span;
  readonly live: boolean;
}

type Gesture =
  /** A finger that has not moved yet: it may become one of two. */
  | { readonly kind: 'touch'; readonly px: number }
  | { readonly kind: 'scrub' }
  | { readonly kind: 'mark'; readonly fromMs: number; readonly px: number }
  | { readonly kind: 'second' }
  | { readonly kind: 'pinch'; readonly pinch: Pinch; readonly ids: readonly [number, number] }
  /** Fingers that are left over from two. */
  | { readonly kind: 'over' };

/** A hand that moved less has not moved, CSS px. */
const steadyPx = 5;

/**
 * One pointer goes to moments, with Alt or when it was wished it marks a range, or places the moment that is compared
 * with; two fingers zoom and move the window.
 */
export function useStripPointer(shown: { readonly current: Shown }) {
  const { timeline } = useSession();
  const gesture = useRef<Gesture | null>(null);
  const resume = useRef(false);
  /** Share of the strip by pointer. */
  const down = useRef(new Map<number, number>());

  const hold = () => {
    resume.current ||= timeStore.getState().playing;
    timeline.pause();
  };
  const scrub = (event: PointerEvent) => {
    if (gesture.current?.kind !== 'scrub') {
      hold();
      holdView(shown.current.window);
      gesture.current = { kind: 'scrub' };
    }
    timeline.seek(timeAt(shown.current.window, shareAt(event)));
  };
  const mark = (event: PointerEvent, { fromMs, px }: { readonly fromMs: number; readonly px: number }) => {
    if (Math.abs(event.clientX - px) < steadyPx) return;
    const { window, bounds } = shown.current;
    const toMs = within(timeAt(window, shareAt(event)), bounds);
    timeline.setLoop({ fromMs: Math.min(fromMs, toMs), toMs: Math.max(fromMs, toMs) });
  };
  const place = (event: PointerEvent) => {
    const { window, bounds } = shown.current;
    putSecond(within(timeAt(window, shareAt(event)), bounds), shownMs(timeStore.getState()));
  };
  const pinch = ({ pinch, ids }: { readonly pinch: Pinch; readonly ids: readonly [number, number] }) => {
    const { bounds, live } = shown.current;
    const [a, b] = ids.map((id) => down.current.get(id)!);
    const next = pinched(pinch, a!, b!, bounds);
    const still = live ? null : around(next, timeStore.getState().cursorMs);
    timelineViewStore.setState({ spanMs: next.toMs - next.fromMs, still });
  };
  const letGo = (event: PointerEvent, cancelled: boolean) => {
    if (!down.current.delete(event.pointerId)) return;
    const was = gesture.current;
    if (was?.kind === 'touch' && !cancelled) scrub(event);
    if (was?.kind === 'second') transportStore.setState({ placing: false });
    if (was?.kind === 'mark') transportStore.setState({ marking: false });
    gesture.current = was?.kind === 'pinch' ? { kind: 'over' } : gesture.current;
    if (down.current.size > 0) return;
    gesture.current = null;
    if (resume.current) timeline.play();
    resume.current = false;
  };

  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, shareAt(event));
      const { window } = shown.current;
      const [first, second] = [...down.current];
      if (first && second) {
        const atMs = [timeAt(window, first[1]), timeAt(window, second[1])] as const;
        gesture.current = { kind: 'pinch', pinch: { aMs: atMs[0], bMs: atMs[1] }, ids: [first[0], second[0]] };
      } else if (transportStore.getState().placing) {
        gesture.current = { kind: 'second' };
        place(event);
      } else if (event.altKey || transportStore.getState().marking) {
        hold();
        gesture.current = { kind: 'mark', fromMs: timeAt(window, shareAt(event)), px: event.clientX };
      } else if (event.pointerType === 'touch') {
        gesture.current = { kind: 'touch', px: event.clientX };
      } else {
        scrub(event);
      }
    },
    onPointerMove(event: PointerEvent) {
      if (!down.current.has(event.pointerId)) return;
      down.current.set(event.pointerId, shareAt(event));
      const now = gesture.current;
      if (now?.kind === 'scrub') scrub(event);
      else if (now?.kind === 'mark') mark(event, now);
      else if (now?.kind === 'second') place(event);
      else if (now?.kind === 'pinch') pinch(now);
      else if (now?.kind === 'touch' && Math.abs(event.clientX - now.px) >= steadyPx) scrub(event);
    },
    onPointerUp: (event: PointerEvent) => letGo(event, false),
    onPointerCancel: (event: PointerEvent) => letGo(event, true),
  };
}

/** In the record: of what is to come there is nothing to mark. */
const within = (timeMs: number, { fromMs, toMs }: Span): number => Math.min(nowMs(), toMs, Math.max(fromMs, timeMs));

/** Where along the strip the pointer is, 0 to 1. */
export function shareAt(event: PointerEvent): number {
  const box = event.currentTarget.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
}
