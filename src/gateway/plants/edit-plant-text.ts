import { applyEdits, type JSONPath, modify, parse } from 'jsonc-parser';
import type { PlantEdit } from '../../protocol/messages.ts';
import type { Machine, Plant } from '../../twin/plant.ts';
import { SentenceError, sentence } from '../sentence.ts';

/** An edit that cannot be made, told to whoever asked for it. */
export class PlantEditError extends SentenceError {}

/** What an upload answers; nothing else may come into a plant file from a page. */
const modelPath = /^models\/[A-Za-z0-9_-]+\.(glb|gltf)$/;

/**
 * A plant file's text after an edit, laid out as it was. What comes in is a person's, not yet checked: only known edits
 * are made, at known places, and the caller checks the result as any plant file.
 */
export function editPlantText(text: string, edit: PlantEdit): string {
  const plant = parse(text) as Plant;
  switch (edit?.kind) {
    case 'model':
      checkModelPath(edit.model?.file, machineAt(plant, edit.machine).machine.model?.file);
      return set(text, [...machineAt(plant, edit.machine).path, 'model'], edit.model);
    case 'bindings':
      return set(text, [...machineAt(plant, edit.machine).path, 'bindings'], edit.bindings);
    case 'machine': {
      const { id, name, pose, size, model } = edit.machine ?? {};
      checkModelPath(model?.file, undefined);
      const { path, count } = lineAt(plant, edit.line);
      const machine = {
        id,
        name,
        type: 'cad',
        pose,
        size,
        model,
        components: [],
        mainTags: [],
        tags: [],
        bindings: [],
      };
      return set(text, [...path, 'machines', count], machine, true);
    }
    default:
      throw new PlantEditError(sentence('plants.unknownEdit'));
  }
}

function checkModelPath(file: unknown, present: string | undefined): void {
  if (typeof file === 'string' && (modelPath.test(file) || file === present)) return;
  throw new PlantEditError(sentence('plants.modelFirst'));
}

function machineAt(plant: Plant, id: unknown): { path: JSONPath; machine: Machine } {
  for (const [a, area] of plant.areas.entries())
    for (const [l, line] of area.lines.entries())
      for (const [m, machine] of line.machines.entries())
        if (machine.id === id) return { path: ['areas', a, 'lines', l, 'machines', m], machine };
  throw new PlantEditError(sentence('plants.noMachine', { id: String(id).slice(0, 100) }));
}

function lineAt(plant: Plant, id: unknown): { path: JSONPath; count: number } {
  for (const [a, area] of plant.areas.entries())
    for (const [l, line] of area.lines.entries())
      if (line.id === id) return { path: ['areas', a, 'lines', l], count: line.machines.length };
  throw new PlantEditError(sentence('plants.noLine', { id: String(id).slice(0, 100) }));
}

function set(text: string, path: JSONPath, value: unknown, isArrayInsertion = false): string {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion }));
}
