import { withValues } from '../sentence.ts';

/**
 * Why a model file is not drawn, in English, with what to do about it. The page has these in its languages. `what` is a
 * rule of glTF with places of its own (`languages/en/gltf.ts`).
 */
export const modelFaultSentences = {
  missing: 'There is no file "{{file}}" beside the plant file.',
  outside: '"{{file}}" does not lie in the folder of the plant file. Copy it there.',
  ending: '"{{file}}" is neither .glb nor .gltf: only glTF 2.0 is read.',
  unreadable: '"{{file}}" cannot be read ({{why}}).',
  tooLarge:
    'The file has {{megabytes}} MB, and at most {{most}} MB are taken. Make it smaller: npx gltfpack -i model.glb -o small.glb -cc -kn',
  notGltf: 'This is no glTF file: it begins neither as GLB nor as JSON. Export it as glTF 2.0 (.glb).',
  version: 'This is glTF {{version}}, and only version 2 is read. Export it again as glTF 2.0.',
  cutOff: 'The file should have {{said}} bytes and has {{has}}: it was cut off. Copy or export it again.',
  longer: 'More of the file came than was announced. Load the page again.',
  noJson: 'The file has no JSON part where glTF has one: it is damaged. Export it again.',
  json: 'Its JSON part cannot be read ({{why}}). Export it again.',
  deep: 'Its JSON is nested more than {{most}} deep, which no exporter writes.',
  values: 'Its JSON has more than {{most}} values. Join parts that never move by themselves, or export one .glb file.',
  structure: 'It breaks the rules of glTF: {{where}} {{what}}. Export it again.',
  extension: 'It needs the extension {{name}}, which is not read here. Export it without.',
  draco:
    'It is compressed with Draco, which is not read here. Use Meshopt instead: export it uncompressed, then npx gltfpack -i model.glb -o small.glb -cc -kn',
  external: 'It needs another file, "{{uri}}". Export it as one .glb file with everything inside.',
  triangles:
    'It draws {{triangles}} triangles, and at most {{most}} are drawn. Make it simpler: npx gltfpack -i model.glb -o small.glb -cc -kn -si {{share}}',
  vertices:
    'It has {{vertices}} vertices, and at most {{most}} are taken. Make it simpler: npx gltfpack -i model.glb -o small.glb -cc -kn',
  nodes: 'It has {{nodes}} nodes, and at most {{most}} are taken. Join parts that never move by themselves.',
  nothing: 'There is nothing to draw in it: it has no triangles.',
} as const;

export type ModelFaultCode = keyof typeof modelFaultSentences;

export interface ModelFault {
  readonly code: ModelFaultCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Thrown while a model file is read; whoever asked for the file catches it. */
export class ModelFileError extends Error {
  readonly fault: ModelFault;

  constructor(code: ModelFaultCode, values: ModelFault['values'] = {}) {
    super(faultSentence({ code, values }));
    this.name = 'ModelFileError';
    this.fault = { code, values };
  }
}

export const faultSentence = ({ code, values }: ModelFault): string =>
  withValues(modelFaultSentences[code].replace('{{what}}', String(values.what)), 'en', (place) => values[place]);
