import { copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ModelStatus, PlantEdit, PlantEdited } from '../../protocol/messages.ts';
import { checkPlant } from '../../twin/check-plant.ts';
import { faultSentence } from '../../twin/model-file/model-fault.ts';
import { indexPlant, type PlantIndex } from '../../twin/plant-index.ts';
import { lookAtModel } from '../models/model-file.ts';
import { type Sentence, sentence } from '../sentence.ts';
import { editPlantText, PlantEditError } from './edit-plant-text.ts';
import type { LoadedPlant } from './load-plant.ts';
import { type FileFault, parsePlantText, placeFaults } from './plant-text.ts';

const mostEdits = 100;

/**
 * The plant that runs, and the file that it is kept in. An edit changes the file's text, is checked as any plant file,
 * and is written whole or not at all. The running gateway takes it over where its sources and tags are the same, one
 * by one: slots then mean what they meant.
 */
export class PlantDesk {
  readonly folder: string;
  readonly #file: string;
  readonly #ships: boolean;
  readonly #locked: Sentence | null;
  readonly #log: (line: string) => void;
  #index: PlantIndex;
  #models: readonly ModelStatus[] = [];
  #listeners: ((index: PlantIndex) => void)[] = [];
  /** Edits are made one after another. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor({ index, folder, file, ships, locked }: LoadedPlant, log: (line: string) => void) {
    this.#index = index;
    this.folder = folder;
    this.#file = file;
    this.#ships = ships;
    this.#locked = locked ?? null;
    this.#log = log;
  }

  /** Looks at the models, too, and logs what is wrong with them: none is a reason not to start. */
  static async open(loaded: LoadedPlant, log: (line: string) => void): Promise<PlantDesk> {
    const desk = new PlantDesk(loaded, log);
    await desk.#lookAtModels();
    return desk;
  }

  get index(): PlantIndex {
    return this.#index;
  }

  get models(): readonly ModelStatus[] {
    return this.#models;
  }

  /** Told of each plant that takes the place of the one before. */
  onChange(listener: (index: PlantIndex) => void): void {
    this.#listeners.push(listener);
  }

  /** Why this plant file cannot be changed from a page; null when it can. */
  locked(): Sentence | null {
    if (!this.#ships) return this.#locked;
    const name = basename(this.#file, '.json');
    return sentence('plants.ships', { name });
  }

  /** All edits or none. Rejects with a `PlantEditError` that says why not. */
  edit(edits: readonly PlantEdit[], who: string): Promise<PlantEdited> {
    const made = this.#last.then(() => this.#edit(edits, who));
    this.#last = made.catch(() => undefined);
    return made;
  }

  async #edit(edits: readonly PlantEdit[], who: string): Promise<PlantEdited> {
    const locked = this.locked();
    if (locked !== null) throw new PlantEditError(locked);
    if (!Array.isArray(edits) || edits.length === 0 || edits.length > mostEdits) {
      throw new PlantEditError(sentence('plants.edits', { most: mostEdits }));
    }
    const raw = await readFile(this.#file, 'utf8');
    const mark = raw.startsWith('\uFEFF') ? '\uFEFF' : '';
    let text = raw.slice(mark.length);
    // Somebody may be in the middle of editing it by hand.
    this.#checked(text, 'plants.hasFaults');
    for (const edit of edits) text = editPlantText(text, edit);
    const plant = this.#checked(text, 'plants.wouldHaveFaults');
    await this.#write(mark + text);
    const index = indexPlant(plant, this.#index);
    this.#log(`${who} changed ${this.#file} (what it was before is in ${basename(this.#file)}.bak)`);
    if (!samePoints(index, this.#index)) return { restart: true };
    this.#index = index;
    await this.#lookAtModels();
    for (const listener of this.#listeners) listener(index);
    return { restart: false };
  }

  /** Tells the first faults: a page shows a sentence or two, `gemba check` all of them. */
  #checked(text: string, refusal: 'plants.hasFaults' | 'plants.wouldHaveFaults') {
    const refused = (faults: readonly FileFault[], tell: (fault: FileFault) => Sentence) => {
      const first = faults.slice(0, 3).map(tell);
      return new PlantEditError(
        sentence(refusal, { faults: first.reduce((one, other) => sentence('common.two', { one, other })) }),
      );
    };
    const parsed = parsePlantText(text);
    if ('faults' in parsed) {
      const file = basename(this.#file);
      throw refused(parsed.faults, ({ line, column, told }) =>
        sentence('plantFiles.atPlace', { file, line: String(line), column: String(column), fault: told }),
      );
    }
    const { plant, faults } = checkPlant(parsed.value);
    if (plant) return plant;
    throw refused(placeFaults(text, parsed.root, faults), ({ told }) => told);
  }

  /** The old file or the new one is there, whenever the power goes. Links to it and its rights stay: it may hold passwords. */
  async #write(text: string): Promise<void> {
    const draft = `${this.#file}.part`;
    try {
      const file = await realpath(this.#file);
      await rm(draft, { force: true });
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.chmod((await stat(file)).mode & 0o777);
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await copyFile(file, `${this.#file}.bak`);
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      const { code = (error as Error).message } = error as NodeJS.ErrnoException;
      throw new PlantEditError(sentence('plants.notWritten', { folder: dirname(this.#file), code }));
    }
  }

  async #lookAtModels(): Promise<void> {
    const seen = new Map<string, ReturnType<typeof lookAtModel>>();
    this.#models = await Promise.all(
      this.#index.machines.flatMap(({ machine: { id, model } }) => {
        if (!model) return [];
        const look = seen.get(model.file) ?? lookAtModel(this.folder, model.file);
        seen.set(model.file, look);
        return [look.then((each): ModelStatus => ({ machine: id, ...each }))];
      }),
    );
    for (const { machine, fault } of this.#models) {
      if (fault) this.#log(`model of ${machine}: ${faultSentence(fault)} It is shown without.`);
    }
  }
}

/** Whether what the sources that run deliver means in the one plant what it means in the other. */
const samePoints = (a: PlantIndex, b: PlantIndex): boolean =>
  JSON.stringify(a.plant.sources) === JSON.stringify(b.plant.sources) &&
  JSON.stringify(a.tags.map(({ id, tag }) => [id, tag])) === JSON.stringify(b.tags.map(({ id, tag }) => [id, tag]));
