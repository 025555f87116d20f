const rules = [
  'gives no version',
  'has no bytes',
  'has no POSITION',
  'has not one normal a vertex',
  'has a data URI that is no base64',
  'has a data URI without base64',
  'has two parents',
  'has values that are no numbers',
  'has {{number}} of its {{all}} bytes',
  'cannot be unpacked by Meshopt',
  'ends beyond its buffer of {{all}} bytes',
  'ends beyond its view of {{all}} bytes',
  'is no list',
  'is no list of {{all}} numbers',
  'is no object',
  'is no whole number',
  'is none of those of glTF',
  'is not one of {{all}} numbers',
  'lacks its indices or values',
  'names elements that are not there',
  'names none of the {{name}}',
  'names vertex {{number}} of {{all}}',
  'stands more than {{all}} levels deep',
  'unpacks to too much',
] as const;

/** A rule of glTF that a file breaks, in English words. */
export type GltfRule = (typeof rules)[number];

/** Each under its own words. */
export const gltf = Object.fromEntries(rules.map((rule) => [rule, rule])) as { readonly [Rule in GltfRule]: Rule };
