import type { CodingColour } from '../twin/plant.ts';

/**
 * The one file of colours. Grey carries the plant, alarm colours are used for nothing else, and no meaning rests on a
 * colour alone: limits have a shape, states a word and a pattern. Contrasts against `ground` and `surface`: text and
 * value at least 7:1, muted text 4.5:1, graphics 3:1.
 */
export interface Palette {
  /** Behind everything; the hall's floor fades into it. */
  readonly ground: string;
  /** Panels, cards and labels. */
  readonly surface: string;
  /** A field or a row under the pointer. */
  readonly raised: string;
  /** Hair-lines between things. */
  readonly line: string;
  readonly text: string;
  readonly textMuted: string;
  /** Live values. */
  readonly value: string;
  readonly selection: string;
  /** Text on `selection`. */
  readonly onSelection: string;
  /** Priority 1, a red square: beyond highHigh or lowLow. */
  readonly alarmHigh: string;
  readonly onAlarmHigh: string;
  /** Priority 2, an amber triangle: beyond high or low. */
  readonly alarmMedium: string;
  readonly onAlarmMedium: string;
  /** Priority 3, a violet diamond. */
  readonly alarmLow: string;
  readonly onAlarmLow: string;
  /** The frame, the word and the clock while another moment than now is shown. */
  readonly past: string;
  readonly onPast: string;
  /** The moment that another one is compared with: its ghost, edges, needles and letter. */
  readonly second: string;
  readonly onSecond: string;
  /** Machine states in lanes and swatches: lighter = running, darker = stopped; always with the state's word. */
  readonly stateRunning: string;
  readonly stateIdle: string;
  readonly stateSuspended: string;
  readonly stateHeld: string;
  readonly stateStopped: string;
  readonly stateAborted: string;
  readonly stateUnknown: string;
  /** Up to 8 pens of a trend, told apart by lightness as well. */
  readonly pens: readonly string[];
  /** Four greys by role, and what else the scene is made of. */
  readonly floor: string;
  readonly floorPaint: string;
  readonly floorGrid: string;
  readonly wall: string;
  readonly wallCut: string;
  readonly structure: string;
  readonly cover: string;
  readonly steel: string;
  readonly moving: string;
  readonly rubber: string;
  readonly glass: string;
  readonly liquid: string;
  /** Product: the only tint of a healthy plant. */
  readonly bottle: string;
  readonly case: string;
  readonly pallet: string;
  /** The hall's light: the lamp, the ceiling's and what the floor gives back. */
  readonly keyLight: string;
  readonly skyLight: string;
  readonly bounceLight: string;
  /** What is printed: the same in both themes. */
  readonly paper: string;
  readonly ink: string;
  /** What a plant file may code a meaning with: told apart by lightness, and none near an alarm's colour. */
  readonly coding: Readonly<Record<CodingColour, string>>;
  /** Ends of scales, and the middle of one that diverges; between them lightness rises or falls in even steps. */
  readonly sequential: readonly string[];
  readonly diverging: readonly string[];
}

export type ThemeName = 'light' | 'dark';

const light: Palette = {
  ground: '#dadcde',
  surface: '#f3f4f5',
  raised: '#e6e8ea',
  line: '#b9bec3',
  text: '#171b1f',
  textMuted: '#4a5158',
  value: '#0b3a82',
  selection: '#1f6feb',
  onSelection: '#ffffff',
  alarmHigh: '#c8102e',
  onAlarmHigh: '#ffffff',
  alarmMedium: '#e69f00',
  onAlarmMedium: '#171b1f',
  alarmLow: '#7a4fb5',
  onAlarmLow: '#ffffff',
  past: '#6b4423',
  onPast: '#ffffff',
  second: '#00606b',
  onSecond: '#ffffff',
  stateRunning: '#c3c8cd',
  stateIdle: '#a3a9af',
  stateSuspended: '#8b9299',
  stateHeld: '#6f777f',
  stateStopped: '#565d65',
  stateAborted: '#3a4047',
  stateUnknown: '#e6e8ea',
  pens: ['#0b3a82', '#2e7da6', '#5b4a8a', '#44525e', '#6c8bb8', '#8f6fae', '#1c6b75', '#7d8791'],
  floor: '#d2d4d6',
  floorPaint: '#f4f4f2',
  floorGrid: '#b4b9bd',
  wall: '#cfd1d3',
  wallCut: '#6d747b',
  structure: '#9a9fa4',
  cover: '#d5d7d8',
  steel: '#bcc1c5',
  moving: '#c4beb4',
  rubber: '#5f656b',
  glass: '#eef4f7',
  liquid: '#9db4c4',
  bottle: '#7fa39a',
  case: '#b9a07e',
  pallet: '#a98f6c',
  keyLight: '#fff8ef',
  skyLight: '#eef3f8',
  bounceLight: '#b4b4b3',
  paper: '#ffffff',
  ink: '#000000',
  coding: { pale: '#ecf3f8', grey: '#8d9399', dark: '#2d343a', blue: '#2171ac', teal: '#72c9c3', brown: '#6b462c' },
  sequential: ['#e5f0fc', '#003e71'],
  diverging: ['#064f89', '#f0eeea', '#6b421f'],
};

const dark: Palette = {
  ground: '#1e2225',
  surface: '#272c30',
  raised: '#32383d',
  line: '#4a5259',
  text: '#eef0f2',
  textMuted: '#a9b1b8',
  value: '#9cc4ff',
  selection: '#58a0ff',
  onSelection: '#0d1216',
  alarmHigh: '#f2455f',
  onAlarmHigh: '#14060a',
  alarmMedium: '#e69f00',
  onAlarmMedium: '#171b1f',
  alarmLow: '#a985e0',
  onAlarmLow: '#14101c',
  past: '#d8ab7a',
  onPast: '#21160b',
  second: '#6fdcd2',
  onSecond: '#07211f',
  stateRunning: '#a7aeb4',
  stateIdle: '#848c93',
  stateSuspended: '#6d757c',
  stateHeld: '#596168',
  stateStopped: '#454c52',
  stateAborted: '#31373c',
  stateUnknown: '#272c30',
  pens: ['#9cc4ff', '#6fb8d8', '#b4a0e0', '#c3ccd4', '#5f8fd0', '#d0b8ea', '#62b3ad', '#8c969f'],
  floor: '#292e32',
  floorPaint: '#555d64',
  floorGrid: '#3a4146',
  wall: '#343a3f',
  wallCut: '#7d868d',
  structure: '#676e74',
  cover: '#989ea3',
  steel: '#868d93',
  moving: '#8d877e',
  rubber: '#3c4247',
  glass: '#a9bac4',
  liquid: '#64839a',
  bottle: '#6b958b',
  case: '#93805f',
  pallet: '#86714f',
  keyLight: '#fff8ef',
  skyLight: '#c3d0dc',
  bounceLight: '#3a4046',
  paper: '#ffffff',
  ink: '#000000',
  coding: { pale: '#e9eff5', grey: '#7b8187', dark: '#30363d', blue: '#5fa5de', teal: '#7fd6d0', brown: '#795033' },
  // The dull end is the one near the ground here, too: what is more stands out more.
  sequential: ['#364452', '#a7dfff'],
  diverging: ['#8ccbff', '#404345', '#e1bc9f'],
};

export const palette: Readonly<Record<ThemeName, Palette>> = { light, dark };

/**
 * Sets every colour as a custom property on `element` (`textMuted` becomes `--text-muted`, pens `--pen-1` to
 * `--pen-8`), and tells the browser and the scene which theme it is.
 */
export function applyPalette(element: HTMLElement, theme: ThemeName): void {
  for (const [name, value] of Object.entries(palette[theme])) {
    if (typeof value === 'string') element.style.setProperty(`--${kebab(name)}`, value);
  }
  for (const [k, pen] of palette[theme].pens.entries()) element.style.setProperty(`--pen-${k + 1}`, pen);
  element.style.setProperty('color-scheme', theme);
  element.dataset.theme = theme;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
