import type { EquipmentType } from './equipment-type.ts';

export const services = {} as const satisfies Readonly<Record<string, EquipmentType>>;
