import { cabinet, loadedPallet, pallet, signalColumn } from '../parts/fittings.ts';
import { ModelBuilder } from '../parts/model.ts';
import type { Drawing, PathDrawing } from './drawing.ts';
import { safetyFence } from './fence.ts';
import { operatorDrawings } from './operator.ts';
import { robotDrawings } from './robots.ts';
import { scaraDrawings } from './scara.ts';
import { vehicleDrawings } from './vehicles.ts';

/** The palletising cell and the rack store. */

/**
 * A four-axis palletising robot in its cell. joint1 turns the column, counter-clockwise from above, 0 = towards +x;
 * joint2 leans the upper arm forward from upright; joint3 lowers the forearm from a right angle to the upper arm;
 * joint4 turns the gripper. A parallelogram keeps the wrist upright, so it turns back by joint2 + joint3.
 */
export const robotLinks = { shoulder: 0.85, offset: 0.25, upperArm: 1.05, forearm: 1.25 } as const;

export const palletiser: Drawing = ([width, height, depth], { layers }) => {
  const m = new ModelBuilder();
  const s = height / 3;
  const { shoulder, offset, upperArm, forearm } = robotLinks;
  const y0 = 0.16;
  m.box('structure', [0, 0, 0], [1.1 * s, 0.08, 1.1 * s], { bevel: 0.02 });
  m.drum('structure', [0, 0.08, 0], 0.8 * s, (y0 - 0.08 + 0.12) * s, { bevel: 0.03 });
  m.moving('joint1', [0, 0.28 * s, 0], { axis: [0, 1, 0] }, () => {
    m.drum('cover', [0, 0, 0], 0.74 * s, 0.22 * s, { bevel: 0.04 });
    m.box('cover', [0.06 * s, 0.2 * s, 0], [0.6 * s, 0.34 * s, 0.5 * s], { bevel: 0.06 });
    for (const z of [-0.27, 0.27]) {
      m.box('cover', [offset * s, 0.3 * s, z * s], [0.36 * s, (shoulder - 0.28 - 0.12) * s, 0.14 * s], { bevel: 0.05 });
    }
    m.box('structure', [-0.3 * s, 0.16 * s, 0], [0.3 * s, 0.34 * s, 0.36 * s], { bevel: 0.03 });
    m.barrel('moving', [-0.1 * s, 0.7 * s, -0.16 * s], [-0.1 * s, 0.36 * s, -0.16 * s], 0.2 * s);
    m.moving('joint2', [offset * s, (shoulder - 0.28) * s, 0], { axis: [0, 0, -1] }, () => {
      m.barrel('structure', [0, 0, -0.36 * s], [0, 0, 0.36 * s], 0.36 * s, { bevel: 0.03 });
      m.barrel('moving', [0, 0, 0.36 * s], [0, 0, 0.6 * s], 0.22 * s, { bevel: 0.02 });
      m.box('cover', [0, -0.02, 0], [0.26 * s, (upperArm + 0.02) * s, 0.26 * s], { bevel: 0.06 });
      m.rod('structure', [-0.26 * s, 0.06 * s, -0.12 * s], [-0.26 * s, upperArm * s, -0.12 * s], 0.06 * s);
      m.beam('structure', [0, 0, -0.12 * s], [-0.28 * s, 0.06 * s, -0.12 * s], 0.1 * s, 0.06 * s);
      m.moving('joint3', [0, upperArm * s, 0], { axis: [0, 0, -1] }, () => {
        m.barrel('structure', [0, 0, -0.24 * s], [0, 0, 0.24 * s], 0.32 * s, { bevel: 0.03 });
        m.barrel('moving', [0, 0, -0.24 * s], [0, 0, -0.46 * s], 0.2 * s, { bevel: 0.02 });
        m.beam('cover', [-0.34 * s, 0, 0], [forearm * s, 0, 0], 0.2 * s, 0.22 * s, { bevel: 0.05 });
        m.box('structure', [-0.36 * s, -0.12 * s, 0], [0.2 * s, 0.26 * s, 0.26 * s], { bevel: 0.03 });
        m.rod('structure', [0.1 * s, 0.2 * s, -0.05 * s], [forearm * s, 0.2 * s, -0.05 * s], 0.05 * s);
        m.hose(
          'rubber',
          [
            [-0.2 * s, 0.16 * s, 0.12 * s],
            [0.3 * s, 0.2 * s, 0.15 * s],
            [0.9 * s, 0.17 * s, 0.13 * s],
            [forearm * s, 0.04 * s, 0.13 * s],
          ],
          0.05 * s,
        );
        m.moving('', [forearm * s, 0, 0], { axis: [0, 0, 1], countersPart: ['joint2', 'joint3'] }, () => {
          m.part('joint4', () => {
            m.barrel('structure', [0, 0, -0.16 * s], [0, 0, 0.16 * s], 0.24 * s, { bevel: 0.02 });
            m.box('cover', [0, -0.3 * s, 0], [0.22 * s, 0.36 * s, 0.24 * s], { bevel: 0.04 });
          });
          m.moving('joint4', [0, -0.32 * s, 0], { axis: [0, 1, 0] }, () => {
            m.drum('structure', [0, -0.05 * s, 0], 0.26 * s, 0.07 * s);
            m.part('gripper', () => gripper(m, s));
          });
        });
      });
    });
  });
  cell(m, width, depth, layers!);
  return m;
};

function gripper(m: ModelBuilder, s: number): void {
  m.box('moving', [0, -0.13 * s, 0], [0.5 * s, 0.08 * s, 0.32 * s]);
  // Two claws that close by a hand's breadth each at position 1.
  for (const side of [-1, 1]) {
    m.moving('gripper', [0, 0, side * 0.34 * s], { travel: [0, 0, -side * 0.09 * s] }, () => {
      m.box('moving', [0, -0.2 * s, 0], [0.62 * s, 0.14 * s, 0.05]);
      for (let k = 0; k < 6; k++) m.box('steel', [(-0.26 + k * 0.104) * s, -0.46 * s, 0], [0.035 * s, 0.28 * s, 0.02]);
    });
  }
  for (const z of [-0.16, 0.16]) m.rod('steel', [0, -0.1 * s, z * s], [0, -0.1 * s, z * s * 1.8], 0.06 * s);
  m.moving('gripper', [0, 0, 0], { fills: true }, () =>
    m.box('case', [0, -0.43 * s, 0], [0.5 * s, 0.26 * s, 0.46 * s], { shownFrom: 0.5 }),
  );
}

/** Fence, infeed rollers and the pallet being built, which has all its layers at level 1. */
function cell(m: ModelBuilder, width: number, depth: number, layers: number): void {
  const fence = 1.5;
  const posts: (readonly [number, number])[] = [];
  for (const x of [-width / 2, -width / 6, width / 6, width / 2]) posts.push([x, -depth / 2]);
  posts.push([-width / 2, depth / 2], [-width / 6, depth / 2], [width / 2, depth / 2], [width / 6, depth / 2]);
  for (const [x, z] of posts) {
    m.box('structure', [x, 0, z], [0.16, 0.015, 0.16]);
    m.box('structure', [x, 0, z], [0.06, fence, 0.06]);
  }
  for (const z of [-depth / 2, depth / 2]) {
    for (const k of [-1, 0, 1]) m.glass([(k * width) / 3, 0.12, z], [width / 3 - 0.08, fence - 0.16, 0.012]);
    m.box('structure', [0, fence - 0.04, z], [width, 0.04, 0.04]);
  }
  // Cases arrive from -x at belt height, the pallet leaves at +x on rollers.
  m.box('rubber', [-width / 2 + 0.4, 0.94, 0], [0.8, 0.06, 0.56], { shade: 1.15 });
  for (const z of [-0.3, 0.3]) m.box('structure', [-width / 2 + 0.4, 0.86, z], [0.8, 0.16, 0.05]);
  for (const x of [-width / 2 + 0.1, -width / 2 + 0.7]) m.box('structure', [x, 0, 0], [0.08, 0.9, 0.5]);
  for (let k = 0; k < 8; k++) {
    const x = width / 2 - 0.06 - k * 0.16;
    m.rod('steel', [x, 0.24, -0.6], [x, 0.24, 0.6], 0.09);
  }
  for (const z of [-0.64, 0.64]) m.box('structure', [width / 2 - 0.62, 0.1, z], [1.26, 0.2, 0.06]);
  pallet(m, [width / 2 - 0.64, 0.29, 0]);
  m.moving('load', [width / 2 - 0.64, 0.44, 0], { fills: true }, () => {
    for (let layer = 0; layer < layers; layer++) {
      const shownFrom = (layer + 0.9) / layers;
      for (const x of [-0.3, 0.3]) {
        m.box('case', [x, layer * 0.26, 0], [0.575, 0.255, 0.77], { shownFrom, shade: 1 - (layer % 2) * 0.06 });
      }
    }
  });
  for (let k = 0; k < 4; k++) pallet(m, [-width / 2 + 0.75, k * 0.15, depth / 2 - 0.6]);
  cabinet(m, [-width / 2 + 0.6, 0, -depth / 2 + 0.35], 0.8, 1.6, 0.44);
  signalColumn(m, [width / 2, fence, -depth / 2]);
}

/** Pallet racks either side of an aisle with a stacker crane. Level 1 = every place is taken. */
const store: Drawing = ([width, height, depth], parameters) => {
  const m = new ModelBuilder();
  const bays = parameters.bays || Math.max(2, Math.round(width / 2));
  const levels = parameters.levels || Math.max(2, Math.floor(height / 1.6));
  const bay = width / bays;
  const rackDepth = depth * 0.32;
  m.part('racks', () => {
    for (const z of [-depth / 2 + rackDepth / 2, depth / 2 - rackDepth / 2]) {
      for (let k = 0; k <= bays; k++) {
        const x = (k - bays / 2) * bay * 0.995;
        for (const dz of [-rackDepth / 2 + 0.04, rackDepth / 2 - 0.04]) {
          m.box('structure', [x, 0, z + dz], [0.1, height - 0.2, 0.08]);
        }
        for (let level = 0; level < levels * 2; level++) {
          const y = (level * (height - 0.4)) / (levels * 2) + 0.1;
          const rise = (height - 0.4) / (levels * 2);
          const lean = level % 2 ? 1 : -1;
          m.rod('structure', [x, y, z - lean * rackDepth * 0.44], [x, y + rise, z + lean * rackDepth * 0.44], 0.03);
        }
      }
      for (let level = 1; level < levels; level++) {
        const y = (level * (height - 0.3)) / levels;
        for (const dz of [-rackDepth / 2 + 0.04, rackDepth / 2 - 0.04]) {
          m.box('moving', [0, y - 0.12, z + dz], [width, 0.12, 0.05], { shade: 0.92 });
        }
      }
    }
  });
  m.moving('racks', [0, 0, 0], { fills: true }, () => {
    const places = bays * levels * 2;
    let place = 0;
    for (let level = 0; level < levels; level++) {
      for (const z of [-depth / 2 + rackDepth / 2, depth / 2 - rackDepth / 2]) {
        for (let k = 0; k < bays; k++) {
          const x = (k + 0.5 - bays / 2) * bay;
          const y = (level * (height - 0.3)) / levels + (level === 0 ? 0.02 : 0);
          loadedPallet(m, [x, y, z], 4, (++place - 0.5) / places);
        }
      }
    }
  });
  m.box('steel', [0, 0, 0], [width, 0.05, 0.08]);
  m.box('steel', [0, height - 0.12, 0], [width, 0.08, 0.08]);
  const stop = width / 2 - 0.9;
  m.moving('crane', [-stop, 0, 0], { travel: [2 * stop, 0, 0] }, () => {
    m.box('moving', [0, 0.06, 0], [1.4, 0.22, 0.26], { bevel: 0.03 });
    for (const x of [-0.5, 0.5]) m.box('moving', [x, 0.28, 0], [0.14, height - 0.4, 0.16]);
    m.box('moving', [0, height - 0.26, 0], [1.14, 0.14, 0.2], { bevel: 0.02 });
    m.box('cover', [0.72, 0.5, 0.06], [0.3, 0.9, 0.34], { bevel: 0.02 });
    m.box('structure', [-0.72, 0.28, 0], [0.26, 0.34, 0.3], { bevel: 0.02 });
    m.barrel('moving', [-0.72, 0.72, 0.16], [-0.72, 0.72, -0.16], 0.2, { bevel: 0.012 });
    m.moving('fork', [0, 0.36, 0], { travel: [0, height - 1.7, 0] }, () => {
      m.box('moving', [0, 0, 0], [0.86, 0.14, 0.7], { bevel: 0.012 });
      for (const x of [-0.43, 0.43]) m.box('structure', [x, -0.06, 0], [0.05, 0.5, 0.34]);
      for (const x of [-0.24, 0.24]) m.box('steel', [x, 0.14, 0], [0.14, 0.05, 0.9], { bevel: 0.008 });
    });
  });
  return m;
};

export const handlingDrawings: Readonly<Record<string, Drawing>> = {
  palletiser,
  store,
  ...robotDrawings,
  ...scaraDrawings,
  ...vehicleDrawings,
  ...operatorDrawings,
};

export const handlingPaths: Readonly<Record<string, PathDrawing>> = { 'safety-fence': safetyFence };
