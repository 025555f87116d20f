import { Matrix4, type Object3D, Vector3 } from 'three';
import { bindingTag, type PlantIndex } from '../../../twin/plant-index.ts';
import { languageStore } from '../../languages/language.ts';
import { formatWithUnit } from '../../languages/values.ts';
import type { LiveTable } from '../../live/live-table.ts';
import type { Pulse } from '../../live/pulse.ts';
import type { Palette } from '../../palette.ts';
import type { Assembly, Built } from '../assembly.ts';
import type { Frame, Layer } from '../layer.ts';
import { GlyphAtlas } from './glyph-atlas.ts';
import { boxOf } from './part-box.ts';
import { plateUniforms } from './plate-material.ts';
import { type Plate, PlateSet, plateHeight } from './plate-set.ts';
import { readingOf } from './plate-text.ts';
import { Readers } from './readers.ts';

interface Stand extends Plate {
  readonly built: Built;
  /** The part's foot, in the frame of its machine: there the plate hides neither the part nor the machine's label. */
  readonly foot: Vector3;
  readonly pull: number;
}

/** Ems. */
const gap = 0.4;
const emMetres = 0.2;
/** What lies lower in the picture is nearer: a plate stands this far before the floor that it hangs over, metres. */
const clear = 1.5;

/** Plates at the foot of parts with the value of their tag, as text or on a gauge. Digits change on the pulse. */
export class Plates implements Layer {
  readonly object: Object3D;
  readonly #stands: readonly Stand[];
  readonly #riding: readonly number[];
  readonly #atlas = new GlyphAtlas();
  readonly #set: PlateSet;
  readonly #readers: Readers;
  readonly #table: LiveTable;
  readonly #stops: readonly (() => void)[];
  /** Where the machine of each plate stood when it was placed. */
  readonly #bases: number[][] = [];
  #due = true;
  #lost = false;

  constructor(assembly: Assembly, index: PlantIndex, table: LiveTable, pulse: Pulse) {
    this.#table = table;
    this.#stands = assembly.ofMachine.flatMap((built) => standsOf(built, index));
    this.#riding = [...this.#stands.keys()].filter((k) => this.#stands[k]!.built.machine?.machine.path !== undefined);
    this.#set = new PlateSet(this.#stands, this.#atlas, emMetres);
    this.object = this.#set.group;
    this.#readers = new Readers(
      table,
      this.#stands.map(({ placed }) => [placed.slot]),
    );
    for (const k of this.#stands.keys()) this.#place(k);
    this.#stops = [pulse.subscribe(() => this.#wake()), languageStore.subscribe(() => this.#rewrite())];
    void document.fonts.ready.then(() => {
      this.#atlas.forget();
      this.#rewrite();
    });
  }

  update({ width, height, lost }: Frame): boolean {
    if (this.#stands.length === 0) return false;
    if (lost !== this.#lost) {
      this.#lost = lost;
      this.#rewrite();
    }
    plateUniforms.uViewport.value.set(width, height);
    let changed = false;
    for (const k of this.#riding) changed = this.#follow(k) || changed;
    if (!this.#due) return changed;
    this.#due = false;
    return this.#readers.drain((k) => this.#write(k)) || changed;
  }

  colour(colours: Palette): void {
    colourPlates(colours);
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#readers.dispose();
    this.#set.dispose();
    this.#atlas.dispose();
  }

  #wake(): void {
    this.#due = true;
  }

  #rewrite(): void {
    this.#readers.all();
    this.#due = true;
  }

  #write(k: number): boolean {
    const { placed } = this.#stands[k]!;
    const { values, qualities } = this.#table;
    const { slot } = placed;
    this.#set.write(k, readingOf(placed, values[slot]!, qualities[slot]!, this.#lost, formatWithUnit));
    return true;
  }

  #place(k: number): void {
    const { foot, built, pull } = this.#stands[k]!;
    this.#set.place(k, at.copy(foot).applyMatrix4(built.base), pull);
    this.#bases[k] = built.base.elements.slice();
  }

  /** Vehicles take their plates along. */
  #follow(k: number): boolean {
    const { elements } = this.#stands[k]!.built.base;
    if (this.#bases[k]?.every((each, axis) => each === elements[axis])) return false;
    this.#place(k);
    return true;
  }
}

const at = new Vector3();
const inverse = new Matrix4();

export function colourPlates(colours: Palette): void {
  plateUniforms.uSurface.value.set(colours.surface);
  plateUniforms.uLine.value.set(colours.line);
  plateUniforms.uText.value.set(colours.text);
  plateUniforms.uMuted.value.set(colours.textMuted);
  plateUniforms.uValue.value.set(colours.value);
  plateUniforms.uMedium.value.set(colours.alarmMedium);
  plateUniforms.uHigh.value.set(colours.alarmHigh);
  plateUniforms.uOnMedium.value.set(colours.onAlarmMedium);
  plateUniforms.uOnHigh.value.set(colours.onAlarmHigh);
}

function standsOf(built: Built, index: PlantIndex): Stand[] {
  const lifts = new Map<string, number>();
  return (built.machine?.machine.bindings ?? []).flatMap(({ as, part, tag }) => {
    const placed = bindingTag(index, built.machine!, { tag });
    if (!placed || (as !== 'text' && as !== 'gauge')) return [];
    const own = built.instances.filter(({ piece }) => piece.part === part);
    const box = boxOf(own.length > 0 ? own : built.instances);
    const foot = box.getCenter(new Vector3()).setY(box.min.y);
    const pull = box.getSize(at).length() / 2 + clear;
    const lift = (lifts.get(part) ?? 0) - plateHeight(as) - gap;
    lifts.set(part, lift);
    return [{ placed, kind: as, lift, built, pull, foot: foot.applyMatrix4(inverse.copy(built.base).invert()) }];
  });
}
