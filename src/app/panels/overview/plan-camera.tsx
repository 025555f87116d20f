import { type PointerEvent, useEffect, useRef } from 'react';
import { sightStore } from '../../stores/sight.ts';
import { setView } from '../../stores/view.ts';

/** What the camera sees; it follows outside of React, because it moves with every turn. */
export function SightOutline({ metresPerPx }: { readonly metresPerPx: number }) {
  const outline = useRef<SVGPolygonElement>(null);
  useEffect(() => {
    const show = () => outline.current?.setAttribute('points', sightStore.getState().sight?.outline.join(' ') ?? '');
    show();
    return sightStore.subscribe(show);
  }, []);
  return <polygon ref={outline} className="overview-sight" strokeWidth={1.5 * metresPerPx} />;
}

/** A press that moved less than this is a click, CSS px. */
const steadyPx = 5;

/** A press on the plan looks there, a drag goes along. */
export function useCameraDrag(picture: { readonly current: SVGSVGElement | null }) {
  const pressed = useRef<{ x: number; y: number; dragging: boolean } | null>(null);
  const look = (event: PointerEvent, atOnce: boolean) => {
    const { sight } = sightStore.getState();
    const toPlan = picture.current?.getScreenCTM()?.inverse();
    if (!sight || !toPlan) return;
    const { x, y: z } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toPlan);
    const { eye, target } = sight.place;
    const [dx, dz] = [x - target[0], z - target[2]];
    setView({ wished: { eye: [eye[0] + dx, eye[1], eye[2] + dz], target: [x, target[1], z], atOnce } });
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button === 0) pressed.current = { x: event.clientX, y: event.clientY, dragging: false };
    },
    onPointerMove(event: PointerEvent) {
      const from = pressed.current;
      if (!from || event.buttons === 0) return;
      if (!from.dragging && Math.hypot(event.clientX - from.x, event.clientY - from.y) < steadyPx) return;
      if (!from.dragging) event.currentTarget.setPointerCapture(event.pointerId);
      from.dragging = true;
      look(event, true);
    },
    onPointerUp(event: PointerEvent) {
      const from = pressed.current;
      pressed.current = null;
      const onMachine = (event.target as Element).closest('[data-stop]') !== null;
      if (from && !from.dragging && !onMachine) look(event, false);
    },
    onPointerCancel() {
      pressed.current = null;
    },
  };
}
