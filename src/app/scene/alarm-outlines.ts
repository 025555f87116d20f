import type { Palette } from '../palette.ts';
import { alarmsStore, type Priority } from '../stores/alarms.ts';
import { viewStore } from '../stores/view.ts';
import { worstByMachine } from '../stores/worst-alarms.ts';
import type { Built } from './assembly.ts';
import type { Frame, Layer } from './layer.ts';
import { Silhouette } from './silhouette.ts';

/** More outlines than this tell nobody anything; beacons and arrows still do. */
const mostOutlined = 24;

/** A line in its alarm's colour round each machine in alarm, outside of the selection's. */
export class AlarmOutlines implements Layer {
  readonly #line = new Silhouette({ widthPx: 4, bit: 2, tinted: true });
  readonly object = this.#line.group;
  readonly #ofMachine: readonly Built[];
  #alarms: unknown = null;
  #open: string | null = null;
  #colours: Readonly<Record<Priority, string>> = { 1: '', 2: '', 3: '' };

  constructor(ofMachine: readonly Built[]) {
    this.#ofMachine = ofMachine;
  }

  update({ width, height }: Frame): boolean {
    this.#line.uniforms.uViewport.value.set(width, height);
    const { alarms } = alarmsStore.getState();
    // Round each of its loose pieces it would hide what was opened to be seen; its beacon stays.
    const open = viewStore.getState().opened?.machine ?? null;
    if (alarms !== this.#alarms || open !== this.#open) {
      this.#alarms = alarms;
      this.#open = open;
      const worst = [...worstByMachine(alarms)].filter(([id]) => id !== open).slice(0, mostOutlined);
      const priorities = new Map(worst);
      // In the order of the machines: the same ones in another order, as beginnings become known, are no other picture.
      const shown = this.#ofMachine.flatMap((built) => {
        const priority = built.machine && priorities.get(built.machine.machine.id);
        return priority ? [{ built, colour: this.#colours[priority] }] : [];
      });
      const changed = this.#line.show(
        shown.map(({ built }) => built),
        shown.map(({ colour }) => colour),
      );
      if (changed) return true;
    }
    this.#line.follow();
    return false;
  }

  colour({ alarmHigh, alarmMedium, alarmLow }: Palette): void {
    this.#colours = { 1: alarmHigh, 2: alarmMedium, 3: alarmLow };
    this.#alarms = null;
  }

  dispose(): void {
    this.#line.dispose();
  }
}
