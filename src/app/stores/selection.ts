import { createStore } from 'zustand/vanilla';
import type { MachineId, TagId } from '../../twin/plant.ts';

/** Whence what is framed is seen: slantwise, as usual, or from straight above, as on a plan. */
export type Direction = 'usual' | 'above';

/** What the person points at. */
export interface SelectionState {
  readonly machine: MachineId | null;
  /** One of the machine's components, by id. */
  readonly component: string | null;
  readonly hovered: MachineId | null;
  /** Machines the camera is asked to frame; a new object = a new wish. Empty = the whole hall. */
  readonly framed: { readonly machines: readonly MachineId[]; readonly from: Direction } | null;
  /** Tags in the trend, at most 8 pens; the first is the selected machine's when nobody chose. */
  readonly trendTags: readonly TagId[];
}

export const selectionStore = createStore<SelectionState>(() => ({
  machine: null,
  component: null,
  hovered: null,
  framed: null,
  trendTags: [],
}));

const set = selectionStore.setState;
const maxPens = 8;

export const select = (machine: MachineId | null): void =>
  set((now) => ({ machine, component: now.machine === machine ? now.component : null }));
/** A component of the selected machine; the same one again lets go of it. */
export const selectComponent = (component: string): void =>
  set((now) => ({ component: now.component === component ? null : component }));
export const hover = (hovered: MachineId | null): void => {
  if (selectionStore.getState().hovered !== hovered) set({ hovered });
};
export const frame = (machines: readonly MachineId[], from: Direction = 'usual'): void =>
  set({ framed: { machines, from } });
export const setTrend = (tags: readonly TagId[]): void => set({ trendTags: tags.slice(0, maxPens) });
export const toggleTrend = (tag: TagId): void => {
  const { trendTags } = selectionStore.getState();
  setTrend(trendTags.includes(tag) ? trendTags.filter((each) => each !== tag) : [...trendTags, tag]);
};
