import { plantSchema } from '../../plant-schema.ts';
import { quotedTexts } from '../../structure.ts';

/** What faults quote of the published schema, each under its own words. */
export const schema: Readonly<Record<string, string>> = Object.fromEntries(
  quotedTexts(plantSchema).map((text) => [text, text]),
);
