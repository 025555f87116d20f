import { join } from 'node:path';
import type { Command } from 'commander';
import { isOpen, type WorkOrder } from '../../twin/work-order.ts';
import { RecordError } from '../records/record-error.ts';
import { storedOrders } from '../work-orders/stored-orders.ts';
import { type PlaceOptions, placeOf } from './place.ts';

export function addWorkOrders(program: Command, root: string): void {
  program
    .command('work-orders')
    .description('list the open work orders, also while the gateway runs\n  e.g. gemba work-orders bottling')
    .argument('[plant]', 'the plant they are of', 'bottling')
    .option('--data <folder>', 'its data folder (default: .gemba/<plant id>)')
    .option('--json', 'a line of JSON for each order, also of those that ended: what was found, and of which time')
    .action(async (plant: string, options: PlaceOptions & { readonly json?: boolean }) => {
      const { dataFolder } = await placeOf(root, plant, options);
      const folder = join(dataFolder, 'work-orders');
      const orders = await storedOrders(folder);
      if (orders === null) {
        throw new RecordError(`There are no work orders in ${folder}: choose the data folder with --data.`);
      }
      for (const line of options.json ? orders.map((order) => JSON.stringify(order)) : orderLines(orders)) {
        console.log(line);
      }
    });
}

/** The open ones in words, the one that may fail first on top. Times are UTC. */
export function orderLines(orders: readonly WorkOrder[]): readonly string[] {
  const open = orders.filter(isOpen).sort((a, b) => a.evidence.earliestMs - b.evidence.earliestMs);
  if (open.length === 0) return ['No work order is open.'];
  return open.map(({ state, machine, title, evidence: { tag, limit, at, earliestMs, latestMs } }) => {
    const why = `${tag} ${limit} ${at} between ${minuteOf(earliestMs)} and ${minuteOf(latestMs)}`;
    return `${stateWords[state].padEnd(11)}  ${machine}: ${title} (${why})`;
  });
}

const stateWords: Readonly<Record<WorkOrder['state'], string>> = {
  draft: 'draft',
  accepted: 'accepted',
  inProgress: 'in progress',
  closed: 'closed',
  rejected: 'rejected',
};

/** "2030-01-07 14:05Z" */
const minuteOf = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ')}Z`;
