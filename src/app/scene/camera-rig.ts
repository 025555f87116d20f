import { MathUtils, type PerspectiveCamera, Spherical, Vector3 } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { cornersOf, type TurnedBox } from './paths/boxes.ts';
import { fitCamera } from './paths/fit.ts';

/** 41 mm on a 24 mm high frame. */
export const fovDeg = 32.6;
/** From the left and above, so that the flow runs from left to right and a long line lies across the whole picture. */
const azimuthDeg = -25;
/** Steeper in an upright picture: a wide hall then fills more of it. */
const elevationDeg = (aspect: number): number => MathUtils.clamp(36 + (1.55 - aspect) * 16, 36, 44);
const flightSeconds = 0.5;
/** Room for labels above what is framed, and air around it. */
const air = { left: 0.03, right: 0.03, top: 0.28, bottom: 0.05 } as const;

/** Orbit, pan and zoom by mouse, touch and keyboard, and short flights to what should be seen. */
export class CameraRig {
  readonly camera: PerspectiveCamera;
  readonly #controls: OrbitControls;
  readonly #element: HTMLElement;
  #flight: { from: Vector3; fromTarget: Vector3; to: Vector3; toTarget: Vector3; share: number } | null = null;
  /** While nobody has moved the camera, what it frames is framed again when the picture's shape changes. */
  #framed: readonly TurnedBox[] | null = null;

  constructor(camera: PerspectiveCamera, canvas: HTMLElement, keys: HTMLElement) {
    this.camera = camera;
    this.#element = keys;
    this.#controls = new OrbitControls(camera, canvas);
    this.#controls.maxPolarAngle = MathUtils.degToRad(86);
    this.#controls.minDistance = 1.5;
    this.#controls.maxDistance = 250;
    this.#controls.zoomToCursor = true;
    this.#controls.enableDamping = false;
    this.#controls.addEventListener('start', this.#taken);
    keys.addEventListener('keydown', this.#key);
  }

  /** Flies to see all boxes from the usual direction, not nearer than makes sense. */
  frame(boxes: readonly TurnedBox[], how: 'fly' | 'jump'): void {
    if (boxes.length === 0) return;
    this.#framed = boxes;
    const elevation = elevationDeg(this.camera.aspect);
    const forward = new Vector3()
      .setFromSphericalCoords(1, MathUtils.degToRad(90 - elevation), MathUtils.degToRad(azimuthDeg))
      .negate();
    const corners = boxes.flatMap(cornersOf);
    const { eye, target } = fitCamera(corners, [forward.x, forward.y, forward.z], fovDeg, this.camera.aspect, air);
    const [to, toTarget] = [new Vector3(...eye), new Vector3(...target)];
    const near = minimumView - to.distanceTo(toTarget);
    if (near > 0) to.addScaledVector(forward, -near);
    if (how === 'jump') {
      this.#flight = null;
      this.camera.position.copy(to);
      this.#controls.target.copy(toTarget);
      this.#controls.update();
    } else {
      this.#flight = {
        from: this.camera.position.clone(),
        fromTarget: this.#controls.target.clone(),
        to,
        toTarget,
        share: 0,
      };
    }
  }

  /** The picture has another shape. */
  reshape(aspect: number): void {
    this.camera.aspect = aspect;
    this.camera.updateProjectionMatrix();
    if (this.#framed) this.frame(this.#framed, 'jump');
  }

  update(seconds: number): void {
    const flight = this.#flight;
    if (!flight) return;
    flight.share = Math.min(1, flight.share + seconds / flightSeconds);
    const eased = MathUtils.smootherstep(flight.share, 0, 1);
    this.camera.position.lerpVectors(flight.from, flight.to, eased);
    this.#controls.target.lerpVectors(flight.fromTarget, flight.toTarget, eased);
    this.#controls.update();
    if (flight.share === 1) this.#flight = null;
  }

  dispose(): void {
    this.#controls.removeEventListener('start', this.#taken);
    this.#element.removeEventListener('keydown', this.#key);
    this.#controls.dispose();
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
    const { camera } = this;
    const { target } = this.#controls;
    offset.subVectors(camera.position, target);
    if (event.shiftKey && step.zoom === 1) {
      const reach = offset.length() * 0.05;
      aside.setFromMatrixColumn(camera.matrix, 0).multiplyScalar(step.across * reach);
      offset
        .setFromMatrixColumn(camera.matrix, 0)
        .cross(camera.up)
        .multiplyScalar(step.along * reach);
      aside.sub(offset);
      camera.position.add(aside);
      target.add(aside);
    } else {
      around.setFromVector3(offset);
      around.theta += step.across * 0.08;
      around.phi = MathUtils.clamp(around.phi - step.along * 0.06, 0.05, this.#controls.maxPolarAngle);
      around.radius *= step.zoom;
      camera.position.copy(target).add(offset.setFromSpherical(around));
    }
    this.#controls.update();
  };
}

/** Metres from the eye to what is framed, at least: a small valve is shown in its place. */
const minimumView = 3;
const offset = new Vector3();
const aside = new Vector3();
const around = new Spherical();

const keySteps: Readonly<Record<string, { across: number; along: number; zoom: number }>> = {
  ArrowLeft: { across: -1, along: 0, zoom: 1 },
  ArrowRight: { across: 1, along: 0, zoom: 1 },
  ArrowUp: { across: 0, along: 1, zoom: 1 },
  ArrowDown: { across: 0, along: -1, zoom: 1 },
  '+': { across: 0, along: 0, zoom: 0.88 },
  '=': { across: 0, along: 0, zoom: 0.88 },
  '-': { across: 0, along: 0, zoom: 1.14 },
};
