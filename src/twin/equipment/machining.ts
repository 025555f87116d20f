import type { EquipmentType } from './equipment-type.ts';

export const machining = {} as const satisfies Readonly<Record<string, EquipmentType>>;
