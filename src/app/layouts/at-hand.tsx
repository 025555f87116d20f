import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { lazily } from '../languages/lazily.ts';
import { placeStore } from '../stores/address.ts';
import { setPanes } from '../stores/panes.ts';
import { useSession } from '../stores/session.ts';
import { Desk } from './desk.tsx';
import { EmptyPlant } from './doors.tsx';
import { machineCalled } from './follow-address.ts';

const Tablet = lazily(() => import('./tablet.tsx').then(({ Tablet }) => Tablet));
const UnknownMachine = lazily(() => import('./unknown-machine.tsx').then(({ UnknownMachine }) => UnknownMachine));

/** Narrower than this, or as low as a desk at twice its zoom, there is no room for panes beside the hall. */
const roomy = matchMedia('(min-width: 1024px) and (min-height: 520px)');

const followRoom = (changed: () => void): (() => void) => {
  roomy.addEventListener('change', changed);
  return () => roomy.removeEventListener('change', changed);
};

/** The desk, or the tablet where the address, or the room that there is, asks for it. */
export function AtHand() {
  const { index } = useSession();
  const place = useStore(placeStore, (state) => state.place);
  const roomForPanes = useSyncExternalStore(followRoom, () => roomy.matches);
  const arrangement =
    roomForPanes && !(place.page === 'layout' && place.layout === 'tablet') ? 'desk' : ('tablet' as const);
  useLayoutEffect(() => setPanes({ arrangement }), [arrangement]);
  if (index.machines.length === 0) return <EmptyPlant name={index.plant.name} />;
  if (place.page === 'layout' && place.asked !== null && machineCalled(index, place.asked) === null) {
    return <UnknownMachine asked={place.asked} />;
  }
  return arrangement === 'desk' ? <Desk /> : <Tablet />;
}
