/**
 * The units of UCUM (https://ucum.org/ucum, version 2.2) that plants measure in. Codes are case-sensitive, as UCUM's
 * `c/s` column has them.
 */
export interface UnitAtom {
  /** Size in the base units of `base`. */
  readonly scale: number;
  /** Exponents of the base units m, s, g, rad, K, C, cd; `B` and `[pH]` are logarithms and stand for themselves. */
  readonly base: Readonly<Record<string, number>>;
  /** Takes prefixes ("metric" in UCUM). */
  readonly metric: boolean;
  /** Zero point, in base units: 0 Cel = 273.15 K. */
  readonly offset?: number;
  /** How people write it, where that is not the code. */
  readonly shown?: string;
}

export const prefixes: Readonly<Record<string, number>> = {
  Y: 1e24,
  Z: 1e21,
  E: 1e18,
  P: 1e15,
  T: 1e12,
  G: 1e9,
  M: 1e6,
  k: 1e3,
  h: 1e2,
  da: 1e1,
  d: 1e-1,
  c: 1e-2,
  m: 1e-3,
  u: 1e-6,
  n: 1e-9,
  p: 1e-12,
  f: 1e-15,
  a: 1e-18,
  z: 1e-21,
  y: 1e-24,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

const metric = (scale: number, base: UnitAtom['base'], shown?: string): UnitAtom => ({
  scale,
  base,
  metric: true,
  ...(shown !== undefined && { shown }),
});
const plain = (scale: number, base: UnitAtom['base'], shown?: string): UnitAtom => ({
  ...metric(scale, base, shown),
  metric: false,
});

const none = {};
const length = { m: 1 };
const time = { s: 1 };
const mass = { g: 1 };
const volume = { m: 3 };
const force = { g: 1, m: 1, s: -2 };
const pressure = { g: 1, m: -1, s: -2 };
const energy = { g: 1, m: 2, s: -2 };
const power = { g: 1, m: 2, s: -3 };
const potential = { g: 1, m: 2, s: -2, C: -1 };
const perSecond = { s: -1 };

const standardGravity = 9.80665; // m/s2
const inch = 0.0254; // m
const pound = 453.59237; // g
const poundForce = pound * standardGravity; // g.m/s2
const gallon = 231 * inch ** 3; // m3
const avogadro = 6.02214076e23;

export const atoms: Readonly<Record<string, UnitAtom>> = {
  // base units
  m: metric(1, length),
  s: metric(1, time),
  g: metric(1, mass),
  rad: metric(1, { rad: 1 }),
  K: metric(1, { K: 1 }),
  C: metric(1, { C: 1 }),
  cd: metric(1, { cd: 1 }),
  // numbers
  '10*': plain(10, none, '10'),
  '10^': plain(10, none, '10'),
  '[pi]': plain(Math.PI, none, 'π'),
  '%': plain(1e-2, none),
  '[ppth]': plain(1e-3, none, '‰'),
  '[ppm]': plain(1e-6, none, 'ppm'),
  '[ppb]': plain(1e-9, none, 'ppb'),
  mol: metric(avogadro, none),
  // SI with names of their own
  sr: metric(1, { rad: 2 }),
  Hz: metric(1, perSecond),
  N: metric(1e3, force),
  Pa: metric(1e3, pressure),
  J: metric(1e3, energy),
  W: metric(1e3, power),
  A: metric(1, { C: 1, s: -1 }),
  V: metric(1e3, potential),
  F: metric(1e-3, { g: -1, m: -2, s: 2, C: 2 }),
  Ohm: metric(1e3, { g: 1, m: 2, s: -1, C: -2 }, 'Ω'),
  S: metric(1e-3, { g: -1, m: -2, s: 1, C: 2 }),
  Wb: metric(1e3, { g: 1, m: 2, s: -1, C: -1 }),
  T: metric(1e3, { g: 1, s: -1, C: -1 }),
  H: metric(1e3, { g: 1, m: 2, C: -2 }),
  lm: metric(1, { cd: 1, rad: 2 }),
  lx: metric(1, { cd: 1, rad: 2, m: -2 }),
  Bq: metric(1, perSecond),
  Gy: metric(1, { m: 2, s: -2 }),
  Sv: metric(1, { m: 2, s: -2 }),
  kat: metric(avogadro, perSecond),
  Cel: { scale: 1, base: { K: 1 }, metric: true, offset: 273.15, shown: '°C' },
  // beside SI
  l: metric(1e-3, volume),
  L: metric(1e-3, volume),
  ar: metric(100, { m: 2 }, 'a'),
  t: metric(1e6, mass),
  bar: metric(1e8, pressure),
  u: metric(1.6605402e-24, mass),
  eV: metric(1.60217733e-16, energy),
  min: plain(60, time),
  h: plain(3600, time),
  d: plain(86_400, time),
  wk: plain(604_800, time, 'wk'),
  mo: plain(2_629_800, time),
  a: plain(31_557_600, time, 'yr'),
  deg: plain(Math.PI / 180, { rad: 1 }, '°'),
  "'": plain(Math.PI / 10_800, { rad: 1 }, '′'),
  "''": plain(Math.PI / 648_000, { rad: 1 }, '″'),
  gon: plain(Math.PI / 200, { rad: 1 }),
  atm: plain(101_325e3, pressure),
  att: plain(98_066.5e3, pressure, 'at'),
  '[g]': metric(standardGravity, { m: 1, s: -2 }, 'g'),
  'm[H2O]': metric(standardGravity * 1e6, pressure, 'mH₂O'),
  'm[Hg]': metric(133.322e6, pressure, 'mHg'),
  cal: metric(4184, energy),
  P: metric(100, { g: 1, m: -1, s: -1 }),
  St: metric(1e-4, { m: 2, s: -1 }),
  bit: metric(1, none),
  By: metric(8, none, 'B'),
  Bd: metric(1, perSecond),
  '[c]': metric(299_792_458, { m: 1, s: -1 }, 'c'),
  B: metric(1, { B: 1 }),
  'B[SPL]': metric(1, { 'B[SPL]': 1 }, 'B SPL'),
  '[pH]': plain(1, { '[pH]': 1 }, 'pH'),
  // customary
  '[degF]': { scale: 5 / 9, base: { K: 1 }, metric: false, offset: (459.67 * 5) / 9, shown: '°F' },
  '[degR]': plain(5 / 9, { K: 1 }, '°R'),
  '[in_i]': plain(inch, length, 'in'),
  '[ft_i]': plain(12 * inch, length, 'ft'),
  '[yd_i]': plain(36 * inch, length, 'yd'),
  '[mi_i]': plain(63_360 * inch, length, 'mi'),
  '[mil_i]': plain(inch / 1000, length, 'mil'),
  '[sin_i]': plain(inch ** 2, { m: 2 }, 'in²'),
  '[sft_i]': plain((12 * inch) ** 2, { m: 2 }, 'ft²'),
  '[cin_i]': plain(inch ** 3, volume, 'in³'),
  '[cft_i]': plain((12 * inch) ** 3, volume, 'ft³'),
  '[gal_us]': plain(gallon, volume, 'gal'),
  '[qt_us]': plain(gallon / 4, volume, 'qt'),
  '[pt_us]': plain(gallon / 8, volume, 'pt'),
  '[foz_us]': plain(gallon / 128, volume, 'fl oz'),
  '[lb_av]': plain(pound, mass, 'lb'),
  '[oz_av]': plain(pound / 16, mass, 'oz'),
  '[ston_av]': plain(pound * 2000, mass, 'short ton'),
  '[lbf_av]': plain(poundForce, force, 'lbf'),
  '[psi]': plain(poundForce / inch ** 2, pressure, 'psi'),
  "[in_i'H2O]": plain(inch * standardGravity * 1e6, pressure, 'inH₂O'),
  "[in_i'Hg]": plain(inch * 133.322e6, pressure, 'inHg'),
  '[kn_i]': plain(1852 / 3600, { m: 1, s: -1 }, 'kn'),
  '[HP]': plain(550 * 12 * inch * poundForce, power, 'hp'),
  '[Btu_IT]': plain(1_055_055.85262, energy, 'BTU'),
};
