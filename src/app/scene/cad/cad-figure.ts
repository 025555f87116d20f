import type { Matrix4 } from 'three';
import type { CadModel as PlantModel } from '../../../twin/plant.ts';
import type { PlacedMachine, PlantIndex } from '../../../twin/plant-index.ts';
import type { Palette } from '../../palette.ts';
import type { ModelKey } from '../../stores/cad.ts';
import type { Frame } from '../layer.ts';
import { CadDrive } from './cad-drive.ts';
import type { CadMeshes } from './cad-meshes.ts';
import type { CadModel } from './cad-model.ts';
import { CadPaint } from './cad-paint.ts';
import { CadPlacement } from './cad-placement.ts';

/** One machine's model as it stands in the hall, in step with its tags. */
export class CadFigure {
  readonly key: ModelKey;
  readonly machine: PlacedMachine | null;
  readonly placement: CadPlacement;
  readonly standing: Omit<PlantModel, 'file'>;
  readonly #drawn: { readonly meshes: CadMeshes; readonly at: number };
  /** The machine's own, which a vehicle changes. */
  readonly #base: Matrix4;
  readonly #paint: CadPaint;
  readonly #drive: CadDrive | null;
  #placed = false;

  constructor(
    key: ModelKey,
    drawn: { readonly meshes: CadMeshes; readonly at: number },
    model: CadModel,
    machine: PlacedMachine | null,
    index: PlantIndex,
    standing: Omit<PlantModel, 'file'>,
    base: Matrix4,
  ) {
    this.key = key;
    this.machine = machine;
    this.#drawn = drawn;
    this.#base = base;
    this.standing = standing;
    this.placement = new CadPlacement(model, standing, base);
    this.#paint = new CadPaint(model, machine, index);
    this.#drive = machine && new CadDrive(this.placement, machine, index, standing);
  }

  update(frame: Frame, repaint: boolean): { moved: boolean; painted: boolean } {
    const { meshes, at } = this.#drawn;
    const driven = this.#drive?.update(frame.table, frame.seconds) ?? false;
    const moved = this.placement.moveTo(this.#base) || driven || !this.#placed;
    this.#placed = true;
    if (moved) {
      const { model } = this.placement;
      this.placement.settle((k, matrix) => {
        meshes.place(at, k, matrix);
        meshes.finish(at, k, !this.placement.isHidden(model.instances[k]!.node));
      });
    }
    const painted = this.#paint.update(frame, repaint, meshes, at);
    return { moved, painted };
  }

  /** The colours that bound nodes have on screen. */
  drawnColours(colours: Palette): string {
    return this.#paint.drawnColours(colours);
  }
}
