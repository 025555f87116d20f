import { Box3, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { equipment } from '../../../twin/equipment/equipment.ts';
import type { Machine, MachineId } from '../../../twin/plant.ts';
import { modelOf } from '../machines/catalogue.ts';
import { partBoxes, spreadOf } from './spread.ts';

const drawn = (type: string) => {
  const machine: Machine = {
    id: 'm' as MachineId,
    name: 'M',
    type,
    pose: { x: 0, z: 0 },
    components: [],
    mainTags: [],
    tags: [],
    bindings: [],
  };
  return modelOf(machine, 'chain');
};

describe.each(['filler', 'robot', 'packer', 'tank'])('an opened %s', (type) => {
  const model = drawn(type);
  const spread = spreadOf(model, equipment[type]!.size);

  test('SCENE-30: closed, every piece is where it was', () => {
    for (const piece of model.pieces) expect(spread(piece, 0, new Vector3()).length()).toBe(0);
  });

  test('SCENE-30: a part keeps together, and goes nowhere below the floor', () => {
    const boxes = partBoxes(model);
    for (const [part, box] of boxes) {
      if (part === 'body') continue;
      const ways = model.pieces.filter((piece) => piece.part === part).map((piece) => spread(piece, 1, new Vector3()));
      for (const way of ways) expect(way.distanceTo(ways[0]!)).toBe(0);
      expect(ways[0]!.length()).toBeGreaterThan(0.1);
      expect(box.min.y + ways[0]!.y).toBeGreaterThan(box.min.y - 1e-9);
    }
  });

  test('SCENE-30: opened, it takes at least a quarter more room', () => {
    const room = (share: number) => {
      const box = new Box3();
      for (const piece of model.pieces) {
        box.expandByPoint(new Vector3().setFromMatrixPosition(piece.place).add(spread(piece, share, new Vector3())));
      }
      return box.getSize(new Vector3()).length();
    };
    expect(room(1)).toBeGreaterThan(room(0) * 1.25);
  });
});
