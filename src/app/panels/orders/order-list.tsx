import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { usePulse } from '../../stores/session.ts';
import { OrderCard } from './order-card.tsx';
import { rankOrders } from './order-rank.ts';
import { useOrders } from './order-store.ts';

/** The open work orders of a machine, where there are any. */
export function MachineOrders({ machine }: { readonly machine: string }) {
  const t = useText();
  usePulse();
  const orders = useOrders();
  const { open } = rankOrders(orders?.values() ?? [], nowMs(), machine);
  if (open.length === 0) return null;
  return (
    <section className="order-section" aria-label={t('orders.title')}>
      <h3>{t('orders.title')}</h3>
      <ul>
        {open.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
    </section>
  );
}

/** All that are open, the most urgent first, and behind a fold those that ended. */
export function AllOrders({ onLeave }: { readonly onLeave: () => void }) {
  const t = useText();
  usePulse();
  const orders = useOrders();
  if (orders === null) return <p className="muted">{t('orders.loading')}</p>;
  const { open, ended } = rankOrders(orders.values(), nowMs(), null);
  return (
    <>
      {open.length === 0 && <p className="muted">{t('orders.none')}</p>}
      <ul>
        {open.map((order) => (
          <OrderCard key={order.id} order={order} named onLeave={onLeave} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary className="order-fold">
            {t('orders.ended')} ({ended.length})
          </summary>
          <ul>
            {ended.map((order) => (
              <OrderCard key={order.id} order={order} named onLeave={onLeave} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
