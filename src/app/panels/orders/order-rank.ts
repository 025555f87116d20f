import { isOpen, urgencyOf, type WorkOrder } from '../../../twin/work-order.ts';

const ranks = { urgent: 0, soon: 1, plannable: 2 } as const;

/** Open orders, the most urgent first; those that ended, the newest first. `machine`: only of this one. */
export function rankOrders(
  orders: Iterable<WorkOrder>,
  nowMs: number,
  machine: string | null,
): { readonly open: readonly WorkOrder[]; readonly ended: readonly WorkOrder[] } {
  const own = [...orders].filter((order) => machine === null || order.machine === machine);
  const rank = (order: WorkOrder): number => ranks[urgencyOf(order, nowMs)];
  return {
    open: own.filter(isOpen).sort((a, b) => rank(a) - rank(b) || a.evidence.earliestMs - b.evidence.earliestMs),
    ended: own.filter((order) => !isOpen(order)).sort((a, b) => b.log.at(-1)!.atMs - a.log.at(-1)!.atMs),
  };
}
