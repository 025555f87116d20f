import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WorkOrder } from '../../../twin/work-order.ts';
import { type Session, useSession } from '../../stores/session.ts';

/** By id, what was changed last at the end; null before the gateway has told them. */
export const ordersStore = createStore<{ readonly orders: ReadonlyMap<string, WorkOrder> | null }>(() => ({
  orders: null,
}));

/** What is known already may be newer than what `told` says. */
export function learnOrders(told: readonly WorkOrder[]): void {
  const orders = new Map(ordersStore.getState().orders);
  for (const order of told) {
    const known = orders.get(order.id);
    if (known && known.log.length > order.log.length) continue;
    orders.delete(order.id);
    orders.set(order.id, order);
  }
  ordersStore.setState({ orders });
}

let followed: Session['feed'] | null = null;

/** The work orders, followed from the first time on that anything shows them. */
export function useOrders(): ReadonlyMap<string, WorkOrder> | null {
  const { feed } = useSession();
  useEffect(() => {
    if (followed === feed) return;
    followed = feed;
    const ask = () =>
      feed.later<readonly WorkOrder[]>((socket, reply) => socket.emit('workOrders', reply)).then(learnOrders);
    feed.listen((socket) => {
      socket.on('workOrderChanged', (order) => learnOrders([order]));
      socket.on('hello', () => void ask().catch(() => undefined)); // lost again, another hello is to come
    });
    void ask().catch(() => undefined);
  }, [feed]);
  return useStore(ordersStore, ({ orders }) => orders);
}
