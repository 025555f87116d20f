import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Path, pathText } from '../../twin/fault.ts';
import { inWords, type Sentence, sentence } from '../sentence.ts';

/** What is wrong with a plant file, and where in it: the checker's faults, or those of the file as such. */
export interface PathFault {
  readonly path: Path;
  readonly told: Sentence;
}

/** With its place in the file, counted from 1; null where the file itself is at fault. */
export interface FileFault extends PathFault {
  readonly line: number | null;
  readonly column: number | null;
}

/** Strict JSON to a value and its tree, or every place where it is none. */
export function parsePlantText(text: string): { value: unknown; root: Node } | { faults: readonly FileFault[] } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const place = placer(text);
  if (errors.length > 0 || !root) {
    const found = errors.map(({ error, offset }) => ({
      ...place(offset),
      path: [],
      told: sentence(`json.${printParseErrorCode(error)}`),
    }));
    return { faults: found };
  }
  const repeated = repeatedKeys(root).map(({ node, path }) => ({
    ...place(node.offset),
    path,
    told: sentence('plantFiles.keyTwice', { key: String(path.at(-1)) }),
  }));
  return repeated.length > 0 ? { faults: repeated } : { value: JSON.parse(text), root };
}

/** Where the faults are, in the file's order. What is missing is placed where the object that lacks it begins. */
export function placeFaults(text: string, root: Node, faults: readonly PathFault[]): readonly FileFault[] {
  const place = placer(text);
  return faults
    .map((fault) => ({ ...fault, offset: nodeAt(root, fault.path).offset }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ path, told, offset }) => ({ ...place(offset), path, told }));
}

/** "plant.json:12:7  $.areas[0].name  must be ...", aligned; English, for the command line and the log. */
export function faultLines(file: string, faults: readonly FileFault[]): readonly string[] {
  const rows = faults.map(({ line, column, path, told }) => ({
    where: line === null ? file : `${file}:${line}:${column}`,
    path: line === null ? '' : pathText(path),
    message: inWords(told, 'en'),
  }));
  const width = (cells: readonly string[]) => Math.max(0, ...cells.map((cell) => cell.length));
  const whereWidth = width(rows.map(({ where }) => where));
  const pathWidth = width(rows.map(({ path }) => path));
  return rows.map(({ where, path, message }) =>
    path === '' ? `${where}  ${message}` : `${where.padEnd(whereWidth)}  ${path.padEnd(pathWidth)}  ${message}`,
  );
}

function nodeAt(root: Node, path: Path): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node;
  }
  return root;
}

function repeatedKeys(root: Node): readonly { node: Node; path: Path }[] {
  const found: { node: Node; path: Path }[] = [];
  const visit = (node: Node, path: Path): void => {
    const keys = new Set<string>();
    for (const [at, child] of (node.children ?? []).entries()) {
      if (node.type === 'array') visit(child, [...path, at]);
      const [key, value] = child.type === 'property' ? (child.children ?? []) : [];
      if (!key || !value) continue;
      const own = [...path, String(key.value)];
      if (keys.has(key.value)) found.push({ node: child, path: own });
      keys.add(key.value);
      visit(value, own);
    }
  };
  visit(root, []);
  return found;
}

function placer(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}
