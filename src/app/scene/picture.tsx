import { createRoot, useThree } from '@react-three/fiber';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PerspectiveCamera } from 'three';
import { frames } from '../live/frames.ts';
import type { Session } from '../stores/session.ts';
import { fovDeg } from './camera-rig.ts';
import { Painter } from './painter.ts';
import type { Fineness } from './quality.ts';
import { Stage } from './stage.ts';

const pixelRatios: [number, number] = [1, 2];
/** A driver that comes back by itself does so at once; after this a new context is asked for, ms. */
const waitForDriverMs = 1000;

interface PictureProps {
  readonly session: Session;
  /** Whether there is a graphics card to spend on sharper textures and smoothed edges. */
  readonly sharp: boolean;
  readonly host: RefObject<HTMLElement | null>;
  readonly labels: RefObject<HTMLElement | null>;
  /** Where the frame loop finds who paints; null while nobody can. */
  readonly painter: RefObject<Painter | null>;
  readonly onLost: (lost: boolean) => void;
  readonly onFineness: (fineness: Fineness) => void;
}

/** The canvas and what is drawn on it. When its context is lost for good it starts anew; panels and labels stay. */
export function Picture(props: PictureProps) {
  const { sharp, host, painter, onLost } = props;
  const holder = useRef<HTMLDivElement>(null);
  const given = useRef(props);
  given.current = props;
  const [life, setLife] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each life is a canvas, a context and a stage of its own
  useEffect(() => {
    const canvas = document.createElement('canvas');
    holder.current?.append(canvas);
    const root = createRoot(canvas);
    const gl = { antialias: sharp && devicePixelRatio < 2, stencil: true };
    const camera = { fov: fovDeg, near: 0.2, far: 600 };
    const resize = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      store?.getState().setSize(width, height);
      frames.now(); // setting the size has emptied the canvas
    });
    let store: ReturnType<typeof root.render> | null = null;
    let over = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const startAnew = () => {
      waiting = setTimeout(() => setLife((each) => each + 1), waitForDriverMs);
    };
    const goes = () => {
      onLost(true);
      startAnew();
    };
    const comes = () => {
      clearTimeout(waiting);
      onLost(false);
      painter.current?.repaint();
    };
    canvas.addEventListener('webglcontextlost', goes);
    canvas.addEventListener('webglcontextrestored', comes);
    root.configure({ gl, camera, flat: true, frameloop: 'never', dpr: pixelRatios }).then(
      () => {
        if (over) return;
        onLost(false);
        store = root.render(<Paint {...given.current} />);
        if (host.current) resize.observe(host.current);
      },
      () => {
        // The driver is still starting again.
        if (over) return;
        onLost(true);
        startAnew();
      },
    );
    return () => {
      over = true;
      clearTimeout(waiting);
      resize.disconnect();
      canvas.removeEventListener('webglcontextlost', goes);
      canvas.removeEventListener('webglcontextrestored', comes);
      root.unmount();
      canvas.remove();
    };
  }, [life, sharp]);

  return <div className="hall-picture" ref={holder} />;
}

/** Puts the stage up in fiber's scene. */
function Paint({ session, sharp, host, labels, painter, onFineness }: PictureProps) {
  const { scene, camera, gl } = useThree();
  useLayoutEffect(() => {
    if (!host.current || !labels.current) return;
    const stage = new Stage(session, {
      scene,
      camera: camera as PerspectiveCamera,
      renderer: gl,
      keys: host.current,
      labels: labels.current,
      sharp,
    });
    const own = new Painter({ stage, scene, camera, renderer: gl, host: host.current, onFineness });
    painter.current = own;
    frames.wake();
    return () => {
      if (painter.current === own) painter.current = null;
      own.dispose();
      stage.dispose();
    };
  }, [session, scene, camera, gl, host, labels, painter, sharp, onFineness]);
  return null;
}
