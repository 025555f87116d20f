import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Fault, type Path, pathText } from '../../twin/fault.ts';

/** A fault with its place in the file, counted from 1; null where the file itself is at fault. */
export interface FileFault extends Fault {
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
      message: syntaxWords[printParseErrorCode(error)] ?? 'this is not JSON',
    }));
    return { faults: found };
  }
  const repeated = repeatedKeys(root).map(({ node, path }) => ({
    ...place(node.offset),
    path,
    message: `key "${path.at(-1)}" stands twice in this object and only one would count; remove or rename one`,
  }));
  return repeated.length > 0 ? { faults: repeated } : { value: JSON.parse(text), root };
}

/** Where the faults are, in the file's order. What is missing is placed where the object that lacks it begins. */
export function placeFaults(text: string, root: Node, faults: readonly Fault[]): readonly FileFault[] {
  const place = placer(text);
  return faults
    .map((fault) => ({ ...fault, offset: nodeAt(root, fault.path).offset }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ path, message, offset }) => ({ ...place(offset), path, message }));
}

/** "plant.json:12:7  $.areas[0].name  must be ...", aligned. */
export function faultLines(file: string, faults: readonly FileFault[]): readonly string[] {
  const rows = faults.map(({ line, column, path, message }) => ({
    where: line === null ? file : `${file}:${line}:${column}`,
    path: line === null ? '' : pathText(path),
    message,
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

const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is neither text in quotes, a number, true, false nor null',
  InvalidNumberFormat: 'this is no number as JSON writes them, e.g. 0.5 or -12',
  PropertyNameExpected: 'a key in double quotes is missing here; is there a comma too many before it?',
  ValueExpected: 'a value is missing here; is there a comma too many before it?',
  ColonExpected: 'a colon is missing here, between a key and its value',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing brace } is missing here',
  CloseBracketExpected: 'a closing bracket ] is missing here',
  EndOfFileExpected: 'the file should end before this: is there a bracket too many above?',
  InvalidCommentToken: 'JSON has no comments; remove this one',
  UnexpectedEndOfComment: 'this comment has no end',
  UnexpectedEndOfString: 'this text has no closing quote',
  UnexpectedEndOfNumber: 'this number breaks off',
  InvalidUnicode: 'this \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'no such escape: a backslash itself is written \\\\',
  InvalidCharacter: 'a control character cannot stand in text; write it as \\n, \\t or \\u....',
};
