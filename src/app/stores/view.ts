import { createStore } from 'zustand/vanilla';
import type { MachineId } from '../../twin/plant.ts';

export type Projection = 'perspective' | 'orthographic';
/** Roof and walls: cut away above the knee, whole, or whole and seen through. */
export type BuildingLook = 'cut' | 'whole' | 'xray';
/** Where the section plane cuts: the half towards positive `axis` of `at` (hall metres) is left out. */
export interface Section {
  readonly axis: 'x' | 'y' | 'z';
  readonly at: number;
}
/** A machine that is opened to see its components. */
export interface Opened {
  readonly machine: MachineId;
  readonly how: 'explode' | 'ghost';
}
export interface CameraPlace {
  /** Hall metres [x, y, z]. */
  readonly eye: readonly [number, number, number];
  readonly target: readonly [number, number, number];
}

/** Where the camera is asked to go; `atOnce` while a hand drags it. */
export interface CameraWish extends CameraPlace {
  readonly atOnce?: boolean;
}

/** How the twin is looked at, apart from what is selected and when. All of it stands in the page's address. */
export interface ViewState {
  readonly projection: Projection;
  readonly building: BuildingLook;
  readonly section: Section | null;
  readonly opened: Opened | null;
  /** Id of the heat map that lies on the floor. */
  readonly heatMap: string | null;
  /** Where the camera has come to rest; null = it still frames the whole site. The scene writes it. */
  readonly camera: CameraPlace | null;
  /** A place the camera is asked to go to; a new object = a new wish. The scene goes there. */
  readonly wished: CameraWish | null;
  /** Whether the binding doctor is open. */
  readonly doctor: boolean;
  /** Whether the scene shows what it costs. */
  readonly costs: boolean;
  /** Whether items move on belts and particles in pipes. */
  readonly flow: boolean;
}

export const viewStore = createStore<ViewState>(() => ({
  projection: 'perspective',
  building: 'cut',
  section: null,
  opened: null,
  heatMap: null,
  camera: null,
  wished: null,
  doctor: false,
  costs: false,
  flow: true,
}));

export const setView = (change: Partial<ViewState>): void => viewStore.setState(change);

export const toggleProjection = (): void => {
  const { projection } = viewStore.getState();
  setView({ projection: projection === 'perspective' ? 'orthographic' : 'perspective' });
};
