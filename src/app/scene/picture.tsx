import { type RefObject, useEffect, useRef, useState } from 'react';
import { PerspectiveCamera, Scene, Vector2, WebGLRenderer } from 'three';
import { frames } from '../live/frames.ts';
import { photographStore } from '../stores/photograph.ts';
import type { Session } from '../stores/session.ts';
import { fovDeg } from './camera-rig.ts';
import { compileAhead, compileRest } from './compile-ahead.ts';
import { graphicsHere } from './graphics.ts';
import { Painter } from './painter.ts';
import type { Fineness } from './quality.ts';
import { Stage } from './stage.ts';

/** A driver that comes back by itself does so at once; after this a new context is asked for, ms. */
const waitForDriverMs = 500;

interface PictureProps {
  readonly session: Session;
  readonly host: RefObject<HTMLElement | null>;
  readonly labels: RefObject<HTMLElement | null>;
  /** Where the frame loop finds who paints; null while nobody can. */
  readonly painter: RefObject<Painter | null>;
  readonly onLost: (lost: boolean) => void;
  readonly onFineness: (fineness: Fineness) => void;
}

/** The canvas and what is drawn on it. When its context is lost for good it starts anew; panels stay. */
export function Picture({ session, host, labels, painter, onLost, onFineness }: PictureProps) {
  const holder = useRef<HTMLDivElement>(null);
  /** Each is a canvas, a context and a stage of its own. */
  const [life, setLife] = useState(0);

  useEffect(() => {
    if (!holder.current || !host.current || !labels.current) return;
    const { canvas, renderer } = takeCanvas();
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
    if (renderer === null) goes();
    else {
      holder.current.append(canvas);
      // Before the first frame: one of another size would be drawn for nothing.
      const { clientWidth, clientHeight } = host.current;
      renderer.setSize(clientWidth, clientHeight);
      const scene = new Scene();
      const camera = new PerspectiveCamera(fovDeg, 1, 0.2, 600);
      const stage = new Stage(session, {
        scene,
        camera,
        renderer,
        keys: host.current,
        labels: labels.current,
        sharp: isSharp(),
      });
      compileRest(renderer, scene, camera);
      own = new Painter({ stage, scene, camera, renderer, host: host.current, onFineness });
      painter.current = own;
      const taken = own;
      photographStore.setState({
        photographer: {
          hall: host.current,
          take: (onto) => {
            session.beforeFrame();
            taken.photograph(onto);
          },
        },
      });
      onLost(false);
      const resize = new ResizeObserver(([entry]) => {
        const { width, height } = entry!.contentRect;
        const { x, y } = renderer.getSize(size);
        if (width === x && height === y) return;
        renderer.setSize(width, height);
        frames.now(); // setting the size has emptied the canvas
      });
      resize.observe(host.current);
      takeDown = () => {
        resize.disconnect();
        if (painter.current === own) painter.current = null;
        photographStore.setState({ photographer: null });
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
  }, [life, session, host, labels, painter, onLost, onFineness]);

  return <div className="hall-picture" ref={holder} />;
}

const size = new Vector2();

/** Whether there is a graphics card to spend on sharper textures and smoothed edges. */
const isSharp = (): boolean => graphicsHere() === 'card';

interface Canvas {
  readonly canvas: HTMLCanvasElement;
  /** Null while the driver is still starting again. */
  readonly renderer: WebGLRenderer | null;
}

let prepared: Canvas | null = null;

/** The next picture's canvas: until that is put up, the driver compiles. */
export function prepareCanvas(): void {
  if (graphicsHere() !== 'none') prepared ??= freshCanvas();
}

function takeCanvas(): Canvas {
  const taken = prepared ?? freshCanvas();
  prepared = null;
  return taken.renderer?.getContext().isContextLost() ? freshCanvas() : taken;
}

function freshCanvas(): Canvas {
  const canvas = document.createElement('canvas');
  try {
    const renderer = new WebGLRenderer({ canvas, antialias: isSharp() && devicePixelRatio < 2, stencil: true });
    // Asking whether a shader was compiled waits until it is.
    renderer.debug.checkShaderErrors = import.meta.env.DEV;
    compileAhead(renderer);
    return { canvas, renderer };
  } catch {
    return { canvas, renderer: null };
  }
}
