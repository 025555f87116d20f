import { OrthographicCamera, PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { facing } from './shell.ts';

const front = [new Vector3(0, 0, 20), new Vector3(0, 0, 1)] as const;
const roof = [new Vector3(0, 8, 0), new Vector3(0, 1, 0)] as const;
const put = <T extends PerspectiveCamera | OrthographicCamera>(
  camera: T,
  eye: readonly [number, number, number],
): T => {
  camera.position.set(...eye);
  camera.lookAt(10, 0, 10);
  camera.updateMatrixWorld();
  return camera;
};

describe('sides of the building (SCENE-24)', () => {
  test('a side is in the way when the eye is outside of it, and from within none is', () => {
    const outside = put(new PerspectiveCamera(), [10, 20, 40]);
    expect([facing(outside, ...front), facing(outside, ...roof)]).toEqual([true, true]);
    const within = put(new PerspectiveCamera(), [10, 2, 18]);
    expect([facing(within, ...front), facing(within, ...roof)]).toEqual([false, false]);
    const low = put(new PerspectiveCamera(), [10, 2, 40]);
    expect([facing(low, ...front), facing(low, ...roof)]).toEqual([true, false]);
  });

  test('with a parallel projection the direction counts, not where the eye is', () => {
    const near = put(new OrthographicCamera(), [10, 2, 12]);
    expect([facing(near, ...front), facing(near, ...roof)]).toEqual([true, true]);
  });
});
