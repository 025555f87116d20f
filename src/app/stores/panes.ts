import { createStore } from 'zustand/vanilla';
import type { LeftPane, SheetView } from './view-address.ts';

/** How far up the tablet's sheet is. */
export const detents = ['peek', 'half', 'full'] as const;
export type Detent = (typeof detents)[number];

/** What is open beside the scene. The panes and the sheet's view stand in the page's address. */
export interface PanesState {
  /** How the window is laid out: a narrow one is a tablet's whatever the address says. */
  readonly arrangement: 'desk' | 'tablet';
  readonly left: LeftPane | null;
  readonly inspector: boolean;
  readonly timeline: boolean;
  readonly sheet: SheetView;
  readonly detent: Detent;
}

export const panesStore = createStore<PanesState>(() => ({
  arrangement: 'desk',
  left: 'tree',
  inspector: true,
  timeline: true,
  sheet: 'machine',
  detent: 'half',
}));

export const setPanes = (change: Partial<PanesState>): void => panesStore.setState(change);

/** Opens a pane or puts it away; on a tablet it comes into the sheet. */
export function togglePane(pane: LeftPane | 'inspector' | 'timeline'): void {
  const { arrangement, inspector, timeline } = panesStore.getState();
  if (arrangement === 'tablet') showInSheet(sheetOf[pane]);
  else if (pane === 'inspector') setPanes({ inspector: !inspector });
  else if (pane === 'timeline') setPanes({ timeline: !timeline });
  else toggleLeft(pane);
}

const sheetOf = {
  tree: 'plant',
  alarms: 'alarms',
  events: 'time',
  differences: 'differences',
  inspector: 'machine',
  timeline: 'time',
} as const;

/** Opens the pane at the left of the desk, or puts it away when it is open. */
export const toggleLeft = (pane: LeftPane): void =>
  setPanes({ left: panesStore.getState().left === pane ? null : pane });

/** Shows this in the tablet's sheet, high enough to be read. */
export function showInSheet(sheet: SheetView): void {
  const { detent } = panesStore.getState();
  setPanes({ sheet, detent: detent === 'peek' ? 'half' : detent });
}

/** Sizes that a person gave to panes on this device, CSS px; null = never touched. */
export type PaneName = 'tree' | 'inspector' | 'timeline';
export type PaneSizes = Readonly<Record<PaneName, number | null>>;

const sizesKey = 'gemba-panes';
const gloveKey = 'gemba-gloves';

export function rememberedSizes(): PaneSizes {
  const none: PaneSizes = { tree: null, inspector: null, timeline: null };
  try {
    const kept = JSON.parse(localStorage.getItem(sizesKey) ?? '{}') as Partial<Record<PaneName, unknown>>;
    const size = (name: PaneName): number | null => {
      const value = kept[name];
      return typeof value === 'number' && value > 0 && value < 10_000 ? value : null;
    };
    return { tree: size('tree'), inspector: size('inspector'), timeline: size('timeline') };
  } catch {
    return none; // Storage is switched off, or somebody wrote nonsense into it.
  }
}

export function rememberSizes(sizes: PaneSizes): void {
  try {
    localStorage.setItem(sizesKey, JSON.stringify(sizes));
  } catch {
    // The sizes hold until the page is left.
  }
}

/** Whether targets are 20 mm large, for hands in gloves; remembered on this device. */
export const gloveStore = createStore<{ readonly gloves: boolean }>(() => ({ gloves: glovesRemembered() }));

export function toggleGloves(): void {
  const gloves = !gloveStore.getState().gloves;
  try {
    localStorage.setItem(gloveKey, gloves ? 'on' : 'off');
  } catch {
    // The choice holds until the page is left.
  }
  gloveStore.setState({ gloves });
}

function glovesRemembered(): boolean {
  try {
    return localStorage.getItem(gloveKey) === 'on';
  } catch {
    return false;
  }
}
