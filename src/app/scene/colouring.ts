import { type LimitState, limitState } from '../../twin/limits.ts';
import { type StateClass, stateClass } from '../../twin/packml.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from '../live/live-table.ts';
import type { Palette } from '../palette.ts';
import type { Assembly, Built } from './assembly.ts';
import { Pattern, type PatternCode } from './parts/clay-material.ts';
import type { Role } from './parts/model.ts';

/** Lighter = running, darker = stopped; what waits has a pattern, so that it reads without colour. */
const stateLooks: Readonly<Record<StateClass, { readonly shade: number; readonly pattern: PatternCode }>> = {
  running: { shade: 1, pattern: Pattern.none },
  idle: { shade: 0.86, pattern: Pattern.none },
  suspended: { shade: 0.82, pattern: Pattern.suspended },
  held: { shade: 0.78, pattern: Pattern.held },
  stopped: { shade: 0.64, pattern: Pattern.none },
  aborted: { shade: 0.6, pattern: Pattern.aborted },
  unknown: { shade: 0.9, pattern: Pattern.none },
};

const limitColour = (colours: Palette, limit: LimitState): string | null => {
  switch (limit) {
    case 'normal':
      return null;
    case 'low':
    case 'high':
      return colours.alarmMedium;
    case 'lowLow':
    case 'highHigh':
      return colours.alarmHigh;
  }
};

/** A tag whose limits colour a part: bound as `colour`, or of a component that the part shows. */
interface Coloured {
  readonly part: string;
  readonly slot: number;
  readonly limits: Parameters<typeof limitState>[0];
}

const product: ReadonlySet<Role> = new Set<Role>(['bottle', 'case', 'pallet', 'glass', 'liquid']);

/** Keeps the colours of one machine in step with the table; repaints only what changed. */
class MachinePaint {
  readonly #built: Built;
  readonly #stateSlot: number | undefined;
  readonly #slots: readonly number[];
  readonly #coloured: readonly Coloured[];
  #seen = '';

  constructor(built: Built) {
    this.#built = built;
    const placed = built.machine;
    this.#stateSlot = placed?.stateTag?.slot;
    this.#slots = placed?.tags.map(({ slot }) => slot) ?? [];
    this.#coloured = placed ? colouredParts(placed) : [];
  }

  forget(): void {
    this.#seen = '';
  }

  /** The colours that parts with a coloured tag have on screen: "body:#d5d7d8 motor:#e69f00". */
  drawnColours(): string {
    const parts = new Set(this.#coloured.map(({ part }) => part));
    return Array.from(parts, (part) => {
      const shown = this.#built.instances.find(({ piece }) => piece.part === part && piece.role !== 'glass');
      return shown ? `${part}:${shown.mesh.tintOf(shown.at)}` : '';
    }).join(' ');
  }

  update(table: LiveTable, colours: Palette): boolean {
    const state = this.#stateSlot === undefined ? Number.NaN : table.values[this.#stateSlot]!;
    const quality = this.#quality(table);
    let key = `${state} ${quality}`;
    const limits = new Map<string, LimitState>();
    const troubled = new Map<string, number>();
    for (const { part, slot, limits: bounds } of this.#coloured) {
      const tagQuality = table.qualities[slot]!;
      if (tagQuality >= Quality.stale) {
        if (tagQuality > (troubled.get(part) ?? 0)) troubled.set(part, tagQuality);
        key += ` ${part}q${tagQuality}`;
        continue;
      }
      const limit = limitState(bounds, table.values[slot]!);
      if (limit === 'normal') continue;
      if (isWorse(limit, limits.get(part))) limits.set(part, limit);
      key += ` ${part}${limit}`;
    }
    if (key === this.#seen) return false;
    this.#seen = key;
    const look = this.#stateSlot === undefined ? stateLooks.running : stateLooks[stateClass(state)];
    for (const { piece, mesh, at } of this.#built.instances) {
      const alarmed = piece.role === 'glass' ? null : limitColour(colours, limits.get(piece.part) ?? 'normal');
      const own = product.has(piece.role);
      const shade = (own ? 1 : look.shade) * piece.shade;
      const worst = Math.max(quality, troubled.get(piece.part) ?? 0);
      const pattern =
        own && piece.role !== 'liquid' ? Pattern.none : (qualityPattern(worst) ?? (own ? Pattern.none : look.pattern));
      paint(mesh, at, alarmed ?? colours[piece.role], alarmed ? 1 : shade, alarmed ? Pattern.none : pattern);
    }
    return true;
  }

  /** Of the machine as a whole: its state's, or where it reports none, stale when all its values are. */
  #quality(table: LiveTable): number {
    if (this.#stateSlot !== undefined) return table.qualities[this.#stateSlot]!;
    let best: number = this.#slots.length > 0 ? Quality.bad : Quality.good;
    for (const slot of this.#slots) best = Math.min(best, table.qualities[slot]!);
    return best;
  }
}

const qualityPattern = (quality: number): PatternCode | null =>
  quality === Quality.bad ? Pattern.bad : quality === Quality.stale ? Pattern.stale : null;

const isWorse = (limit: LimitState, than: LimitState | undefined): boolean =>
  than === undefined || than === 'low' || than === 'high' || limit === 'lowLow' || limit === 'highHigh';

function colouredParts(placed: NonNullable<Built['machine']>): Coloured[] {
  const { machine, tags } = placed;
  return tags.flatMap(({ slot, tag }) => {
    const bound = machine.bindings.find((binding) => binding.tag === tag.id && binding.as === 'colour')?.part;
    const component = tag.limits && machine.components.find(({ id }) => id === tag.component);
    const part = bound ?? component?.part;
    return part === undefined ? [] : [{ part, slot, limits: tag.limits }];
  });
}

function paint(
  mesh: Built['instances'][number]['mesh'],
  at: number,
  hex: string,
  shade: number,
  pattern: number,
): void {
  const rgb = Number.parseInt(hex.slice(1), 16);
  const byte = (shift: number) => Math.min(255, Math.round(((rgb >> shift) & 255) * shade));
  mesh.setTint(at, byte(16), byte(8), byte(0), pattern);
}

/** Colours of the whole hall. */
export class Colouring {
  readonly #paints: readonly MachinePaint[];
  #version = -1;

  constructor(assembly: Assembly) {
    this.#paints = assembly.built.map((built) => new MachinePaint(built));
  }

  /** Call after the theme changed. */
  repaint(): void {
    this.#version = -1;
    for (const each of this.#paints) each.forget();
  }

  /** Returns whether anything looks different. */
  update(table: LiveTable, colours: Palette): boolean {
    if (table.version === this.#version) return false;
    this.#version = table.version;
    let changed = false;
    for (const each of this.#paints) changed = each.update(table, colours) || changed;
    return changed;
  }

  drawnColours(machineIndex: number): string {
    return this.#paints[machineIndex]!.drawnColours();
  }
}
