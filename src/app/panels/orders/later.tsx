import { Suspense } from 'react';
import { lazily } from '../../languages/lazily.ts';

const Button = lazily(() => import('./orders-button.tsx').then(({ OrdersButton }) => OrdersButton));

/** Fetched beside the first picture and not before it. */
export const OrdersButton = () => (
  <Suspense>
    <Button />
  </Suspense>
);
