import { Euler, MathUtils, Matrix4, Quaternion, Vector3 } from 'three';

/** Unit geometries that every machine is made of; `parts/shapes.ts` builds them. */
export const shapeNames = ['box', 'bar', 'wheel', 'drum', 'rod', 'ball', 'ring', 'glass'] as const;
export type ShapeName = (typeof shapeNames)[number];

/** Sized along three axes; the others by diameters and height. */
export const isFlat = (shape: ShapeName): boolean => shape === 'box' || shape === 'bar' || shape === 'glass';

/** What a piece is for decides its grey. */
export type Role =
  | 'structure'
  | 'cover'
  | 'steel'
  | 'moving'
  | 'rubber'
  | 'glass'
  | 'liquid'
  | 'case'
  | 'pallet'
  | 'bottle'
  | 'wall'
  | 'wallCut';

export type Point = readonly [x: number, y: number, z: number];

/** One instance of a shape, in the frame of its node. Metres. */
export interface Piece {
  readonly shape: ShapeName;
  readonly role: Role;
  /** The part of the equipment type that it belongs to, for tags bound to it. */
  readonly part: string;
  readonly node: number;
  readonly place: Matrix4;
  /** Box: width, height, depth. Drum and rod: bottom diameter, height, top diameter. Ring: diameter, -, tube. */
  readonly size: Point;
  readonly bevel: number;
  /** Darker below 1, lighter above. */
  readonly shade: number;
  /** Shown while the node's level is at or above this, 0 to 1: goods on a rack. */
  readonly shownFrom: number;
}

/** A frame of reference that tags can move. Node 0 is the machine itself. */
export interface ModelNode {
  readonly parent: number;
  readonly at: Vector3;
  /** Tags bound to this part move it; '' = it never moves by itself. */
  readonly part: string;
  /** For `rotation` (rev/min, integrated) and `angle` (degrees). */
  readonly axis: Vector3 | null;
  /** How far it is turned while no tag says so, degrees. */
  readonly restDeg: number;
  /** Offset in metres at `position` or `level` 1. */
  readonly travel: Vector3 | null;
  /** `level` scales the height of its pieces, which stand on y = 0. */
  readonly fills: boolean;
  /** Degrees that this node turns by when another one turns: how a parallelogram keeps a wrist upright. */
  readonly countersPart: readonly string[];
}

export interface Model {
  readonly pieces: readonly Piece[];
  readonly nodes: readonly ModelNode[];
}

export interface Look {
  readonly bevel?: number;
  readonly shade?: number;
  /** Degrees about x, y, z. */
  readonly turn?: Point;
  readonly shownFrom?: number;
}

const up = new Vector3(0, 1, 0);
const upright = new Quaternion();

/** A smaller bevel is not seen: the box is then drawn with 12 triangles instead of 44, metres. */
const leastBevel = 0.0075;
/** Cylinders wider than this show their corners unless they have many, metres. */
const wide = 0.55;
const cylinder = (diameter: number): ShapeName => (diameter > wide ? 'wheel' : 'drum');

/** Draws a model piece by piece; upright pieces stand on `at`, the centre of their base. */
export class ModelBuilder implements Model {
  readonly pieces: Piece[] = [];
  readonly nodes: ModelNode[] = [
    { parent: 0, at: new Vector3(), part: '', axis: null, restDeg: 0, travel: null, fills: false, countersPart: [] },
  ];
  #part = 'body';
  #node = 0;

  /** Pieces drawn by `draw` belong to this part. */
  part(name: string, draw: () => void): void {
    const before = this.#part;
    this.#part = name;
    draw();
    this.#part = before;
  }

  /** Pieces drawn by `draw` are in a frame at `at` of the present one, moved by tags bound to `part`. */
  moving(
    part: string,
    at: Point,
    motion: { axis?: Point; restDeg?: number; travel?: Point; fills?: boolean; countersPart?: readonly string[] },
    draw: () => void,
  ): void {
    const parent = this.#node;
    this.nodes.push({
      parent,
      at: new Vector3(...at),
      part,
      axis: motion.axis ? new Vector3(...motion.axis) : null,
      restDeg: motion.restDeg ?? 0,
      travel: motion.travel ? new Vector3(...motion.travel) : null,
      fills: motion.fills ?? false,
      countersPart: motion.countersPart ?? [],
    });
    this.#node = this.nodes.length - 1;
    this.part(part, draw);
    this.#node = parent;
  }

  box(role: Role, at: Point, size: Point, look: Look = {}): void {
    const [x, y, z] = at;
    this.#add('box', role, new Vector3(x, y + size[1] / 2, z), turned(look.turn), size, { bevel: 0.012, ...look });
  }

  /** A pane: guards, doors, glass roofs; a low `shade` for glass that shields from arcs. */
  glass(at: Point, size: Point, look: Look = {}): void {
    const [x, y, z] = at;
    this.#add('glass', 'glass', new Vector3(x, y + size[1] / 2, z), turned(look.turn), size, { bevel: 0.002, ...look });
  }

  /** A smooth cylinder or cone for what is seen large. */
  drum(role: Role, at: Point, diameter: number, height: number, look: Look & { top?: number } = {}): void {
    const [x, y, z] = at;
    const size: Point = [diameter, height, look.top ?? diameter];
    this.#add(cylinder(diameter), role, new Vector3(x, y + height / 2, z), turned(look.turn), size, {
      bevel: 0.012,
      ...look,
    });
  }

  /** A smooth cylinder from one end to the other. */
  barrel(role: Role, from: Point, to: Point, diameter: number, look: Look & { top?: number } = {}): void {
    this.#along(cylinder(diameter), role, from, to, [diameter, 0, look.top ?? diameter], { bevel: 0.01, ...look });
  }

  /** A coarse cylinder from one end to the other: shafts, posts, pipes, nozzles. */
  rod(role: Role, from: Point, to: Point, diameter: number, look: Look & { top?: number } = {}): void {
    this.#along('rod', role, from, to, [diameter, 0, look.top ?? diameter], { bevel: 0, ...look });
  }

  /** A rectangular bar from one end to the other. */
  beam(role: Role, from: Point, to: Point, width: number, depth: number, look: Look = {}): void {
    this.#along('box', role, from, to, [width, 0, depth], { bevel: 0.008, ...look });
  }

  ball(role: Role, centre: Point, size: Point, look: Look = {}): void {
    this.#add('ball', role, new Vector3(...centre), turned(look.turn), size, { bevel: 0, ...look });
  }

  /** Lies flat unless turned. */
  ring(role: Role, centre: Point, diameter: number, tube: number, look: Look = {}): void {
    this.#add('ring', role, new Vector3(...centre), turned(look.turn), [diameter, 0, diameter], {
      ...look,
      bevel: tube,
    });
  }

  /** A hose or pipe through points; bends are rounded by balls. */
  hose(role: Role, points: readonly Point[], diameter: number, look: Look = {}): void {
    for (let k = 1; k < points.length; k++) {
      this.rod(role, points[k - 1]!, points[k]!, diameter, look);
      if (k < points.length - 1) this.ball(role, points[k]!, [diameter, diameter, diameter], look);
    }
  }

  #along(shape: ShapeName, role: Role, from: Point, to: Point, size: Point, look: Look): void {
    const start = new Vector3(...from);
    const way = new Vector3(...to).sub(start);
    const length = way.length();
    const turn = new Quaternion().setFromUnitVectors(up, way.clone().normalize());
    this.#add(shape, role, start.addScaledVector(way, 0.5), turn, [size[0], length, size[2]], look);
  }

  #add(shape: ShapeName, role: Role, centre: Vector3, turn: Quaternion, size: Point, look: Look): void {
    // In a machine that is too small for it a piece has no room left: it is left out, not drawn inside out.
    if (Math.min(...size) < 0) return;
    // A bevel larger than a third of the thinnest side would turn a plate into a lens.
    const thinnest = shape === 'ring' ? Number.POSITIVE_INFINITY : Math.min(...size.filter((side) => side > 0)) / 3;
    const bevel = Math.min(look.bevel ?? 0, thinnest);
    this.pieces.push({
      shape: shape === 'box' && bevel < leastBevel ? 'bar' : shape,
      role,
      part: this.#part,
      node: this.#node,
      place: new Matrix4().compose(centre, turn, new Vector3(1, 1, 1)),
      size,
      bevel,
      shade: look.shade ?? 1,
      shownFrom: look.shownFrom ?? 0,
    });
  }
}

function turned(degrees: Point | undefined): Quaternion {
  if (!degrees) return upright;
  const [x, y, z] = degrees;
  return new Quaternion().setFromEuler(new Euler(MathUtils.degToRad(x), MathUtils.degToRad(y), MathUtils.degToRad(z)));
}
