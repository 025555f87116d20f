import { convert } from '../twin/units.ts';

/** How people say units, as words after tokenising, to UCUM. The longest spelling wins. */
const spoken: readonly (readonly [ucum: string, spellings: string])[] = [
  ['Cel', '° c, c, celsius, centigrade, degrees, degree, deg, °, degrees celsius, degrees c, degree celsius, deg c'],
  ['[degF]', '° f, f, fahrenheit, degrees fahrenheit, degrees f, deg f'],
  ['K', 'k, kelvin'],
  ['bar', 'bar, bars'],
  ['mbar', 'mbar, millibar, millibars'],
  ['Pa', 'pa, pascal, pascals'],
  ['kPa', 'kpa, kilopascal, kilopascals'],
  ['MPa', 'mpa, megapascal, megapascals'],
  ['[psi]', 'psi'],
  ['A', 'a, amp, amps, ampere, amperes'],
  ['mA', 'ma, milliamp, milliamps'],
  ['V', 'v, volt, volts'],
  ['mV', 'mv, millivolt, millivolts'],
  ['W', 'w, watt, watts'],
  ['kW', 'kw, kilowatt, kilowatts'],
  ['kW.h', 'kwh, kw h, kilowatt hours'],
  ['Hz', 'hz, hertz'],
  ['%', '%, percent, pct, per cent'],
  ['mm', 'mm, millimetre, millimetres, millimeter, millimeters'],
  ['cm', 'cm, centimetre, centimetres, centimeters'],
  ['m', 'm, metre, metres, meter, meters'],
  ['mm/s', 'mm / s, mm per second, mm per s'],
  ['m/s', 'm / s, metres per second, meters per second, m per s'],
  ['m/min', 'm / min, metres per minute, meters per minute'],
  ['[g]', 'g'],
  ['/min', '/ min, per minute, per min, rpm, bpm, cpm'],
  ['/h', '/ h, per hour, an hour'],
  ['L/min', 'l / min, lpm, litres per minute, liters per minute, l per min'],
  ['m3/h', 'm 3 / h, cubic metres per hour, cubic meters per hour'],
  ['L', 'l, litre, litres, liter, liters'],
  ['mL', 'ml, millilitre, millilitres, milliliters'],
  ['kg', 'kg, kilo, kilos, kilogram, kilograms'],
  ['N', 'n, newton, newtons'],
  ['N.m', 'nm, n m, newton metres, newton meters'],
  ['s', 's, sec, secs, second, seconds'],
  ['ms', 'ms, millisecond, milliseconds'],
  ['h', 'h, hr, hrs, hour, hours'],
  ['min', 'min, mins, minute, minutes'],
];

const bySpelling = new Map<string, string>();
let longest = 1;
for (const [ucum, spellings] of spoken) {
  for (const spelling of spellings.split(', ')) {
    bySpelling.set(spelling, ucum);
    longest = Math.max(longest, spelling.split(' ').length);
  }
}

export const unitSpellings: Iterable<string> = bySpelling.keys();

/** The unit that starts at `from` and how many words it takes, or null. */
export function unitAt(words: readonly string[], from: number): { unit: string; length: number } | null {
  for (let length = Math.min(longest, words.length - from); length > 0; length--) {
    const unit = bySpelling.get(words.slice(from, from + length).join(' '));
    if (unit !== undefined) return { unit, length };
  }
  return null;
}

/** Quantities by a unit that measures them, first match wins: speeds of mm/s are how vibration is reported. */
const quantities: readonly (readonly [unit: string, quantity: string])[] = [
  ['Cel', 'temperature'],
  ['bar', 'pressure'],
  ['A', 'current'],
  ['V', 'voltage'],
  ['W', 'power'],
  ['m/s2', 'vibration'],
  ['L/min', 'flow'],
  ['Hz', 'speed'],
  ['m/s', 'speed'],
  ['kg', 'weight'],
  ['N', 'force'],
];

/** What a UCUM unit measures, named as operators name it. */
export function quantityOf(unit: string | undefined): string | undefined {
  if (unit === undefined) return undefined;
  if (unit === 'mm/s') return 'vibration';
  if (unit === 'kW.h' || unit === 'J') return 'energy';
  if (unit === 'N.m') return 'torque';
  return quantities.find(([each]) => convert(1, unit, each) !== undefined)?.[1];
}
