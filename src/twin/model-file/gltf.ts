import type { GltfRule } from '../languages/en/gltf.ts';
import { ModelFileError } from './model-fault.ts';

/** An object of the file's JSON: nothing of it is believed before it was looked at. */
export type GltfObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is GltfObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `values` are those that the words of the rule have places for. */
export function broken(where: string, what: GltfRule, values: Readonly<Record<string, string>> = {}): never {
  throw new ModelFileError('structure', { ...values, where, what });
}

/** The entries of a top-level list; a missing list has none. */
export function listOf(gltf: GltfObject, name: string): readonly unknown[] {
  const value = gltf[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : broken(name, 'is no list');
}

/** Entry `at` of a top-level list. */
export function entryOf(gltf: GltfObject, name: string, at: unknown, where: string): GltfObject {
  const entry = typeof at === 'number' && Number.isInteger(at) ? listOf(gltf, name)[at] : undefined;
  return isObject(entry) ? entry : broken(where, 'names none of the {{name}}', { name });
}

/** A whole number that is not negative; `otherwise` where the key is left out. */
export function countOf(object: GltfObject, key: string, where: string, otherwise?: number): number {
  const value = object[key] ?? otherwise;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  return broken(`${where}.${key}`, 'is no whole number');
}

/** An extension's own object, where `object` has it. */
export function extensionOf(object: GltfObject, ...names: readonly string[]): GltfObject | null {
  const { extensions } = object;
  if (!isObject(extensions)) return null;
  for (const name of names) {
    const extension = Object.hasOwn(extensions, name) ? extensions[name] : undefined;
    if (isObject(extension)) return extension;
  }
  return null;
}

/** `count` numbers, or `otherwise` where there are none. */
export function numbersOf(object: GltfObject, key: string, where: string, otherwise: readonly number[]): number[] {
  const value = object[key];
  if (value === undefined) return [...otherwise];
  const sound =
    Array.isArray(value) && value.length === otherwise.length && value.every((each) => Number.isFinite(each));
  return sound
    ? (value as number[])
    : broken(`${where}.${key}`, 'is no list of {{all}} numbers', { all: String(otherwise.length) });
}
