import type { TagText } from '../series/sample-batch.ts';
import type { PlacedTag } from '../twin/plant-index.ts';
import { firstTextNumber, mostTexts } from './historian/historian.ts';

/** Of a longer text the rest is cut off. UTF-16 code units. */
export const longestText = 256;

/** The number of a text; NaN where the tag can have no more texts. */
export interface Numbered {
  readonly number: number;
  /** The text was longer than what is kept of it. */
  readonly cut: boolean;
}

/** What stands for each text in the samples of its tag. A text keeps its number for as long as the record lives. */
export class Texts {
  readonly #numbers = new Map<number, Map<string, number>>();
  readonly #next = new Map<number, number>();
  #unstored: TagText[] = [];

  /** `stored`: what the record has. */
  constructor(stored: readonly TagText[]) {
    for (const text of stored) this.#learn(text);
  }

  numbered(tag: PlacedTag, said: string): Numbered {
    const text = harmless(said);
    const cut = text.length < said.length;
    const { slot } = tag;
    const known = this.#numbers.get(slot)?.get(text);
    if (known !== undefined) return { number: known, cut };
    const number = this.#next.get(slot) ?? firstTextNumber;
    if (number >= firstTextNumber + mostTexts) return { number: Number.NaN, cut };
    this.#learn({ slot, number, text });
    this.#unstored.push({ slot, number, text });
    tag.texts?.set(number, text);
    return { number, cut };
  }

  /** What the record may not have yet: whatever goes there next takes it along. */
  get unstored(): readonly TagText[] {
    return this.#unstored.slice();
  }

  /** The record has them. */
  stored(texts: readonly TagText[]): void {
    if (texts.length === 0) return;
    const gone = new Set(texts);
    this.#unstored = this.#unstored.filter((text) => !gone.has(text));
  }

  /** The record may have lost some: whatever goes there next takes all along. */
  tellAgain(): void {
    this.#unstored = [...this.#numbers].flatMap(([slot, numbers]) =>
      Array.from(numbers, ([text, number]) => ({ slot, number, text })),
    );
  }

  #learn({ slot, number, text }: TagText): void {
    const numbers = this.#numbers.get(slot) ?? new Map<string, number>();
    this.#numbers.set(slot, numbers.set(text, number));
    this.#next.set(slot, Math.max(this.#next.get(slot) ?? firstTextNumber, number + 1));
  }
}

/** Control characters, line ends, and what turns the direction of the text around it. */
const harmful = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;

/** What a text may be wherever it is shown: one line of well-formed Unicode, in the direction that it is written. */
function harmless(said: string): string {
  // Half a character at the cut is none.
  const text = said.length > longestText ? `${said.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…` : said;
  // A copy of its own: a slice of a long text would keep all of it in memory. Half a character becomes U+FFFD.
  return Buffer.from(text).toString().replace(harmful, ' ');
}
