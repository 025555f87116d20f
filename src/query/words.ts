/** One word, number or sign of a question or a name. */
export interface Token {
  /** As typed, for quoting. */
  readonly raw: string;
  /** Lower case, accents off, plural kept. */
  readonly word: string;
  /** NaN unless the token is a number. */
  readonly number: number;
}

// A dash is a word only between two times ("13:00-14:30"); before a number it is its sign where nothing stands right
// before it, so that "valve-2" is no negative valve.
const pattern =
  /(?<=\d\s{0,2}(?:[ap]m\s{0,2})?)-(?=\s{0,2}\d)|(?<![\p{L}\d])-\d+(?:[.,]\d+)*|\d+(?::\d\d)+|\d+(?:[.,]\d+)*|\p{L}+|[%°/<>=≥≤?]/giu;

/** Splits text as people type it; letters and digits part ("agv2", "60C"), and so do camelCase ids. */
export function tokenise(text: string): Token[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{L})['’`´](?=\p{L})/gu, '$1')
    .replace(/(\p{Ll}\p{Ll})(?=\p{Lu})/gu, '$1 ');
  return Array.from(plain.matchAll(pattern), ([raw]) => ({
    raw,
    word: raw.toLowerCase(),
    number: numberOf(raw),
  }));
}

function numberOf(raw: string): number {
  if (!/^-?\d/.test(raw) || raw.includes(':')) return Number.NaN;
  const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(raw);
  const value = Number(grouped ? raw.replaceAll(',', '') : raw.replace(',', '.'));
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Takes an English plural off: "valves" and "valve", "batteries" and "battery" meet. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/[suia]s$/.test(word)) return word.slice(0, -1);
  return word;
}

const numberWords = new Map<string, number>([
  ['zero', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['fifteen', 15],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
  ['hundred', 100],
  ['couple', 2],
]);

/** The number a token says in digits or as a word, else NaN. */
export const spokenNumber = (token: Token): number => numberWords.get(token.word) ?? token.number;

export const isNumberWord = (word: string): boolean => numberWords.has(word);
