import { Canvas, useFrame, useThree } from '@react-three/fiber';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PerspectiveCamera } from 'three';
import { useStore } from 'zustand';
import { nowMs } from '../live/clock.ts';
import { frame } from '../stores/selection.ts';
import { useSession } from '../stores/session.ts';
import { setView, viewStore } from '../stores/view.ts';
import { fovDeg } from './camera-rig.ts';
import { graphicsOf } from './graphics.ts';
import { HoverCard } from './hover-card.tsx';
import { Stage } from './stage.ts';
import './hall.css';

const pixelRatios: [number, number] = [1, 2];

/**
 * The plant in 3D. It fills its parent, follows the session's table and obeys the stores of selection, time and theme.
 * `data-ready`, `data-draw-calls`, `data-triangles` and `data-frame-ms` (main thread, mean of the last second) tell
 * what it costs.
 */
export function Hall() {
  const { index } = useSession();
  const host = useRef<HTMLElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [graphics] = useState(() => graphicsOf(document.createElement('canvas')));
  const able = graphics !== 'none';
  const [attributes] = useState(() => ({ antialias: graphics === 'card' && devicePixelRatio < 2, stencil: true }));
  const [lost, setLost] = useState(false);
  return (
    <section
      className="hall"
      ref={host}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys turn the view
      tabIndex={0}
      aria-label={`${index.plant.site.name}, 3D view. Arrow keys turn, with shift they move, plus and minus zoom`}
    >
      {able && (
        <Canvas flat frameloop="always" dpr={pixelRatios} gl={attributes} camera={{ fov: fovDeg, near: 0.2, far: 600 }}>
          <Play key={index.plant.id} sharp={graphics === 'card'} host={host} labels={labels} onLost={setLost} />
        </Canvas>
      )}
      <div className="hall-labels" ref={labels} />
      <HoverCard host={host} />
      {able && <HallTools />}
      {!able && (
        <p className="hall-lost" role="status">
          This browser cannot draw in 3D (WebGL 2 is missing or switched off). Tree, values, trends and answers work.
        </p>
      )}
      {lost && (
        <p className="hall-lost" role="status">
          The graphics driver has stopped; the picture comes back when it does. Everything else goes on.
        </p>
      )}
    </section>
  );
}

function HallTools() {
  const flowing = useStore(viewStore, (state) => state.flow);
  return (
    <div className="hall-tools">
      <button type="button" onClick={() => frame([])}>
        Whole hall
      </button>
      <button type="button" aria-pressed={flowing} onClick={() => setView({ flow: !flowing })}>
        Material flow
      </button>
    </div>
  );
}

interface PlayProps {
  readonly sharp: boolean;
  readonly host: RefObject<HTMLElement | null>;
  readonly labels: RefObject<HTMLElement | null>;
  readonly onLost: (lost: boolean) => void;
}

/** The frame loop: time moves on, the table is read, the picture is drawn, and only then it counts as shown. */
function Play({ sharp, host, labels, onLost }: PlayProps) {
  const session = useSession();
  const { scene, camera, gl } = useThree();
  const stage = useRef<Stage | null>(null);
  const cost = useRef({ sinceMs: 0, spentMs: 0, frames: 0, startedMs: 0 });

  useLayoutEffect(() => {
    if (!host.current || !labels.current) return;
    const put = new Stage(session, {
      scene,
      camera: camera as PerspectiveCamera,
      renderer: gl,
      keys: host.current,
      labels: labels.current,
      sharp,
    });
    stage.current = put;
    return () => {
      stage.current = null;
      put.dispose();
    };
  }, [session, scene, camera, gl, host, labels, sharp]);

  useEffect(() => {
    const canvas = gl.domElement;
    const goes = () => onLost(true);
    const comes = () => {
      onLost(false);
      stage.current?.invalidate();
    };
    canvas.addEventListener('webglcontextlost', goes);
    canvas.addEventListener('webglcontextrestored', comes);
    return () => {
      canvas.removeEventListener('webglcontextlost', goes);
      canvas.removeEventListener('webglcontextrestored', comes);
    };
  }, [gl, onLost]);

  useFrame(() => {
    cost.current.startedMs = nowMs();
    session.beforeFrame();
  }, -1000);

  // A positive priority takes drawing over from fiber, so that a picture in which nothing changed is not drawn again.
  useFrame((state, seconds) => {
    const { width, height } = state.size;
    if (stage.current?.update(seconds, width, height)) {
      gl.render(scene, camera);
    }
    session.afterFrame();
    report(host.current, cost.current, gl.info.render);
  }, 1);
  return null;
}

interface Cost {
  sinceMs: number;
  spentMs: number;
  frames: number;
  startedMs: number;
}

function report(host: HTMLElement | null, cost: Cost, render: { calls: number; triangles: number }): void {
  const now = nowMs();
  cost.spentMs += now - cost.startedMs;
  cost.frames++;
  if (!host || render.calls === 0 || now - cost.sinceMs < 1000) return;
  host.dataset.ready = 'true';
  host.dataset.drawCalls = String(render.calls);
  host.dataset.triangles = String(render.triangles);
  host.dataset.frameMs = (cost.spentMs / cost.frames).toFixed(2);
  cost.sinceMs = now;
  cost.spentMs = 0;
  cost.frames = 0;
}
