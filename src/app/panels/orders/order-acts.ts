import type { OrderAcceptance, OrderClosure, OrderRejection } from '../../../protocol/work-orders.ts';
import type { WorkOrder } from '../../../twin/work-order.ts';
import { useSession } from '../../stores/session.ts';

/** What a person does with an order; every page, this one, too, is told of it. Each rejects with the reason. */
export function useOrderActs() {
  const { feed } = useSession();
  return {
    accept: ({ id, title, steps, parts, minutes }: OrderAcceptance) =>
      feed.later<WorkOrder>((socket, reply) => socket.emit('acceptOrder', { id, title, steps, parts, minutes }, reply)),
    start: (id: string) => feed.later<WorkOrder>((socket, reply) => socket.emit('startOrder', id, reply)),
    close: (closure: OrderClosure) =>
      feed.later<WorkOrder>((socket, reply) => socket.emit('closeOrder', closure, reply)),
    reject: (rejection: OrderRejection) =>
      feed.later<WorkOrder>((socket, reply) => socket.emit('rejectOrder', rejection, reply)),
  };
}
