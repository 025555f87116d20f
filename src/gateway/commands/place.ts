import { join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { type LoadedPlant, loadPlant } from '../plants/load-plant.ts';

/** Options of every command that works on a plant's data folder. */
export interface PlaceOptions {
  readonly data?: string;
}

/** Where a plant's history, notes and sessions are kept. */
export const dataFolderOf = (options: PlaceOptions, plantId: string): string =>
  resolve(options.data ?? join('.gemba', plantId));

/** The plant files that ship. */
const plantsFolderOf = (root: string): string => join(root, 'src/gateway/plants');

/** A plant and its data folder. */
export async function placeOf(
  root: string,
  plant: string,
  options: PlaceOptions,
): Promise<{ readonly loaded: LoadedPlant; readonly dataFolder: string }> {
  const loaded = await loadPlant(plant, plantsFolderOf(root));
  return { loaded, dataFolder: dataFolderOf(options, loaded.index.plant.id) };
}

export const defaultPort = 8080;

export const portNumber = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new InvalidArgumentError('Give a port from 1 to 65535.');
  return port;
};
