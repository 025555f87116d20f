import { nearest } from './nearest.ts';
import { atoms } from './unit-table.ts';

/** What plants write instead of UCUM, in lower case. */
const aliases: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '°c': ['Cel'],
    ºc: ['Cel'],
    '℃': ['Cel'],
    degc: ['Cel'],
    deg_c: ['Cel'],
    celsius: ['Cel'],
    '°f': ['[degF]'],
    '℉': ['[degF]'],
    degf: ['[degF]'],
    fahrenheit: ['[degF]'],
    kelvin: ['K'],
    rpm: ['{rev}/min', '/min'],
    'u/min': ['{rev}/min'],
    rev: ['{rev}'],
    bpm: ['{bottles}/min'],
    cpm: ['{cans}/min', '/min'],
    ppm: ['[ppm]'],
    ppb: ['[ppb]'],
    cps: ['/s'],
    sec: ['s'],
    secs: ['s'],
    second: ['s'],
    seconds: ['s'],
    mins: ['min'],
    minute: ['min'],
    minutes: ['min'],
    hr: ['h'],
    hrs: ['h'],
    hour: ['h'],
    hours: ['h'],
    day: ['d'],
    days: ['d'],
    week: ['wk'],
    year: ['a'],
    meter: ['m'],
    metre: ['m'],
    gram: ['g'],
    grams: ['g'],
    kilogram: ['kg'],
    kgs: ['kg'],
    ton: ['t'],
    tonne: ['t'],
    litre: ['l'],
    liter: ['l'],
    litres: ['l'],
    liters: ['l'],
    ltr: ['l'],
    lpm: ['l/min'],
    lph: ['l/h'],
    gpm: ['[gal_us]/min'],
    cfm: ['[cft_i]/min'],
    nl: ['l{norm}'],
    nm3: ['m3{norm}'],
    cbm: ['m3'],
    cum: ['m3'],
    cc: ['cm3'],
    hertz: ['Hz'],
    volt: ['V'],
    volts: ['V'],
    amp: ['A'],
    amps: ['A'],
    ampere: ['A'],
    watt: ['W'],
    ohms: ['Ohm'],
    ω: ['Ohm'],
    va: ['V.A'],
    kva: ['kV.A'],
    var: ['V.A{reactive}'],
    kvar: ['kV.A{reactive}'],
    kwh: ['kW.h'],
    wh: ['W.h'],
    mwh: ['MW.h'],
    ah: ['A.h'],
    mah: ['mA.h'],
    nm: ['N.m'],
    knm: ['kN.m'],
    nmm: ['N.mm'],
    inch: ['[in_i]'],
    inches: ['[in_i]'],
    in: ['[in_i]'],
    foot: ['[ft_i]'],
    feet: ['[ft_i]'],
    ft: ['[ft_i]'],
    lb: ['[lb_av]'],
    lbs: ['[lb_av]'],
    oz: ['[oz_av]'],
    gal: ['[gal_us]'],
    gallon: ['[gal_us]'],
    psi: ['[psi]'],
    psig: ['[psi]'],
    hp: ['[HP]'],
    mph: ['[mi_i]/h'],
    btu: ['[Btu_IT]'],
    kph: ['km/h'],
    kmh: ['km/h'],
    mps: ['m/s'],
    barg: ['bar'],
    bara: ['bar'],
    mh2o: ['m[H2O]'],
    mmh2o: ['mm[H2O]'],
    mmhg: ['mm[Hg]'],
    micron: ['um'],
    microns: ['um'],
    '°': ['deg'],
    degree: ['deg'],
    degrees: ['deg'],
    percent: ['%'],
    pct: ['%'],
    '%rh': ['%{RH}'],
    rh: ['%{RH}'],
    '‰': ['[ppth]'],
    dba: ['dB[SPL]'],
    'db(a)': ['dB[SPL]'],
    us: ['us'],
    byte: ['By'],
    bytes: ['By'],
    mb: ['MBy', 'mbar'],
    kb: ['kBy'],
    gb: ['GBy'],
    pcs: ['{pieces}'],
    pc: ['{pieces}'],
    ea: ['{pieces}'],
    '-': ['1'],
    none: ['1'],
    ratio: ['1'],
    '#': ['{count}'],
  }),
);

const superscripts: Readonly<Record<string, string>> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁻': '-',
};

/** UCUM codes that `code` may have been meant as, likeliest first; each passes `isUnit`. */
export function suggestUnit(code: string, isUnit: (code: string) => boolean): readonly string[] {
  if (code.length > 40) return [];
  const whole = aliases.get(code.trim().toLowerCase());
  if (whole) return whole.filter(isUnit);
  const plain = code
    .trim()
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/g, (char) => superscripts[char]!)
    .replace(/\^|\*\*/g, '')
    .replace(/[·*×⋅]/g, '.')
    .replace(/[µμ]/g, 'u')
    .replace(/\s+per\s+|\s*\/\s*/g, '/')
    .replace(/\s+/g, '.');
  const isWord = /^[A-Za-z][A-Za-z_-]{2,}$/;
  const repairs = [(part: string) => nearestAtom(part), (part: string) => (isWord.test(part) ? `{${part}}` : part)].map(
    (lastResort) =>
      plain.replace(/(\{[^}]*\})|[^./(){}]+/g, (part, annotation) =>
        annotation !== undefined || isUnit(part) ? part : repair(part, isUnit, lastResort),
      ),
  );
  return [...new Set(repairs)].filter(isUnit);
}

function repair(part: string, isUnit: (code: string) => boolean, lastResort: (part: string) => string): string {
  const alias = aliases.get(part.toLowerCase())?.[0];
  if (alias !== undefined) return alias;
  const [, symbol = '', exponent = ''] = /^(.*?)([+-]?\d*)$/.exec(part) ?? [];
  const symbolAlias = aliases.get(symbol.toLowerCase())?.[0];
  if (symbolAlias !== undefined) return symbolAlias + exponent;
  const cased = caseVariants(symbol).find(isUnit);
  return cased === undefined ? lastResort(part) : cased + exponent;
}

/** A plural such as "cans" counts things: it is no mistyped unit. */
function nearestAtom(part: string): string {
  if (part.length < 3 || /^[a-z]{3,}s$/.test(part)) return part;
  return nearest(part, Object.keys(atoms)) ?? part;
}

/** "KW" may be kW, "mPA" mPa, "Bar" bar. */
function caseVariants(symbol: string): readonly string[] {
  const lower = symbol.toLowerCase();
  const title = lower.slice(0, 1).toUpperCase() + lower.slice(1);
  const tail = symbol.slice(1).toLowerCase();
  const tailTitle = tail.slice(0, 1).toUpperCase() + tail.slice(1);
  const head = symbol.slice(0, 1);
  return [lower, title, symbol.toUpperCase(), head + tailTitle, head.toLowerCase() + tailTitle, head + tail];
}
