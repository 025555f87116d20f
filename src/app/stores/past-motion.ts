import type { Snapshot } from '../../series/columns.ts';
import type { Stretch } from '../../series/stretch.ts';
import type { BindingProperty } from '../../twin/plant.ts';
import { bindingTag, type PlacedTag, type PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';

/** What a machine part passes through on its way from one value to the next. */
const continuous: ReadonlySet<BindingProperty> = new Set(['position', 'angle', 'level']);
const longestGapMs = 60_000;
/** So many times its usual spacing apart, a tag said nothing because nothing moved, or was not heard. */
const mostSpacings = 10;
/** Fewer steps than this say nothing of what is usual. */
const leastSteps = 3;
/** A step of more than this share of its range is a start over, as from 360° to 0°, and no way back. */
const mostOfRange = 0.5;

/** The tags whose value is true between two samples, too. */
export function movingTags(index: PlantIndex): readonly PlacedTag[] {
  const found = new Set<PlacedTag>();
  for (const placed of index.machines) {
    for (const binding of placed.machine.bindings) {
      const tag = continuous.has(binding.as) ? bindingTag(index, placed, binding) : undefined;
      if (tag?.tag.kind === 'number') found.add(tag);
    }
  }
  return [...found];
}

/** Of one tag in a stretch: the rows of its samples, and the median step between them, ms; NaN of too few. */
interface Course {
  readonly rows: readonly number[];
  readonly spacingMs: number;
}

/** Moves what moves between its samples, where that is true; everywhere else the last value holds. */
export class PastMotion {
  readonly #tags: readonly PlacedTag[];
  /** By place of the tag. */
  readonly #courses = new WeakMap<Stretch, readonly Course[]>();

  constructor(index: PlantIndex) {
    this.#tags = movingTags(index);
  }

  /** The snapshot, which is one of this stretch, in motion; `after` = the stretch that goes on from its end, if known. */
  at(snapshot: Snapshot, stretch: Stretch, after: Stretch | null): Snapshot {
    if (this.#tags.length === 0) return snapshot;
    const values = snapshot.values.slice();
    const courses = this.#coursesOf(stretch);
    for (const [place, { slot, tag }] of this.#tags.entries()) {
      const { rows, spacingMs } = courses[place]!;
      const [source, row] =
        next(stretch, rows, snapshot.atMs) ?? next(after, this.#rowsOf(after, place), snapshot.atMs) ?? [];
      if (!source || row === undefined) continue;
      if (snapshot.qualities[slot] !== Quality.good || source.qualities[row] !== Quality.good) continue;
      const fromMs = snapshot.timesMs[slot]!;
      const gapMs = source.fromMs + source.offsetsMs[row]! - fromMs;
      const from = snapshot.values[slot]!;
      const step = source.values[row]! - from;
      // Written so that what is not a number holds the value.
      if (!(gapMs > 0 && gapMs <= Math.min(longestGapMs, mostSpacings * spacingMs))) continue;
      if (tag.range && !(Math.abs(step) <= mostOfRange * (tag.range[1] - tag.range[0]))) continue;
      const value = from + step * Math.min(1, Math.max(0, (snapshot.atMs - fromMs) / gapMs));
      if (Number.isFinite(value)) values[slot] = value;
    }
    return { ...snapshot, values };
  }

  #rowsOf(stretch: Stretch | null, place: number): readonly number[] {
    return stretch ? this.#coursesOf(stretch)[place]!.rows : [];
  }

  #coursesOf(stretch: Stretch): readonly Course[] {
    const known = this.#courses.get(stretch);
    if (known) return known;
    const rows = new Map<number, number[]>(this.#tags.map(({ slot }) => [slot, []]));
    for (let row = 0; row < stretch.slots.length; row++) rows.get(stretch.slots[row]!)?.push(row);
    const courses = this.#tags.map(({ slot }): Course => {
      const own = rows.get(slot)!;
      const steps = own.slice(1).map((row, k) => stretch.offsetsMs[row]! - stretch.offsetsMs[own[k]!]!);
      steps.sort((a, b) => a - b);
      return { rows: own, spacingMs: steps.length < leastSteps ? Number.NaN : steps[steps.length >> 1]! };
    });
    this.#courses.set(stretch, courses);
    return courses;
  }
}

/** The first of these rows, oldest first, that is after the moment. */
function next(stretch: Stretch | null, rows: readonly number[], atMs: number): [Stretch, number] | null {
  if (!stretch) return null;
  const offsetMs = atMs - stretch.fromMs;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretch.offsetsMs[rows[middle]!]! <= offsetMs) low = middle + 1;
    else high = middle;
  }
  const row = rows[low];
  return row === undefined ? null : [stretch, row];
}
