import { MathUtils, PerspectiveCamera, Spherical, TOUCH, Vector3 } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import type { Direction } from '../stores/selection.ts';
import type { CameraPlace, Projection } from '../stores/view.ts';
import { Flight, type Stand } from './flight.ts';
import { cornersOf, type TurnedBox } from './paths/boxes.ts';
import { fitCamera, fitOrthographic } from './paths/fit.ts';

/** 41 mm on a 24 mm high frame. */
export const fovDeg = 32.6;
/** From the left and above, so that the flow runs from left to right and a long line lies across the whole picture. */
const azimuthDeg = -25;
/** Steeper in an upright picture: a wide hall then fills more of it. */
const elevationDeg = (aspect: number): number => MathUtils.clamp(36 + (1.55 - aspect) * 16, 36, 44);
/** Room for labels above what is framed, and air around it. */
const air = { left: 0.03, right: 0.03, top: 0.28, bottom: 0.05 } as const;
const airAbove = { left: 0.05, right: 0.05, top: 0.1, bottom: 0.1 } as const;
/** Short of straight down, where up would be nowhere. */
const aboveDeg = 89.8;
/** What the parallel projection draws before and behind the eye, metres. */
const depthMetres = 600;

interface Framing {
  readonly boxes: readonly TurnedBox[];
  readonly from: Direction;
  /** It is the whole site, seen as at the start. */
  readonly home: boolean;
}

/**
 * Orbit, pan and zoom by mouse, touch and keyboard, and short flights to what should be seen. The controls turn a
 * handle that is always a perspective camera; the camera that draws follows it, with a parallel projection as wide as
 * the perspective is at the target. So both are led the same way, and zooming keeps what is under the pointer.
 */
export class CameraRig {
  readonly camera: PerspectiveCamera;
  readonly #handle: PerspectiveCamera;
  readonly #controls: OrbitControls;
  readonly #element: HTMLElement;
  readonly #nowMs: () => number;
  #projection: Projection = 'perspective';
  #flight: Flight | null = null;
  /** While nobody has moved the camera, what it frames is framed again when the picture's shape changes. */
  #framed: Framing | null = null;

  constructor(camera: PerspectiveCamera, canvas: HTMLElement, keys: HTMLElement, nowMs: () => number) {
    this.camera = camera;
    this.#element = keys;
    this.#nowMs = nowMs;
    this.#handle = new PerspectiveCamera(fovDeg, camera.aspect, camera.near, camera.far);
    this.#controls = new OrbitControls(this.#handle, canvas);
    this.#controls.maxPolarAngle = MathUtils.degToRad(86);
    this.#controls.minDistance = 1.5;
    this.#controls.maxDistance = 400;
    this.#controls.zoomToCursor = true;
    this.#controls.enableDamping = false;
    // As on a map: one finger shifts, two zoom and turn.
    this.#controls.touches = { ONE: TOUCH.PAN, TWO: TOUCH.DOLLY_ROTATE };
    this.#controls.addEventListener('start', this.#taken);
    keys.addEventListener('keydown', this.#key);
  }

  get flying(): boolean {
    return this.#flight !== null;
  }

  /** Where it is now; null while it frames the whole site as at the start and nobody has moved it. */
  get place(): CameraPlace | null {
    return this.#framed?.home ? null : this.stand;
  }

  get stand(): CameraPlace {
    return { eye: roundedOff(this.#handle.position), target: roundedOff(this.#controls.target) };
  }

  /** Goes to see all boxes, not nearer than makes sense. */
  frame(boxes: readonly TurnedBox[], how: 'fly' | 'jump', from: Direction = 'usual', home = false): void {
    if (boxes.length === 0) return;
    const { aspect } = this.#handle;
    const above = from === 'above';
    const elevation = above ? aboveDeg : elevationDeg(aspect);
    const forward = new Vector3()
      .setFromSphericalCoords(1, MathUtils.degToRad(90 - elevation), MathUtils.degToRad(above ? 0 : azimuthDeg))
      .negate();
    const fitInto = this.#projection === 'perspective' ? fitCamera : fitOrthographic;
    const corners = boxes.flatMap(cornersOf);
    const { eye, target } = fitInto(corners, [forward.x, forward.y, forward.z], fovDeg, aspect, above ? airAbove : air);
    const to = { eye: new Vector3(...eye), target: new Vector3(...target) };
    const near = minimumView - to.eye.distanceTo(to.target);
    if (near > 0) to.eye.addScaledVector(forward, -near);
    this.#go(to, how);
    this.#framed = { boxes, from, home };
  }

  goTo({ eye, target }: CameraPlace, how: 'fly' | 'jump'): void {
    this.#framed = null;
    this.#go({ eye: new Vector3(...eye), target: new Vector3(...target) }, how);
  }

  set projection(projection: Projection) {
    if (projection === this.#projection) return;
    this.#projection = projection;
    if (this.#framed) this.frame(this.#framed.boxes, 'jump', this.#framed.from, this.#framed.home);
    if (projection === 'perspective') this.camera.updateProjectionMatrix();
  }

  /** The picture has another shape. */
  reshape(aspect: number): void {
    for (const camera of [this.#handle, this.camera]) {
      camera.aspect = aspect;
      camera.updateProjectionMatrix();
    }
    if (this.#framed) this.frame(this.#framed.boxes, 'jump', this.#framed.from, this.#framed.home);
  }

  /** Call once a frame, before the camera is used. */
  update(): void {
    const { camera } = this;
    if (this.#flight) {
      const over = this.#flight.at(this.#nowMs(), moment);
      this.#stand(moment);
      if (over) this.#flight = null;
    }
    camera.position.copy(this.#handle.position);
    camera.quaternion.copy(this.#handle.quaternion);
    if (this.#projection === 'orthographic') this.#flatten();
    camera.updateMatrixWorld();
  }

  dispose(): void {
    this.#controls.removeEventListener('start', this.#taken);
    this.#element.removeEventListener('keydown', this.#key);
    this.#controls.dispose();
  }

  #go(to: Stand, how: 'fly' | 'jump'): void {
    if (how === 'fly') {
      this.#flight = new Flight({ eye: this.#handle.position, target: this.#controls.target }, to, this.#nowMs());
    } else {
      this.#flight = null;
      this.#stand(to);
    }
  }

  #stand({ eye, target }: Stand): void {
    this.#handle.position.copy(eye);
    this.#controls.target.copy(target);
    this.#controls.update();
  }

  #flatten(): void {
    const { camera } = this;
    const half = Math.tan(MathUtils.degToRad(fovDeg / 2)) * this.#handle.position.distanceTo(this.#controls.target);
    const wide = half * this.#handle.aspect;
    camera.projectionMatrix.makeOrthographic(-wide, wide, half, -half, -depthMetres, depthMetres);
    camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
  }

  readonly #taken = (): void => {
    this.#flight = null;
    this.#framed = null;
  };

  /** Arrows turn, with shift they shift the view, plus and minus come nearer and go away. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.#element) return;
    const step = keySteps[event.key];
    if (!step) return;
    event.preventDefault();
    this.#taken();
    const handle = this.#handle;
    const { target } = this.#controls;
    offset.subVectors(handle.position, target);
    if (event.shiftKey && step.zoom === 1) {
      const reach = offset.length() * 0.05;
      aside.setFromMatrixColumn(handle.matrix, 0).multiplyScalar(step.across * reach);
      offset
        .setFromMatrixColumn(handle.matrix, 0)
        .cross(handle.up)
        .multiplyScalar(step.along * reach);
      aside.sub(offset);
      handle.position.add(aside);
      target.add(aside);
    } else {
      around.setFromVector3(offset);
      around.theta += step.across * 0.08;
      around.phi = MathUtils.clamp(around.phi - step.along * 0.06, 0.05, this.#controls.maxPolarAngle);
      around.radius *= step.zoom;
      handle.position.copy(target).add(offset.setFromSpherical(around));
    }
    this.#controls.update();
  };
}

/** Metres from the eye to what is framed, at least: a small valve is shown in its place. */
const minimumView = 3;
const moment: Stand = { eye: new Vector3(), target: new Vector3() };
const offset = new Vector3();
const aside = new Vector3();
const around = new Spherical();

/** To the centimetre: what is finer is not seen, and would make addresses long. */
const roundedOff = ({ x, y, z }: Vector3): readonly [number, number, number] => [
  Math.round(x * 100) / 100,
  Math.round(y * 100) / 100,
  Math.round(z * 100) / 100,
];

const keySteps: Readonly<Record<string, { across: number; along: number; zoom: number }>> = {
  ArrowLeft: { across: -1, along: 0, zoom: 1 },
  ArrowRight: { across: 1, along: 0, zoom: 1 },
  ArrowUp: { across: 0, along: 1, zoom: 1 },
  ArrowDown: { across: 0, along: -1, zoom: 1 },
  '+': { across: 0, along: 0, zoom: 0.88 },
  '=': { across: 0, along: 0, zoom: 0.88 },
  '-': { across: 0, along: 0, zoom: 1.14 },
};
