import type { ModelBuilder, Point, Role } from './model.ts';

/** What machine tools and process plant have in common. All places are in the frame of the piece's node, metres. */

/** Unit vectors evenly round a circle. */
export const around = (count: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, k) => [Math.cos((k / count) * 2 * Math.PI), Math.sin((k / count) * 2 * Math.PI)]);

/** A riveted plate that faces +z. */
export function namePlate(m: ModelBuilder, [x, y, z]: Point, width = 0.34): void {
  m.box('steel', [x, y, z], [width, width * 0.3, 0.012], { bevel: 0 });
  m.box('rubber', [x, y + width * 0.08, z + 0.004], [width * 0.8, width * 0.14, 0.012], { bevel: 0 });
}

/** Levelling feet under a rectangle whose centre is (x, z). */
export function footing(m: ModelBuilder, x: number, z: number, width: number, depth: number, height = 0.12): void {
  for (const dx of [-width / 2, width / 2]) {
    for (const dz of [-depth / 2, depth / 2]) {
      m.rod('rubber', [x + dx, 0, z + dz], [x + dx, 0.03, z + dz], 0.16, { top: 0.12 });
      m.rod('steel', [x + dx, 0.03, z + dz], [x + dx, height + 0.02, z + dz], 0.05);
    }
  }
}

/** A window in its frame; `at` is the middle of its lower edge. It faces +z and leans back by so many degrees. */
export function framedPane(m: ModelBuilder, [x, y, z]: Point, width: number, height: number, frame = 0.08, lean = 0) {
  const [rise, back] = [Math.cos((lean * Math.PI) / 180), Math.sin((lean * Math.PI) / 180)];
  const look = { turn: [-lean, 0, 0] as Point };
  const put = (u: number, from: number, w: number, h: number, glass = false) => {
    const v = from + h / 2;
    const at: Point = [x + u, y + v * rise - h / 2, z - v * back];
    if (glass) m.glass(at, [w, h, 0.012], look);
    else m.box('cover', at, [w, h, 0.045], look);
  };
  put(0, 0, width, frame * 1.5);
  put(0, height - frame, width, frame);
  for (const side of [-1, 1]) put(side * (width / 2 - frame / 2), frame * 1.5, frame, height - frame * 2.5);
  put(0, frame * 1.5, width - 2 * frame, height - frame * 2.5, true);
}

/** Slats of a vent that faces +z. */
export function louvres(m: ModelBuilder, [x, y, z]: Point, width: number, height: number, count: number): void {
  m.box('rubber', [x, y, z - 0.004], [width, height, 0.012], { bevel: 0 });
  for (let k = 0; k < count; k++) {
    m.box('structure', [x, y + ((k + 0.25) * height) / count, z], [width, (height / count) * 0.5, 0.03], {
      turn: [30, 0, 0],
      bevel: 0,
    });
  }
}

/** A control with screen, keys and stop button, hung on an arm that reaches forward from `at`; it faces +z. */
export function hungControl(m: ModelBuilder, [x, y, z]: Point, reach: number, drop = 0.2, width = 0.52): void {
  const height = width * 1.15;
  const front = z + reach;
  m.box('structure', [x, y - 0.06, z], [0.12, 0.14, 0.1]);
  m.beam('structure', [x, y, z], [x, y, front], 0.08, 0.07);
  m.rod('structure', [x, y + 0.04, front], [x, y - drop, front], 0.07);
  const base = y - drop - height;
  m.box('cover', [x, base, front], [width, height, 0.13], { bevel: 0.022 });
  m.box('rubber', [x, base + height * 0.44, front + 0.064], [width * 0.8, height * 0.46, 0.01], { bevel: 0 });
  m.box('structure', [x, base + height * 0.06, front + 0.064], [width * 0.86, height * 0.32, 0.01], { bevel: 0 });
  for (const row of [0, 1]) {
    for (const k of [-2, -1, 0, 1]) {
      m.box(
        'cover',
        [x + k * width * 0.13, base + height * (0.12 + row * 0.13), front + 0.07],
        [width * 0.09, height * 0.08, 0.012],
        { bevel: 0 },
      );
    }
  }
  m.rod(
    'rubber',
    [x + width * 0.32, base + height * 0.22, front + 0.06],
    [x + width * 0.32, base + height * 0.22, front + 0.11],
    0.06,
  );
  m.box('structure', [x, base - 0.03, front + 0.1], [width, 0.03, 0.16]);
}

/** A level in a sight glass that faces +z; `at` is the middle of its lower edge. */
export function sightGlass(m: ModelBuilder, part: string, [x, y, z]: Point, width: number, height: number): void {
  m.part(part, () => {
    m.box('steel', [x, y - 0.04, z], [width + 0.06, height + 0.08, 0.02]);
    m.box('rubber', [x, y, z + 0.008], [width, height, 0.01], { bevel: 0 });
  });
  m.moving(part, [x, y, z + 0.02], { fills: true }, () =>
    m.box('liquid', [0, 0, 0], [width * 0.86, height, 0.02], { bevel: 0 }),
  );
  m.glass([x, y, z + 0.036], [width, height, 0.006]);
  for (let k = 0; k <= 4; k++) {
    m.box(
      'steel',
      [x + width / 2 + 0.012, y + (height * k) / 4 - 0.005, z + 0.012],
      [k % 2 ? 0.02 : 0.04, 0.01, 0.01],
      {
        bevel: 0,
      },
    );
  }
}

/** A row of lit segments along x that faces +z or -z, as many as the level says; `at` is the middle of its lower edge. */
export function segmentRow(m: ModelBuilder, part: string, [x, y, z]: Point, width: number, height: number, count = 5) {
  const each = width / count;
  m.part(part, () => m.box('rubber', [x, y, z], [width, height, 0.014], { bevel: 0 }));
  m.moving(part, [x - width / 2, y + height * 0.2, z], { fills: true }, () => {
    for (let k = 0; k < count; k++) {
      const look = { bevel: 0, shade: 1.15, shownFrom: (k + 0.5) / count };
      m.box('cover', [(k + 0.5) * each, 0, 0], [each * 0.8, height * 0.6, 0.022], look);
    }
  });
}

/** A round gauge that faces +z, its needle in the middle of the scale; `part` moves the needle. */
export function dial(m: ModelBuilder, [x, y, z]: Point, diameter: number, part?: string): void {
  m.barrel('structure', [x, y, z], [x, y, z + diameter * 0.3], diameter);
  m.barrel('cover', [x, y, z + diameter * 0.3], [x, y, z + diameter * 0.33], diameter * 0.86, { shade: 1.1 });
  const face = z + diameter * 0.34;
  for (const degrees of [-135, -67, 0, 67, 135]) {
    const [dx, dy] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    const reach = diameter * 0.35;
    m.box(
      'rubber',
      [x + dx * reach, y + dy * reach - diameter * 0.04, face],
      [diameter * 0.03, diameter * 0.08, 0.004],
      {
        turn: [0, 0, -degrees],
        bevel: 0,
      },
    );
  }
  const needle = () =>
    m.box('rubber', [0, -diameter * 0.08, 0], [diameter * 0.05, diameter * 0.4, 0.006], { bevel: 0 });
  // Clockwise to the reader, as the value grows.
  if (part) m.moving(part, [x, y, face + 0.004], { axis: [0, 0, -1] }, needle);
  m.rod('structure', [x, y, face], [x, y, face + 0.012], diameter * 0.12);
}

/** A flange of a pipe of this diameter with its bolts, from `at` by its thickness along `facing`, a unit vector. */
export function flange(m: ModelBuilder, at: Point, facing: Point, diameter: number, bolts = 6): void {
  const thick = Math.min(0.04, diameter * 0.2);
  const reach = (by: number, from: Point = at): Point => [
    from[0] + facing[0] * by,
    from[1] + facing[1] * by,
    from[2] + facing[2] * by,
  ];
  m.barrel('steel', at, reach(thick), diameter * 1.7);
  // Any two directions across the pipe.
  const upright = Math.abs(facing[1]) > 0.9;
  for (const [u, v] of around(bolts)) {
    const r = diameter * 0.68;
    const across: Point = upright ? [u * r, 0, v * r] : [-facing[2] * u * r, v * r, facing[0] * u * r];
    const bolt: Point = [at[0] + across[0], at[1] + across[1], at[2] + across[2]];
    m.rod('structure', reach(-thick * 0.5, bolt), reach(thick * 1.5, bolt), diameter * 0.13);
  }
}

/** A ladder in the plane across z, from the floor up. */
export function ladder(m: ModelBuilder, x: number, z: number, from: number, to: number, width = 0.44): void {
  for (const side of [-1, 1])
    m.box('structure', [x, from, z + (side * width) / 2], [0.06, to - from, 0.035], { bevel: 0 });
  for (let y = from + 0.25; y < to - 0.1; y += 0.3) {
    m.rod('structure', [x, y, z - width / 2], [x, y, z + width / 2], 0.035);
  }
}

/** A handrail with a middle rail round a closed run of points. */
export function handrail(m: ModelBuilder, points: readonly Point[], height = 1): void {
  for (const [k, from] of points.entries()) {
    const to = points[(k + 1) % points.length]!;
    m.rod('structure', from, [from[0], from[1] + height, from[2]], 0.045);
    for (const share of [0.5, 1]) {
      m.rod(
        'structure',
        [from[0], from[1] + height * share, from[2]],
        [to[0], to[1] + height * share, to[2]],
        share === 1 ? 0.045 : 0.03,
      );
    }
  }
}

/** A flue with its rain cap. */
export function chimney(m: ModelBuilder, [x, y, z]: Point, diameter: number, height: number): void {
  m.drum('steel', [x, y, z], diameter * 1.5, 0.04);
  m.drum('steel', [x, y, z], diameter, height, { bevel: 0 });
  m.rod('steel', [x, y + height * 0.5, z], [x, y + height * 0.5 + 0.03, z], diameter * 1.15);
  m.drum('structure', [x, y + height + diameter * 0.3, z], diameter * 1.6, diameter * 0.3, {
    top: diameter * 0.2,
    bevel: 0,
  });
  for (const side of [-1, 1]) {
    m.box('structure', [x + side * diameter * 0.44, y + height - 0.03, z], [0.02, diameter * 0.34 + 0.03, 0.03], {
      bevel: 0,
    });
  }
}

/** Takes chips up and out towards +x: trough, rise, drive and a bin under its mouth. 0.85 m long. */
export function chipConveyor(m: ModelBuilder, [x, y, z]: Point, mouth = 0.95): void {
  m.box('structure', [x + 0.1, y, z], [0.34, 0.24, 0.42]);
  m.beam('structure', [x + 0.2, y + 0.1, z], [x + 0.5, y + mouth, z], 0.2, 0.4);
  m.box('structure', [x + 0.55, y + mouth - 0.1, z], [0.34, 0.24, 0.42]);
  m.barrel('moving', [x + 0.5, y + mouth + 0.03, z + 0.22], [x + 0.5, y + mouth + 0.03, z + 0.46], 0.15);
  m.box('steel', [x + 0.62, y + mouth - 0.3, z], [0.16, 0.24, 0.34]);
  const bin = 0.44;
  for (const side of [-1, 1]) {
    m.box('structure', [x + 0.6, 0.1, z + side * bin * 0.5], [bin, 0.4, 0.02], { bevel: 0 });
    m.box('structure', [x + 0.6 + side * bin * 0.5, 0.1, z], [0.02, 0.4, bin], { bevel: 0 });
    for (const end of [-1, 1])
      m.rod(
        'rubber',
        [x + 0.6 + side * 0.16, 0.05, z + end * 0.16 - 0.02],
        [x + 0.6 + side * 0.16, 0.05, z + end * 0.16 + 0.02],
        0.1,
      );
  }
  m.box('structure', [x + 0.6, 0.1, z], [bin, 0.02, bin], { bevel: 0 });
  m.box('steel', [x + 0.6, 0.3, z], [bin - 0.03, 0.06, bin - 0.03], { shade: 0.8 });
}

/**
 * A tube of plates about an axis along x at this height, from one diameter to another, to look into; plates are only
 * where `stays` says so of their degrees from straight up, towards the viewer.
 */
export function openTube(
  m: ModelBuilder,
  role: Role,
  axis: number,
  [from, to]: readonly [number, number],
  [first, last]: readonly [number, number],
  plates: number,
  stays: (degrees: number) => boolean = () => true,
): void {
  const [r, thick] = [(first + last) / 4, 0.02];
  // The plates' outer faces meet.
  const wide = (Math.max(first, last) + thick) * Math.tan(Math.PI / plates);
  const cone = (Math.atan2((last - first) / 2, to - from) * 180) / Math.PI;
  for (const [k, [up, side]] of around(plates).entries()) {
    const degrees = (k * 360) / plates;
    if (!stays(degrees)) continue;
    const at: Point = [(from + to) / 2, axis + up * r - thick / 2, side * r];
    m.box(role, at, [to - from, thick, wide], { turn: [degrees, 0, cone], bevel: 0 });
  }
}
