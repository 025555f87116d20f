import { openLater } from '../languages/language.ts';
import { comparisonStore } from '../stores/comparison.ts';
import type { Session } from '../stores/session.ts';
import type { Assembly } from './assembly.ts';
import { LateLayer } from './late-layer.ts';
import type { Layer } from './layer.ts';

export interface CompareHost extends Layer {
  /** What a machine's label says of B; "" where it says nothing. */
  words(machineIndex: number): string;
}

/** Stands for the ghosts, edges and words of B: what draws them is loaded when moments are compared. */
export class CompareGate extends LateLayer<CompareHost> {
  constructor(session: Session, assembly: Assembly) {
    super(
      () => comparisonStore.getState().second !== null,
      async () => {
        const [{ CompareLayer }] = await Promise.all([import('./compare/compare-layer.ts'), openLater()]);
        return new CompareLayer(session, assembly);
      },
    );
  }

  words(machineIndex: number): string {
    return this.host?.words(machineIndex) ?? '';
  }
}
