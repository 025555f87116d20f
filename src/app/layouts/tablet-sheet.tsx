import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { nowMs } from '../live/clock.ts';
import { type Detent, detents, panesStore, setPanes } from '../stores/panes.ts';
import { detentAfter } from './sheet-detent.ts';

interface TabletSheetProps {
  readonly label: string;
  /** What stands in sight even when the sheet is low. */
  readonly head: ReactNode;
  readonly children: ReactNode;
}

/** A sheet over the lower part of the scene, at one of three heights; dragged by its handle or moved by keys. */
export function TabletSheet({ label, head, children }: TabletSheetProps) {
  const t = useText();
  const detent = useStore(panesStore, (state) => state.detent);
  const sheet = useRef<HTMLElement>(null);
  const drag = useHandle(sheet, detent);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = detents.indexOf(detent);
    const to: Readonly<Record<string, Detent | undefined>> = {
      ArrowUp: detents[at + 1],
      ArrowDown: detents[at - 1],
      Home: 'peek',
      End: 'full',
    };
    if (!(event.key in to)) return;
    setPanes({ detent: to[event.key] ?? detent });
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section ref={sheet} className="sheet" aria-label={label} data-detent={detent}>
      <div
        className="sheet-handle"
        role="slider"
        tabIndex={0}
        aria-label={t('tablet.handle')}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={2}
        aria-valuenow={detents.indexOf(detent)}
        aria-valuetext={t(`tablet.detents.${detent}`)}
        onKeyDown={onKeyDown}
        {...drag}
      />
      <div className="sheet-head">{head}</div>
      <div className="sheet-body" inert={detent === 'peek'}>
        {children}
      </div>
    </section>
  );
}

/** A press that moved less than this only turned the sheet up or down, CSS px. */
const steadyPx = 6;

function useHandle(sheet: RefObject<HTMLElement | null>, detent: Detent) {
  const from = useRef({ y: 0, height: 0, lastY: 0, lastMs: 0, pxPerMs: 0 });
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || !sheet.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { height } = sheet.current.getBoundingClientRect();
    from.current = { y: event.clientY, height, lastY: event.clientY, lastMs: nowMs(), pxPerMs: 0 };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !sheet.current) return;
    const drag = from.current;
    const passedMs = Math.max(1, nowMs() - drag.lastMs);
    // The newest third of the way counts most: what matters is how the hand let go.
    drag.pxPerMs = drag.pxPerMs * 0.6 + ((drag.lastY - event.clientY) / passedMs) * 0.4;
    drag.lastY = event.clientY;
    drag.lastMs += passedMs;
    // Only a property: the scene is laid out anew once the sheet has come to rest.
    sheet.current.dataset.dragged = 'true';
    sheet.current.style.setProperty('--sheet-height', `${drag.height + drag.y - event.clientY}px`);
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !sheet.current) return;
    const room = sheet.current.parentElement?.clientHeight ?? 0;
    const drag = from.current;
    delete sheet.current.dataset.dragged;
    sheet.current.style.removeProperty('--sheet-height');
    const moved = drag.y - event.clientY;
    if (Math.abs(moved) < steadyPx) setPanes({ detent: detent === 'half' ? 'full' : 'half' });
    else if (room > 0) setPanes({ detent: detentAfter((drag.height + moved) / room, drag.pxPerMs, detent) });
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp };
}
