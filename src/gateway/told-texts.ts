import type { TagText } from '../series/sample-batch.ts';
import type { PlacedTag } from '../twin/plant-index.ts';

/** Tells one viewer the texts of the numbers that it is about to get, each once. */
export class ToldTexts {
  readonly #tags: readonly PlacedTag[];
  readonly #send: (texts: readonly TagText[]) => void;
  /** By slot; of tags that are no texts there is none. */
  readonly #told: readonly (Set<number> | undefined)[];
  #mentioned: TagText[] = [];

  constructor(tags: readonly PlacedTag[], send: (texts: readonly TagText[]) => void) {
    this.#tags = tags;
    this.#send = send;
    this.#told = tags.map(({ texts }) => texts && new Set<number>());
  }

  /** This value of this tag is in what comes next. */
  mention(slot: number, value: number): void {
    const told = this.#told[slot];
    if (told === undefined || told.has(value)) return;
    const text = this.#tags[slot]!.texts?.get(value);
    if (text === undefined) return;
    told.add(value);
    this.#mentioned.push({ slot, number: value, text });
  }

  /** Before what they are mentioned in. */
  tell(): void {
    if (this.#mentioned.length === 0) return;
    this.#send(this.#mentioned);
    this.#mentioned = [];
  }
}
