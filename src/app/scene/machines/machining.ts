import { lathe, mill } from './cutting.ts';
import type { Drawing } from './drawing.ts';
import { injectionMoulder } from './injection-moulder.ts';
import { oven } from './oven.ts';
import { paintBooth } from './paint-booth.ts';
import { press } from './press.ts';
import { weldingCell } from './welding-cell.ts';

export const machiningDrawings: Readonly<Record<string, Drawing>> = {
  'cnc-mill': mill,
  lathe,
  press,
  'injection-moulder': injectionMoulder,
  'welding-cell': weldingCell,
  'paint-booth': paintBooth,
  oven,
};
