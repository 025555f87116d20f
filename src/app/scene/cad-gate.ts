import type { Ray } from 'three';
import { cadStore, type ModelKey } from '../stores/cad.ts';
import type { Session } from '../stores/session.ts';
import type { Assembly } from './assembly.ts';
import { LateLayer } from './late-layer.ts';
import type { Layer } from './layer.ts';
import type { Pickable } from './pick-boxes.ts';

/** What a ray meets of a model. */
export interface FineHit {
  readonly of: ModelKey;
  readonly node: string;
  /** Metres along the ray. */
  readonly distance: number;
}

export interface CadHost extends Layer {
  pick(ray: Ray): FineHit | null;
  /** The colours that bound nodes have on screen: "Rotor:#e69f00". */
  drawnColours(machineIndex: number): string;
}

/** Stands for the models: what draws them is loaded when there is one. */
export class CadGate extends LateLayer<CadHost> {
  constructor(session: Session, assembly: Assembly, pickables: readonly Pickable[]) {
    const inPlant = session.index.machines.some(({ machine }) => machine.model !== undefined);
    super(
      () => inPlant || cadStore.getState().dropped !== null,
      async () => {
        const { CadLayer } = await import('./cad/cad-layer.ts');
        return new CadLayer(session, assembly, pickables);
      },
    );
  }

  pick(ray: Ray): FineHit | null {
    return this.host?.pick(ray) ?? null;
  }

  drawnColours(machineIndex: number): string {
    return this.host?.drawnColours(machineIndex) ?? '';
  }
}
