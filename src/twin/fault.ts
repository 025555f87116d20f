import { nearest } from './nearest.ts';

export type Path = readonly (string | number)[];

/** Something wrong with a plant file: where, and in words what to do about it. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
}

/** "$.areas[0].lines[1].name" */
export function pathText(path: Path): string {
  let text = '$';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Ends a sentence about an unknown word: "; did you mean "Filler"?", or what there is to choose from. */
export function choices(word: string, known: Iterable<string>): string {
  const names = [...known];
  const meant = nearest(word, names);
  if (meant !== undefined) return `; did you mean "${meant}"?`;
  if (names.length === 0) return '; there is none to choose from';
  const shown = names.slice(0, 24).join(', ');
  return `; choose from ${shown}${names.length > 24 ? ` and ${names.length - 24} more` : ''}`;
}

/** Takes a fault as it is found. */
export type Report = (path: Path, message: string) => void;
