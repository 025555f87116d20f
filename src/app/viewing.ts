/** Where somebody stands and on how large a screen they look. */
export interface Viewing {
  /** Metres to the furthest viewer. */
  readonly distance: number;
  /** Inches. */
  readonly diagonal: number;
}

/** Until somebody says otherwise. */
export const usualViewing: Viewing = { distance: 3, diagonal: 55 };
/** What is taken for meant; farther out it is a slip. */
export const viewingBounds = { distance: [0.5, 30], diagonal: [7, 200] } as const;

/** Cap height at the furthest viewer's eye. */
const capArcMinutes = 20;
/**
 * Cap height of a font's size. Inter has 0.727; what stands in for it where it is not loaded has down to 0.70, and is
 * to be read as well.
 */
const capShare = 0.7;
const mmPerInch = 25.4;

/** Font size in CSS px, for a screen of so many CSS px: of the whole screen, not of the window. */
export function wallTextPx({ distance, diagonal }: Viewing, screenWidth: number, screenHeight: number): number {
  const pitchMm = (diagonal * mmPerInch) / Math.hypot(screenWidth, screenHeight);
  const capMm = 2 * distance * 1000 * Math.tan((capArcMinutes / 60 / 2) * (Math.PI / 180));
  return Math.round(capMm / capShare / pitchMm);
}

/** As `/wall?distance=5&diagonal=55` says; what is missing or out of bounds is the fallback's. Null without a distance. */
export function viewingIn(search: string, fallback: Viewing): Viewing | null {
  const query = new URLSearchParams(search);
  if (!query.has('distance')) return null;
  const read = (key: keyof Viewing) => bounded(key, query.get(key) ?? '') ?? fallback[key];
  return { distance: read('distance'), diagonal: read('diagonal') };
}

/** The number that a person wrote, with a point or a comma; null when it cannot be meant. */
export function bounded(key: keyof Viewing, text: string): number | null {
  const [least, most] = viewingBounds[key];
  const value = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  return value >= least && value <= most ? value : null;
}
