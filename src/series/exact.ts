/**
 * Integers up to 64 bits, exactly: as the float64 that everything reckons with, and what is missing to the integer, the
 * residual. It is 0 up to 2^53, and never beyond 1,024 either way, so that an Int16Array holds a column of them.
 */

/** What a float64 lacks to an integer of up to 64 bits, signed or not. */
export const residualOf = (exact: bigint): number => Number(exact - BigInt(Number(exact)));

/** All digits of a sample of an integer tag; "" where its value is no number. */
export function integerText(value: number, residual: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) ? String(BigInt(value) + BigInt(residual)) : String(value);
}
