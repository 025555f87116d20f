import { type StateClass, stateClass } from '../../twin/packml.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Palette } from '../palette.ts';
import type { Assembly, Built, Instance } from './assembly.ts';
import { CalmSlots } from './bindings/calm-slots.ts';
import { Readers } from './bindings/readers.ts';
import { isAlarm, patternOf, swatchColours } from './bindings/rules.ts';
import { worthOf } from './machine-worth.ts';
import { PartPaint, product, sourcesOf } from './part-paint.ts';
import { Pattern, type PatternCode } from './parts/clay-material.ts';

/** Lighter = running, darker = stopped; what waits has a pattern, so that it reads without colour. */
export const stateLooks: Readonly<Record<StateClass, { readonly shade: number; readonly pattern: PatternCode }>> = {
  running: { shade: 1, pattern: Pattern.none },
  idle: { shade: 0.86, pattern: Pattern.none },
  suspended: { shade: 0.82, pattern: Pattern.suspended },
  held: { shade: 0.78, pattern: Pattern.held },
  stopped: { shade: 0.64, pattern: Pattern.none },
  aborted: { shade: 0.6, pattern: Pattern.aborted },
  unknown: { shade: 0.9, pattern: Pattern.none },
};

/** Keeps the colours of one machine in step with the table; repaints only what looks different. */
class MachinePaint {
  /** By name. */
  readonly parts: ReadonlyMap<string, PartPaint>;
  readonly #unbound: readonly Instance[];
  readonly #placed: Built['machine'];
  #state = Number.NaN;
  #quality: number = Quality.good;

  constructor(built: Built, index: PlantIndex) {
    const placed = built.machine;
    this.#placed = placed;
    const instances = new Map<string, Instance[]>();
    for (const each of built.instances) {
      const own = instances.get(each.piece.part);
      if (own) own.push(each);
      else instances.set(each.piece.part, [each]);
    }
    this.parts = new Map(
      Array.from(placed ? sourcesOf(placed, index) : [], ([part, sources]) => [
        part,
        new PartPaint(sources, instances.get(part) ?? []),
      ]),
    );
    this.#unbound = built.instances.filter(({ piece }) => !this.parts.has(piece.part));
  }

  /** Whose values say how the machine as a whole looks. */
  get slots(): readonly number[] {
    const { stateTag, tags = [] } = this.#placed ?? {};
    return (stateTag ? [stateTag] : tags).map(({ slot }) => slot);
  }

  /** Returns whether the machine as a whole looks different. */
  read(table: LiveTable, lost: boolean): boolean {
    const { state, quality } = worthOf(this.#placed, table, lost);
    if (Object.is(state, this.#state) && quality === this.#quality) return false;
    this.#state = state;
    this.#quality = quality;
    return true;
  }

  /** All of it. */
  paint(colours: Palette): void {
    for (const part of this.parts.values()) this.paintPart(part, colours);
    this.#paintGreys(this.#unbound, undefined, colours);
  }

  paintPart(part: PartPaint, colours: Palette): void {
    const { swatch, pattern } = part;
    if (swatch === 0) {
      this.#paintGreys(part.instances, part, colours);
      return;
    }
    // Ten thousand of these a frame: what is the same for all pieces is worked out once.
    const rgb = swatchColours(colours)[swatch]!;
    const [red, green, blue] = [rgb >> 16, (rgb >> 8) & 255, rgb & 255];
    const alarmed = isAlarm(swatch);
    const own = alarmed ? Pattern.none : pattern;
    const rest = alarmed ? Pattern.none : Math.max(pattern, this.#doubt()) || this.#look().pattern;
    for (const { mesh, all } of part.goods) mesh.setTints(all, red, green, blue, own);
    for (const { mesh, all } of part.body) mesh.setTints(all, red, green, blue, rest);
    this.#paintGreys(part.glass, undefined, colours);
  }

  #paintGreys(instances: readonly Instance[], part: PartPaint | undefined, colours: Palette): void {
    const look = this.#look();
    const doubt = this.#doubt();
    for (const { piece, mesh, at } of instances) {
      const { role } = piece;
      const own = product.has(role);
      const shade = (own ? 1 : look.shade) * piece.shade;
      const said = part?.pattern ?? Pattern.none;
      const drawn = role === 'glass' ? Pattern.none : own && role !== 'liquid' ? said : Math.max(said, doubt);
      const rgb = greyOf(colours[role]);
      const byte = (shift: number) => Math.min(255, Math.round(((rgb >> shift) & 255) * shade));
      mesh.setTint(at, byte(16), byte(8), byte(0), drawn || (own ? Pattern.none : look.pattern));
    }
  }

  #look() {
    return this.#placed?.stateTag ? stateLooks[stateClass(this.#state)] : stateLooks.running;
  }

  #doubt(): PatternCode {
    return patternOf(undefined, this.#quality);
  }

  /** The colours that parts with a coloured tag have on screen: "body:#d5d7d8 motor:#e69f00". */
  drawnColours(): string {
    return Array.from(this.parts, ([part, { sources, instances }]) => {
      const shown = sources.some(({ colours }) => colours) && instances.find(({ piece }) => piece.role !== 'glass');
      return shown ? `${part}:${shown.mesh.tintOf(shown.at)}` : '';
    })
      .filter((each) => each !== '')
      .join(' ');
  }
}

const greys = new Map<string, number>();

function greyOf(hex: string): number {
  let rgb = greys.get(hex);
  if (rgb === undefined) {
    rgb = Number.parseInt(hex.slice(1), 16);
    greys.set(hex, rgb);
  }
  return rgb;
}

/** One of whom is told when a slot was written: a machine as a whole, or one part of it. */
interface Reader {
  readonly machine: MachinePaint;
  readonly part: PartPaint | null;
}

/** Colours of the whole hall. */
export class Colouring {
  readonly #table: LiveTable;
  readonly #machines: readonly MachinePaint[];
  readonly #targets: readonly Reader[];
  readonly #readers: Readers;
  readonly #calm: CalmSlots;
  #repaint = true;
  #lost = false;

  constructor(assembly: Assembly, index: PlantIndex, table: LiveTable) {
    this.#table = table;
    this.#machines = assembly.built.map((built) => new MachinePaint(built, index));
    this.#targets = this.#machines.flatMap((machine): Reader[] => [
      { machine, part: null },
      ...Array.from(machine.parts.values(), (part) => ({ machine, part })),
    ]);
    const slotsOf = ({ machine, part }: Reader) => part?.sources.map(({ placed }) => placed.slot) ?? machine.slots;
    this.#calm = new CalmSlots(table);
    for (const target of this.#targets) {
      if (target.part?.calm) for (const bounds of target.part.calm) this.#calm.narrow(bounds);
      else this.#calm.stir(slotsOf(target), 1);
    }
    this.#readers = new Readers(table, this.#targets.map(slotsOf), (slot) => !this.#calm.isCalm(slot));
  }

  /** Call after the theme changed. */
  repaint(): void {
    this.#repaint = true;
  }

  /** Returns whether anything looks different. `lost` = live without a connection. */
  update(colours: Palette, lost: boolean): boolean {
    if (lost !== this.#lost) {
      this.#lost = lost;
      this.#readers.all();
    }
    if (this.#repaint) {
      this.#readers.drain((k) => this.#read(k));
      for (const machine of this.#machines) machine.paint(colours);
      this.#repaint = false;
      return true;
    }
    return this.#readers.drain((k) => {
      if (!this.#read(k)) return false;
      const { machine, part } = this.#targets[k]!;
      if (part) machine.paintPart(part, colours);
      else machine.paint(colours);
      return true;
    });
  }

  drawnColours(machineIndex: number): string {
    return this.#machines[machineIndex]!.drawnColours();
  }

  dispose(): void {
    this.#readers.dispose();
  }

  #read(k: number): boolean {
    const { machine, part } = this.#targets[k]!;
    if (!part?.calm) return (part ?? machine).read(this.#table, this.#lost);
    const rested = part.isAtRest;
    const changed = part.read(this.#table, this.#lost);
    if (part.isAtRest !== rested) {
      const slots = part.calm.map(({ slot }) => slot);
      this.#calm.stir(slots, rested ? 1 : -1);
    }
    return changed;
  }
}
