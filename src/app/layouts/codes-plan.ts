import { equipment } from '../../twin/equipment/equipment.ts';
import type { PlacedMachine } from '../../twin/plant-index.ts';

/** Codes on an A4 sheet: how many across and down. The sheet is cut along the lines between them. */
export const codeSizes = { large: [1, 2], medium: [2, 4], small: [3, 8] } as const;
export type CodeSize = keyof typeof codeSizes;

/** A4 in millimetres, and what printers leave free at its edges. */
export const sheet = { widthMm: 210, heightMm: 297, marginMm: 10 } as const;

const markMm = 6;

/** The marks to cut by, at the sheet's edges and clear of every label: lines [x1, y1, x2, y2] in millimetres. */
export function cutMarks(size: CodeSize): readonly (readonly [number, number, number, number])[] {
  const [across, down] = codeSizes[size];
  const { widthMm, heightMm, marginMm } = sheet;
  const from = marginMm - markMm - 2;
  const marks: [number, number, number, number][] = [];
  for (let k = 0; k <= across; k++) {
    const x = marginMm + ((widthMm - 2 * marginMm) * k) / across;
    marks.push([x, from, x, from + markMm], [x, heightMm - from - markMm, x, heightMm - from]);
  }
  for (let k = 0; k <= down; k++) {
    const y = marginMm + ((heightMm - 2 * marginMm) * k) / down;
    marks.push([from, y, from + markMm, y], [widthMm - from - markMm, y, widthMm - from, y]);
  }
  return marks;
}

export function pagesOf<T>(labels: readonly T[], size: CodeSize): readonly (readonly T[])[] {
  const [across, down] = codeSizes[size];
  const perPage = across * down;
  return Array.from({ length: Math.ceil(labels.length / perPage) }, (_, page) =>
    labels.slice(page * perPage, (page + 1) * perPage),
  );
}

/** What a code is printed for: nobody sticks one on people and fences. */
export const codedMachines = (machines: readonly PlacedMachine[]): readonly PlacedMachine[] =>
  machines.filter(({ machine }) => !equipment[machine.type]?.scenery);

/** What is wrong with an address that codes should begin with; `local` only warns. */
export function baseTrouble(base: string): 'wrong' | 'local' | null {
  if (!/^https?:\/\/[^/]/i.test(base) || !URL.canParse(base)) return 'wrong';
  return /^(localhost|127\.|\[::1\])/.test(new URL(base).host) ? 'local' : null;
}
