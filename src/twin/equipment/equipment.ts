import { conveying } from './conveying.ts';
import { type EquipmentType, still } from './equipment-type.ts';
import { handling } from './handling.ts';
import { machining } from './machining.ts';
import { packaging } from './packaging.ts';
import { process } from './process.ts';
import { services } from './services.ts';

/** Whatever its maker drew: the drawing and the parts come from the machine's `model` file. */
const cad: EquipmentType = {
  name: 'CAD model',
  group: 'services',
  size: [1, 1, 1],
  parts: { body: still },
  passable: true,
  ownModel: true,
};

/** Every type that the scene can draw. */
export const equipment: Readonly<Record<string, EquipmentType>> = {
  ...conveying,
  ...packaging,
  ...handling,
  ...machining,
  ...process,
  ...services,
  cad,
};
