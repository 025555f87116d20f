import { clear, get, set } from 'idb-keyval';
import type { Snapshot } from '../../series/columns.ts';
import type { TagText } from '../../series/sample-batch.ts';
import type { Plant } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { Quality } from '../../twin/quality.ts';
import type { LiveTable } from './live-table.ts';

/** What a device keeps of the twin it showed last, for when the gateway cannot be reached. */
export interface LastState {
  readonly plant: Plant;
  /** When it was live, gateway clock. */
  readonly savedMs: number;
  /** By slot; only what the page watched has values. */
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /** As they were; whoever shows them again shows them as stale. */
  readonly qualities: Uint8Array;
  /** Of the values. */
  readonly texts: readonly TagText[];
}

/** Kept no longer than a sign-in lasts: who may no longer see the plant should not see it here. */
const keptForMs = 30 * 24 * 3_600_000;
const saveEveryMs = 10_000;

const plantKey = 'plant';
const stateKey = 'state';

/** Values and plant file belong together when their stamps are the same: slots mean nothing in another one. */
type KeptState = Omit<LastState, 'plant'> & { readonly stamp: string };
type KeptPlant = Pick<LastState, 'plant'> & { readonly stamp: string };

/**
 * Keeps the twin on this device: what the screen showed and nothing else, unencrypted, as the browser keeps any site's
 * data. Forgotten when the gateway refuses this person.
 */
export class LastStateKeeper {
  readonly #nowMs: () => number;
  /** Of the plant that was saved; its text may be megabytes and is not written every time. */
  #plant: Plant | null = null;
  #stamp = '';
  #savedMs = Number.NEGATIVE_INFINITY;
  #busy = false;
  /** How often it was forgotten: what a save began before that is not written after it. */
  #forgotten = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Call as often as you like while the table is live; `hurry` when the page may not live much longer. */
  async save({ plant, tags }: PlantIndex, table: LiveTable, hurry = false): Promise<void> {
    const savedMs = this.#nowMs();
    if (this.#busy || (!hurry && savedMs - this.#savedMs < saveEveryMs)) return;
    if (!table.timesMs.some((timeMs) => !Number.isNaN(timeMs))) return; // a fresh start says nothing yet
    this.#busy = true;
    this.#savedMs = savedMs;
    const forgotten = this.#forgotten;
    try {
      if (plant !== this.#plant) {
        const stamp = stampOf(plant);
        await set(plantKey, { plant, stamp } satisfies KeptPlant);
        if (forgotten !== this.#forgotten) return;
        this.#plant = plant;
        this.#stamp = stamp;
      }
      const { timesMs, values, qualities } = table;
      const texts = tags.flatMap(({ slot, texts: known }) => {
        const text = known?.get(values[slot]!);
        return text === undefined ? [] : { slot, number: values[slot]!, text };
      });
      await set(stateKey, { stamp: this.#stamp, savedMs, timesMs, values, qualities, texts } satisfies KeptState);
    } catch {
      // Storage is full or switched off: there is then nothing to show without the gateway, which is what happens.
    } finally {
      this.#busy = false;
    }
  }

  /** What was kept last, or null when there is none that may be shown. */
  async load(): Promise<LastState | null> {
    try {
      const [kept, state] = await Promise.all([get<KeptPlant>(plantKey), get<KeptState>(stateKey)]);
      if (kept === undefined || state === undefined || kept.stamp !== state.stamp) return null;
      if (this.#nowMs() - state.savedMs > keptForMs) {
        await clear();
        return null;
      }
      // A version of before kept no texts.
      return { ...state, texts: state.texts ?? [], plant: kept.plant };
    } catch {
      return null;
    }
  }

  async forget(): Promise<void> {
    this.#forgotten++;
    this.#plant = null;
    await clear().catch(() => undefined);
  }
}

/** By content, so that two open pages, which keep the same plant each, do not make each other's values void. */
function stampOf(plant: Plant): string {
  const text = JSON.stringify(plant);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${hash >>> 0}`;
}

/** The kept values as they may be shown: none is known to hold any more. */
export function asStale({ savedMs: atMs, timesMs, values, qualities }: LastState): Snapshot {
  return { atMs, timesMs, values, qualities: qualities.map((each) => Math.max(each, Quality.stale)) };
}
