import { createStore } from 'zustand/vanilla';
import { usualViewing, type Viewing, viewingIn } from '../viewing.ts';

const storageKey = 'gemba-wall';

interface ViewingState {
  readonly viewing: Viewing;
  /** The address, this device or somebody in front of it said so. */
  readonly settled: boolean;
}

/** How the wall is looked at. The address counts before what the device remembers. */
export const viewingStore = createStore<ViewingState>(() => {
  const remembered = recall();
  const asked = viewingIn(location.search, remembered ?? usualViewing);
  return { viewing: asked ?? remembered ?? usualViewing, settled: asked !== null || remembered !== null };
});

export function setViewing(viewing: Viewing): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(viewing));
  } catch {
    // Storage is switched off: the address keeps it.
  }
  const address = new URL(location.href);
  address.searchParams.set('distance', String(viewing.distance));
  address.searchParams.set('diagonal', String(viewing.diagonal));
  history.replaceState(history.state, '', address);
  viewingStore.setState({ viewing, settled: true });
}

function recall(): Viewing | null {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Partial<Viewing> | null;
    const query = new URLSearchParams({ distance: String(kept?.distance), diagonal: String(kept?.diagonal) });
    return kept === null ? null : viewingIn(`?${query}`, usualViewing);
  } catch {
    return null;
  }
}
