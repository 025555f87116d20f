import { equipment } from '../../equipment/equipment.ts';

/** What equipment types call their parameters, each under its own words. */
export const parameters: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(equipment).flatMap((type) => Object.values(type.parameters ?? {}).map(({ name }) => [name, name])),
);
