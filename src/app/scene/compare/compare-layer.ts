import { Group } from 'three';
import { text } from '../../languages/language.ts';
import { formatWithUnit } from '../../languages/values.ts';
import type { Palette } from '../../palette.ts';
import { comparisonStore } from '../../stores/comparison.ts';
import { type Difference, isNoticeable } from '../../stores/differences.ts';
import { type SecondMoment, secondOf } from '../../stores/second-moment.ts';
import type { Session } from '../../stores/session.ts';
import { viewStore } from '../../stores/view.ts';
import type { Assembly } from '../assembly.ts';
import type { CompareHost } from '../compare-gate.ts';
import type { Frame } from '../layer.ts';
import { Silhouette } from '../silhouette.ts';
import { Ghosts } from './ghosts.ts';

/** More edges than this tell nobody anything; the list has all. */
const mostMarked = 24;

/** B beside A in the picture: ghosts where things stood, an edge and words where a machine differs noticeably. */
export class CompareLayer implements CompareHost {
  readonly object = new Group();
  readonly #session: Session;
  readonly #assembly: Assembly;
  readonly #second: SecondMoment;
  readonly #ghosts: Ghosts;
  /** Under the alarms' and the selection's lines, and wider, so that all can be seen. */
  readonly #edge = new Silhouette({ widthPx: 6, bit: 8, under: true });
  readonly #stop: () => void;
  #words: ReadonlyMap<number, string> = new Map();
  #drawn = '';
  #beat = -1;

  constructor(session: Session, assembly: Assembly) {
    this.#session = session;
    this.#assembly = assembly;
    this.#second = secondOf(session);
    this.#ghosts = new Ghosts(assembly, session.index, this.#second.table);
    this.#stop = this.#second.follow();
    this.object.add(this.#ghosts.group, this.#edge.group);
  }

  words(machineIndex: number): string {
    return this.#words.get(machineIndex) ?? '';
  }

  update({ table, lost, width, height, camera }: Frame): boolean {
    this.#edge.uniforms.uViewport.value.set(width, height);
    const { table: tableB, pulse } = this.#second;
    if (comparisonStore.getState().second === null || lost) return this.#clear();
    const open = viewStore.getState().opened?.machine ?? null;
    // What comes into sight is looked at, too.
    const key = `${table.version} ${tableB.version} ${open} ${camera.matrixWorldInverse.elements.join()}`;
    let changed = false;
    if (key !== this.#drawn) {
      this.#drawn = key;
      changed = this.#ghosts.update(table, tableB, open);
    }
    if (pulse.beat() !== this.#beat) {
      this.#beat = pulse.beat();
      changed = this.#mark() || changed;
    }
    this.#edge.follow();
    return changed;
  }

  colour({ second }: Palette): void {
    this.#edge.uniforms.uColour.value.set(second);
    this.#ghosts.colour(second);
  }

  dispose(): void {
    this.#stop();
    this.#edge.dispose();
    this.#ghosts.dispose();
  }

  #clear(): boolean {
    this.#words = new Map();
    this.#drawn = '';
    this.#beat = -1;
    const hid = this.#ghosts.hide();
    return this.#edge.show([]) || hid;
  }

  #mark(): boolean {
    const byMachine = new Map<number, Difference[]>();
    for (const row of this.#second.differences().rows) {
      if (!isNoticeable(row)) continue;
      const { index } = row.tag.machine;
      const known = byMachine.get(index);
      if (known) known.push(row);
      else byMachine.set(index, [row]);
    }
    this.#words = new Map([...byMachine].map(([index, rows]) => [index, wordsOf(rows)]));
    const open = viewStore.getState().opened?.machine;
    const marked = [...byMachine.keys()].filter((index) => this.#session.index.machines[index]!.machine.id !== open);
    return this.#edge.show(marked.slice(0, mostMarked).map((index) => this.#assembly.ofMachine[index]!));
  }
}

/** "B Execute · Bowl level A 82.5 %, B 51.6 %": its state at B and the value that differs most, as far as they differ. */
function wordsOf(rows: readonly Difference[]): string {
  const state = rows.find(({ kind, tag }) => kind === 'state' && !tag.texts);
  const value = rows.find(({ kind }) => kind === 'value');
  const words: string[] = [];
  if (state) words.push(`B ${formatWithUnit(state.tag, state.b)}`);
  if (value) {
    const [a, b] = [formatWithUnit(value.tag, value.a), formatWithUnit(value.tag, value.b)];
    words.push(text('compare.label', { tag: value.tag.tag.name, a, b }));
  }
  return words.join(' · ');
}
