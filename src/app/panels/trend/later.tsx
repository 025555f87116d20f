import { Suspense } from 'react';
import type { PlacedTag } from '../../../twin/plant-index.ts';
import { lazily } from '../../languages/lazily.ts';

const Loaded = lazily(() => import('./trend.tsx').then(({ Trend }) => Trend));

/** The trend, fetched beside the first picture. Its room is kept meanwhile. */
export function Trend({ suggested }: { readonly suggested: readonly PlacedTag[] }) {
  return (
    <Suspense fallback={<section className="trend" aria-busy="true" style={{ minHeight: 240 }} />}>
      <Loaded suggested={suggested} />
    </Suspense>
  );
}
