import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TagText } from '../../series/sample-batch.ts';
import type { TagId } from '../../twin/plant.ts';
import { batchOf, readAll, type Store, someTags } from './historian.contract.ts';
import { firstTextNumber, type Historian } from './historian.ts';

const startMs = Date.UTC(2030, 0, 1, 6);
const never = new AbortController().signal;

/** Rows of tag 1 with the numbers of texts, a second apart, and these texts. */
const said = (numbers: readonly number[], texts: readonly TagText[]) => ({
  ...batchOf(
    numbers.map((number, i) => ({ slot: 1, timeMs: startMs + i * 1000, value: firstTextNumber + number, quality: 0 })),
  ),
  texts,
});
const textOf = (number: number, text: string, slot = 1): TagText => ({ slot, number: firstTextNumber + number, text });
const textsIn = async (historian: Historian) =>
  [...(await historian.texts())].sort((a, b) => a.slot - b.slot || a.number - b.number);

/** Runs the rules about texts of the contract; see `historianContract`. */
export function textsContract(create: (finely: boolean) => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await create(true);
  });
  afterEach(() => store.remove());

  describe('texts', () => {
    test('HIS-24 come back as they were sent, and mean the same in a store that is opened again', async () => {
      const texts = [
        textOf(0, 'Lot 7'),
        textOf(1, ''),
        textOf(2, `it's "50 %" \\ <b>$1</b>; -- {}, ünï 批 🙂`),
        textOf(0, 'of another tag', 2),
      ];
      let historian = await store.open(someTags);
      expect(await historian.texts()).toEqual([]);
      await historian.append(said([0, 1, 2, 0], texts));
      for (const again of [false, true]) {
        if (again) {
          await historian.close();
          historian = await store.open(someTags);
        }
        expect(await textsIn(historian)).toEqual(texts);
        const values = [0, 1, 2, 0].map((number) => firstTextNumber + number);
        expect((await readAll(historian, 1, startMs, startMs + 9000)).map(({ value }) => value)).toEqual(values);
        expect((await historian.snapshot(startMs + 2500, never)).values[1]).toBe(firstTextNumber + 2);
        const { state, values: later } = await historian.stretch(startMs, startMs + 9000, 100, never);
        expect([state.values[1], ...later]).toEqual(values);
      }
      // HIS-8: they belong to the tag's id.
      await historian.close();
      historian = await store.open(['new.tag', 'capper.torque'] as TagId[]);
      expect(await textsIn(historian)).toEqual([textOf(0, 'of another tag', 1)]);
      await historian.close();
      historian = await store.open(someTags);
      expect(await textsIn(historian)).toEqual(texts);
      await historian.close();
    });

    test('HIS-24 may be sent again, with samples or without', async () => {
      const historian = await store.open(someTags);
      await historian.append(said([], [textOf(0, 'Lot 7')]));
      await Promise.all([
        historian.append(said([0, 1], [textOf(0, 'Lot 7'), textOf(1, 'Lot 8')])),
        historian.append(said([1], [textOf(1, 'Lot 8')])),
      ]);
      expect(await textsIn(historian)).toEqual([textOf(0, 'Lot 7'), textOf(1, 'Lot 8')]);
      await historian.close();
    });

    test('HIS-24 a number that stands for another text is refused, with the samples that bring it', async () => {
      const historian = await store.open(someTags);
      await historian.append(said([0], [textOf(0, 'Lot 7')]));
      await expect(historian.append(said([0, 1], [textOf(1, 'Lot 8'), textOf(0, 'Lot 9')]))).rejects.toThrow(
        /another gateway has numbered the texts/,
      );
      // It may take a moment until the store goes on.
      await expect
        .poll(
          () =>
            historian.append(said([0], [])).then(
              () => true,
              () => false,
            ),
          { timeout: 30_000 },
        )
        .toBe(true);
      expect(await textsIn(historian)).toEqual([textOf(0, 'Lot 7')]);
      expect(await readAll(historian, 1, startMs, startMs + 9000)).toHaveLength(1);
      await historian.close();
    });
  });
}
