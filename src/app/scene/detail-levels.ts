/** By level of detail: pieces smaller than this are left out, metres. */
export const leastMetres: readonly number[] = [0, ...Array.from({ length: 16 }, (_, k) => 0.014 * 2 ** (k / 2))];
