import { viewStore } from '../stores/view.ts';
import type { Assembly } from './assembly.ts';
import { LateLayer } from './late-layer.ts';

/** Stands for a machine that is opened: what takes it apart is loaded when one is. */
export class OpenedGate extends LateLayer {
  constructor(assembly: Assembly, labels: HTMLElement, still: () => boolean, follow: () => void) {
    super(
      () => viewStore.getState().opened !== null,
      async () => {
        const { OpenedMachine } = await import('./opened/opened-machine.ts');
        return new OpenedMachine(assembly, labels, still, follow);
      },
    );
  }
}
