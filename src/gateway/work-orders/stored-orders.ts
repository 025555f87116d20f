import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkOrder } from '../../twin/work-order.ts';
import { isWorkOrder } from './check-order.ts';

/** The file of an orders' folder. */
export const journalFile = 'journal.jsonl';

/**
 * The orders that a folder keeps, what was changed last at the end; nothing is written, so a gateway may run. A line that
 * cannot be read, as one that is being written, is passed over. Null where no order was ever kept.
 */
export async function storedOrders(folder: string): Promise<readonly WorkOrder[] | null> {
  const text = await readFile(join(folder, journalFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const orders = new Map<string, WorkOrder>();
  for (const line of text.split('\n')) {
    const order = orderIn(line);
    if (!order) continue;
    orders.delete(order.id);
    orders.set(order.id, order);
  }
  return [...orders.values()];
}

function orderIn(line: string): WorkOrder | null {
  try {
    const value: unknown = JSON.parse(line);
    return isWorkOrder(value) ? value : null;
  } catch {
    return null;
  }
}
