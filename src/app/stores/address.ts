import { createStore } from 'zustand/vanilla';

export type Layout = 'wall' | 'desk' | 'tablet';

/** What the address names: a layout, the gallery of equipment, or the sheet of machine codes. */
export type Place =
  | { readonly page: 'layout'; readonly layout: Layout }
  | { readonly page: 'gallery' }
  | { readonly page: 'codes' };

const layouts = { '/wall': 'wall', '/desk': 'desk', '/tablet': 'tablet' } as const;

/** `/` and `/a/<machine id>` are the layout that suits the device: a tablet's where a finger points, else the desk. */
export function placeOf(path: string, touched: boolean): Place {
  if (path === '/gallery') return { page: 'gallery' };
  if (path === '/codes') return { page: 'codes' };
  const named = Object.entries(layouts).find(([prefix]) => path === prefix)?.[1];
  return { page: 'layout', layout: named ?? (touched ? 'tablet' : 'desk') };
}

export const placeStore = createStore<{ readonly place: Place }>(() => ({
  place: placeOf(location.pathname, matchMedia('(pointer: coarse) and (max-width: 1366px)').matches),
}));
