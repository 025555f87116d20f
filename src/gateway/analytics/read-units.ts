import type { Unit } from '../../analytics/remaining-life.ts';
import { RecordError } from '../records/record-error.ts';
import { numberIn, tableRows } from './table-rows.ts';

/**
 * Units of a table whose first column names the unit, the second its cycle, all others its readings; units in the order
 * of the file, cycles in their own. Throws a `RecordError` that says what to mend.
 */
export async function readUnits(
  file: string,
): Promise<{ readonly columns: readonly string[]; readonly units: Unit[] }> {
  const units = new Map<string, { readonly cycle: number; readonly row: Float64Array }[]>();
  let columns: readonly string[] = [];
  let line = 0;
  for await (const { columns: all, cells } of tableRows(file)) {
    line++;
    if (all.length < 3)
      throw new RecordError(`${file} has ${all.length} columns: a unit, its cycle and readings are needed.`);
    columns = all.slice(2);
    const numbers = cells.slice(1).map((cell) => numberIn(cell));
    const bad = numbers.findIndex((value) => value === null || !Number.isFinite(value));
    if (bad >= 0) {
      throw new RecordError(
        `Row ${line} of ${file} has no number in column "${all[bad + 1]}": mend that row, or leave it out.`,
      );
    }
    const [cycle, ...row] = numbers as number[];
    const name = cells[0]!.trim();
    const own = units.get(name);
    const each = { cycle: cycle!, row: Float64Array.from(row) };
    if (own) own.push(each);
    else units.set(name, [each]);
  }
  return {
    columns,
    units: [...units].map(([name, rows]) => ({
      name,
      rows: rows.toSorted((a, b) => a.cycle - b.cycle).map(({ row }) => row),
    })),
  };
}
