import { useRef } from 'react';
import { isOpen } from '../../../twin/work-order.ts';
import { useText } from '../../languages/language.ts';
import { Icon } from '../marks.tsx';
import { AllOrders } from './order-list.tsx';
import { useOrders } from './order-store.ts';
import '../dialog.css';
import './orders.css';

/** Opens the list of all work orders, and says how many are open. */
export function OrdersButton() {
  const t = useText();
  const orders = useOrders();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = [...(orders?.values() ?? [])].filter(isOpen).length;
  const shut = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className="orders-button"
        aria-label={t('orders.open', { count: open })}
        title={t('orders.open', { count: open })}
        onClick={() => dialog.current?.showModal()}
      >
        {t('orders.title')}
        {open > 0 && <strong>{open}</strong>}
      </button>
      <dialog
        ref={dialog}
        className="dialog orders-dialog"
        aria-label={t('orders.title')}
        // What a key means to the page it does not mean in here.
        onKeyDown={(event) => event.stopPropagation()}
      >
        <header>
          <h2>{t('orders.title')}</h2>
          <button type="button" className="dialog-close" aria-label={t('orders.shut')} onClick={shut}>
            <Icon name="close" />
          </button>
        </header>
        <AllOrders onLeave={shut} />
      </dialog>
    </>
  );
}
