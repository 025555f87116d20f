import { type RefObject, useEffect, useRef, useState } from 'react';
import { PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import { frames } from '../live/frames.ts';
import type { Session } from '../stores/session.ts';
import { fovDeg } from './camera-rig.ts';
import { Painter } from './painter.ts';
import type { Fineness } from './quality.ts';
import { Stage } from './stage.ts';

/** A driver that comes back by itself does so at once; after this a new context is asked for, ms. */
const waitForDriverMs = 500;

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

/** The canvas and what is drawn on it. When its context is lost for good it starts anew; panels stay. */
export function Picture({ session, sharp, host, labels, painter, onLost, onFineness }: PictureProps) {
  const holder = useRef<HTMLDivElement>(null);
  /** Each is a canvas, a context and a stage of its own. */
  const [life, setLife] = useState(0);

  useEffect(() => {
    if (!holder.current || !host.current || !labels.current) return;
    const canvas = document.createElement('canvas');
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const goes = () => {
      onLost(true);
      waiting = setTimeout(() => setLife(life + 1), waitForDriverMs);
    };
    const comes = () => {
      clearTimeout(waiting);
      onLost(false);
      own?.repaint();
    };
    canvas.addEventListener('webglcontextlost', goes);
    canvas.addEventListener('webglcontextrestored', comes);
    let own: Painter | null = null;
    let takeDown = () => {};
    const renderer = rendererOn(canvas, sharp);
    if (renderer === null) goes();
    else {
      holder.current.append(canvas);
      const scene = new Scene();
      const camera = new PerspectiveCamera(fovDeg, 1, 0.2, 600);
      const stage = new Stage(session, {
        scene,
        camera,
        renderer,
        keys: host.current,
        labels: labels.current,
        sharp,
      });
      own = new Painter({ stage, scene, camera, renderer, host: host.current, onFineness });
      painter.current = own;
      onLost(false);
      const resize = new ResizeObserver(([entry]) => {
        const { width, height } = entry!.contentRect;
        renderer.setSize(width, height);
        frames.now(); // setting the size has emptied the canvas
      });
      resize.observe(host.current);
      takeDown = () => {
        resize.disconnect();
        if (painter.current === own) painter.current = null;
        own?.dispose();
        stage.dispose();
        renderer.dispose();
        // Browsers keep only a few contexts, and take their time to see that one is no longer used.
        renderer.forceContextLoss();
      };
    }
    return () => {
      clearTimeout(waiting);
      canvas.removeEventListener('webglcontextlost', goes);
      canvas.removeEventListener('webglcontextrestored', comes);
      takeDown();
      canvas.remove();
    };
  }, [life, session, sharp, host, labels, painter, onLost, onFineness]);

  return <div className="hall-picture" ref={holder} />;
}

/** Null while the driver is still starting again. */
function rendererOn(canvas: HTMLCanvasElement, sharp: boolean): WebGLRenderer | null {
  try {
    const renderer = new WebGLRenderer({ canvas, antialias: sharp && devicePixelRatio < 2, stencil: true });
    // Asking whether a shader was compiled waits until it is.
    renderer.debug.checkShaderErrors = import.meta.env.DEV;
    return renderer;
  } catch {
    return null;
  }
}
