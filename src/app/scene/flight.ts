import { MathUtils, Spherical, Vector3 } from 'three';

/** Where a camera is and what it looks at, hall metres. */
export interface Stand {
  readonly eye: Vector3;
  readonly target: Vector3;
}

const lengthMs = 480;
/** From the command until the camera rests, also where frames take long: it then arrives with the last frame before. */
const latestMs = 560;

/**
 * From one stand to another about what is looked at: the eye goes round the target and nearer in even shares, so that
 * it neither passes through machines on the way nor turns at the end.
 */
export class Flight {
  readonly #startMs: number;
  readonly #from: Stand;
  readonly #to: Stand;
  readonly #fromAround: Spherical;
  readonly #toAround: Spherical;
  #lastMs: number;

  constructor(from: Stand, to: Stand, nowMs: number) {
    this.#startMs = this.#lastMs = nowMs;
    this.#from = { eye: from.eye.clone(), target: from.target.clone() };
    this.#to = { eye: to.eye.clone(), target: to.target.clone() };
    this.#fromAround = around(from);
    this.#toAround = around(to);
    const turn = this.#toAround.theta - this.#fromAround.theta;
    this.#toAround.theta = this.#fromAround.theta + MathUtils.euclideanModulo(turn + Math.PI, 2 * Math.PI) - Math.PI;
  }

  /** Puts the stand of this moment into `out`. Returns whether that is the end. */
  at(nowMs: number, out: Stand): boolean {
    const passedMs = nowMs - this.#startMs;
    const frameMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    if (passedMs >= lengthMs || passedMs + frameMs > latestMs) {
      out.eye.copy(this.#to.eye);
      out.target.copy(this.#to.target);
      return true;
    }
    const share = MathUtils.smootherstep(Math.max(0, passedMs), 0, lengthMs);
    const [a, b] = [this.#fromAround, this.#toAround];
    way.set(
      a.radius * (b.radius / a.radius) ** share,
      MathUtils.lerp(a.phi, b.phi, share),
      MathUtils.lerp(a.theta, b.theta, share),
    );
    out.target.lerpVectors(this.#from.target, this.#to.target, share);
    out.eye.setFromSpherical(way).add(out.target);
    return false;
  }
}

const way = new Spherical();

function around({ eye, target }: Stand): Spherical {
  const spherical = new Spherical().setFromVector3(new Vector3().subVectors(eye, target));
  spherical.radius = Math.max(spherical.radius, 0.01);
  return spherical.makeSafe();
}
