import { useStore } from 'zustand';
import { lazily } from '../languages/lazily.ts';
import { placeStore } from '../stores/address.ts';

const Codes = lazily(() => import('./codes.tsx').then(({ Codes }) => Codes));
const Report = lazily(() => import('./report/report.tsx').then(({ Report }) => Report));

/** A page about the plant that does not show it. Fetched by itself, so that no layout waits for what it needs. */
export function Sheet() {
  const { page } = useStore(placeStore, ({ place }) => place);
  return page === 'report' ? <Report /> : <Codes />;
}
