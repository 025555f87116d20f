import { createStore } from 'zustand/vanilla';

export type Layout = 'wall' | 'desk' | 'tablet';

/** What the address names: a layout, the gallery of equipment, the sheet of machine codes, or the key figures. */
export type Place =
  | {
      readonly page: 'layout';
      readonly layout: Layout;
      /** The machine that a code names, as the address says it: it may be none of this plant. */
      readonly asked: string | null;
    }
  | { readonly page: 'gallery' }
  | { readonly page: 'codes' }
  | { readonly page: 'report' };

const layouts = { '/wall': 'wall', '/desk': 'desk', '/tablet': 'tablet' } as const;
const codePrefix = '/a/';

/** `/` and `/a/<machine id>` are the layout that suits the device: a tablet's where a finger points, else the desk. */
export function placeOf(path: string, touched: boolean): Place {
  if (path === '/gallery') return { page: 'gallery' };
  if (path === '/codes') return { page: 'codes' };
  if (path === '/report') return { page: 'report' };
  const layout = Object.entries(layouts).find(([prefix]) => path === prefix)?.[1] ?? (touched ? 'tablet' : 'desk');
  return { page: 'layout', layout, asked: path.startsWith(codePrefix) ? decoded(path.slice(codePrefix.length)) : null };
}

/** Where the code of a machine leads, from the address at which the gateway is reached. */
export const codeAddress = (base: string, machine: string): string =>
  `${base.replace(/\/+$/, '')}${codePrefix}${encodeURIComponent(machine)}`;

/** The machine that a scanned text names, or null when it is not one of our codes. */
export function machineInCode(text: string): string | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null;
  const { pathname } = new URL(text);
  return pathname.startsWith(codePrefix) ? decoded(pathname.slice(codePrefix.length)) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A stray % is no reason to show nothing.
  }
}

const here = (): Place => placeOf(location.pathname, matchMedia('(pointer: coarse) and (max-width: 1366px)').matches);

export const placeStore = createStore<{ readonly place: Place }>(() => ({
  // Without a window, in a test, there is no address.
  place: typeof location === 'undefined' ? placeOf('/', false) : here(),
}));

/** Call once, before the place is read: it is the address's from then on. */
export function followPlace(nowMs: number): void {
  const wanted = takeWanted(nowMs);
  if (wanted !== null && location.pathname === '/') history.replaceState(null, '', wanted);
  const follow = () => placeStore.setState({ place: here() });
  follow();
  addEventListener('popstate', follow);
}

const wantedKey = 'gemba-wanted';
/** A sign-in that takes longer than this was for something else. */
const wantedForMs = 10 * 60_000;

/** Keeps the address over a sign-in, whose link opens `/`, maybe in another tab. */
export function keepWanted(nowMs: number): void {
  if (location.pathname === '/') return;
  try {
    const address = location.pathname + location.search;
    localStorage.setItem(wantedKey, JSON.stringify({ address, untilMs: nowMs + wantedForMs }));
  } catch {
    // Without storage the sign-in opens the whole plant.
  }
}

function takeWanted(nowMs: number): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(wantedKey) ?? 'null') as { address?: unknown; untilMs?: unknown };
    localStorage.removeItem(wantedKey);
    const { address, untilMs } = kept ?? {};
    // Of this origin only: two slashes would name another host.
    if (typeof address !== 'string' || !/^\/(?!\/)/.test(address)) return null;
    return typeof untilMs === 'number' && nowMs < untilMs ? address : null;
  } catch {
    return null;
  }
}
