import type { Camera, Object3D } from 'three';
import type { LiveTable } from '../live/live-table.ts';
import type { Palette } from '../palette.ts';
import type { TimeState } from '../stores/time.ts';

/** What a layer may read of the moment that is drawn. */
export interface Frame {
  readonly table: LiveTable;
  readonly time: TimeState;
  /** Live without a connection: what is shown is what came last, and all of it is in doubt. */
  readonly lost: boolean;
  /** Seconds of the time shown since the last frame; 0 while it stands still or motion is unwanted. */
  readonly seconds: number;
  readonly camera: Camera;
  /** CSS px of the picture. */
  readonly width: number;
  readonly height: number;
  readonly colours: Palette;
}

/** A part of the picture that is built once and then changed frame by frame, outside React. */
export interface Layer {
  /** Drawn as long as the layer is there; null for one made of HTML. */
  readonly object: Object3D | null;
  /** Puts what changed into the scene. Returns whether the picture has to be drawn again. */
  update(frame: Frame): boolean;
  /** The theme changed. */
  colour(colours: Palette): void;
  dispose(): void;
}
