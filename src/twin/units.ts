import { type Fault, told } from './fault.ts';
import { suggestUnit } from './unit-suggestion.ts';
import { atoms, prefixes } from './unit-table.ts';

/** A unit as a multiple of base units (m, s, g, rad, K, C, cd); base value = value * scale + offset. */
interface Unit {
  readonly scale: number;
  /** Not 0 only for Cel and [degF] standing alone: in "Cel/min" a degree is a difference. */
  readonly offset: number;
  /** Exponents other than 0, by base unit. */
  readonly dimension: ReadonlyMap<string, number>;
}

export type ParsedUnit =
  | { readonly ok: true; readonly unit: Unit }
  | { readonly ok: false; readonly why: Fault['told']; readonly suggestions: readonly string[] };

/** Reads a UCUM code such as "Cel", "l/min", "m/s2" or "{bottles}/min". Annotations count as 1, as UCUM has it. */
export function parseUnit(code: string): ParsedUnit {
  const terms = readTerms(code);
  if (!Array.isArray(terms)) {
    const suggestions = suggestUnit(code, isUnit).filter((each) => parseUnit(each).ok);
    return { ok: false, why: terms, suggestions };
  }
  const dimension = new Map<string, number>();
  let scale = 1;
  for (const { factor, atom, exponent } of terms) {
    scale *= factor ** exponent;
    for (const [base, power] of Object.entries(atom?.base ?? {})) {
      const sum = (dimension.get(base) ?? 0) + power * exponent;
      if (sum === 0) dimension.delete(base);
      else dimension.set(base, sum);
    }
  }
  if (!(scale > 0 && scale < Infinity)) {
    return { ok: false, why: told('faults.unitExtreme', { code }), suggestions: [] };
  }
  const [only] = terms;
  const offset = terms.length === 1 && only?.exponent === 1 ? (only.atom?.offset ?? 0) : 0;
  return { ok: true, unit: { scale, offset, dimension } };
}

/** `value` in another unit; undefined where a code is not UCUM or the two measure different things. */
export function convert(value: number, from: string, to: string): number | undefined {
  if (from === to) return value;
  const source = parseUnit(from);
  const target = parseUnit(to);
  if (!source.ok || !target.ok || !sameDimension(source.unit, target.unit)) return undefined;
  return (value * source.unit.scale + source.unit.offset - target.unit.offset) / target.unit.scale;
}

/** The unit as people write it: "Cel" is "°C", "m/s2" is "m/s²", "{bottles}/min" is "bottles/min". What is not UCUM stays as it is. */
export function displayUnit(code: string): string {
  if (Object.hasOwn(customary, code)) return customary[code]!;
  if (!isUnit(code)) return code;
  let text = '';
  for (const [part] of code.matchAll(/\{[^}]*\}|[./()]|(?:\[[^\]]*\]|[^./()[\]{}])+/g)) {
    if (part.startsWith('{')) text += /[\p{L}\d°%²³]$/u.test(text) ? ` ${part.slice(1, -1)}` : part.slice(1, -1);
    else if (part === '.') text += '·';
    else if (part === '/') text += text === '' ? '1/' : '/';
    else text += /^[()]$/.test(part) ? part : displaySimple(part);
  }
  return text;
}

const customary: Readonly<Record<string, string>> = {
  '1': '',
  'W.h': 'Wh',
  'kW.h': 'kWh',
  'MW.h': 'MWh',
  'A.h': 'Ah',
  'V.A': 'VA',
  'kV.A': 'kVA',
};

const isUnit = (code: string): boolean => Array.isArray(readTerms(code));

const sameDimension = (a: Unit, b: Unit): boolean =>
  a.dimension.size === b.dimension.size && [...a.dimension].every(([base, power]) => b.dimension.get(base) === power);

interface Term {
  /** Prefix times atom, or a bare number. */
  readonly factor: number;
  readonly atom: (typeof atoms)[string] | undefined;
  readonly exponent: number;
}

/** Terms of `a.b/c(d.e)`, read from left to right as UCUM does: "a/b.c" is (a/b).c. A sentence says why it is none. */
function readTerms(code: string): Term[] | Fault['told'] {
  if (code === '') return told('faults.unitEmpty');
  const terms: Term[] = [];
  /** Sign of the exponents within the open brackets, outermost first. */
  const signs = [1];
  let sign = 1;
  let operand = false;
  for (let at = 0; at < code.length; ) {
    const char = code[at]!;
    if (char === '.' || char === '/') {
      if (!operand && !(char === '/' && (at === 0 || code[at - 1] === '('))) return misplaced(char, code);
      sign = signs.at(-1)! * (char === '/' ? -1 : 1);
      operand = false;
      at++;
    } else if (char === '(') {
      if (operand) return misplaced(char, code);
      signs.push(sign);
      at++;
    } else if (char === ')') {
      if (!operand || signs.length === 1) return misplaced(char, code);
      signs.pop();
      at++;
    } else {
      const [simple, annotation] = /^(?:\[[!-Z^-~]*\]|[!-'*-\-0-Z^-z|~])*(\{[!-z|~]*\})?/.exec(code.slice(at))!;
      const body = simple.slice(0, simple.length - (annotation?.length ?? 0));
      const afterBracket = code[at - 1] === ')';
      if (simple === '')
        return told('faults.unitCharacter', { code, character: String.fromCodePoint(code.codePointAt(at)!) });
      if (operand && !(afterBracket && body === '')) return misplaced(simple, code);
      const term = body === '' ? one : readSimple(body);
      if (term === undefined)
        return body === code
          ? told('faults.unitUnknown', { unit: body })
          : told('faults.unitUnknownIn', { unit: body, code });
      terms.push({ ...term, exponent: term.exponent * sign });
      operand = true;
      at += simple.length;
    }
  }
  if (signs.length > 1) return told('faults.unitBracket', { code });
  if (!operand) return told('faults.unitEnds', { code });
  return terms;
}

const misplaced = (what: string, code: string): Fault['told'] => told('faults.unitMisplaced', { code, what });

const one: Term = { factor: 1, atom: undefined, exponent: 1 };

/** Prefix, atom and exponent, e.g. "mm2"; or a whole number. */
function readSimple(text: string): Term | undefined {
  if (/^\d+$/.test(text)) return { ...one, factor: Number(text) };
  const split = splitSimple(text);
  if (split === undefined) return undefined;
  const atom = atoms[split.atom]!;
  return { factor: (prefixes[split.prefix] ?? 1) * atom.scale, atom, exponent: split.exponent };
}

function splitSimple(text: string): { prefix: string; atom: string; exponent: number } | undefined {
  const [, symbol = '', digits] = /^(.*?)([+-]?\d+)?$/.exec(text) ?? [];
  const exponent = digits === undefined ? 1 : Number(digits);
  if (Math.abs(exponent) > 99) return undefined;
  if (Object.hasOwn(atoms, symbol)) return { prefix: '', atom: symbol, exponent };
  for (const length of [1, 2]) {
    const prefix = symbol.slice(0, length);
    const atom = symbol.slice(length);
    if (Object.hasOwn(prefixes, prefix) && Object.hasOwn(atoms, atom) && atoms[atom]!.metric)
      return { prefix, atom, exponent };
  }
  return undefined;
}

function displaySimple(text: string): string {
  const split = splitSimple(text);
  if (split === undefined) return text;
  const { prefix, atom, exponent } = split;
  return (prefix === 'u' ? 'µ' : prefix) + (atoms[atom]!.shown ?? atom) + (exponent === 1 ? '' : superscript(exponent));
}

const superscript = (exponent: number): string =>
  [...String(exponent)].map((char) => (char === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(char)])).join('');
