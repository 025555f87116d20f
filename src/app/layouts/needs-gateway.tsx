import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { twinStore } from '../stores/twin.ts';

/** While the twin is shown from what was kept, the record cannot be had: its panels say so and take no input. */
export function NeedsGateway({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const kept = useStore(twinStore, (state) => state.keptMs !== null);
  return (
    <>
      <div className="needs-gateway" inert={kept}>
        {children}
      </div>
      {kept && (
        <p className="needs-gateway-why" role="status">
          {t('offline.timeline')}
        </p>
      )}
    </>
  );
}
