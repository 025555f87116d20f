import { choices, type Fault, type Path } from './fault.ts';

/** The keywords of JSON Schema (draft-07) that the plant file's schema is written in, and VS Code's `patternErrorMessage`. */
export type Schema = { readonly title?: string; readonly description?: string } & (
  | ObjectSchema
  | ArraySchema
  | StringSchema
  | NumberSchema
  | { readonly type: 'boolean' }
  | { readonly anyOf: readonly Schema[] }
);
export interface ObjectSchema {
  readonly type: 'object';
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties: false | Schema;
}
interface ArraySchema {
  readonly type: 'array';
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}
interface StringSchema {
  readonly type: 'string';
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
}
interface NumberSchema {
  readonly type: 'number' | 'integer';
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** What is left of a faulty T: any part may be missing; lists keep their positions, pairs are whole or gone. */
export type Sound<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? number extends T['length']
      ? readonly (Sound<E> | undefined)[]
      : T
    : { readonly [K in keyof T]?: Sound<T[K]> | undefined };

/**
 * Adds to `faults` everything in `value` that `schema` does not allow, and returns what is left without it, so that
 * checks of the meaning can go on beside faults of the form. A text of the wrong pattern is told and kept.
 */
export function checkStructure(schema: Schema, value: unknown, path: Path, faults: Fault[]): unknown {
  const fault = (message: string): undefined => {
    faults.push({ path, message });
  };
  if ('anyOf' in schema) return checkAnyOf(schema.anyOf, value, path, faults);
  if (!hasType(schema, value)) return fault(`must be ${typeWords(schema)}, not ${valueWords(value)}`);
  switch (schema.type) {
    case 'object':
      return checkObject(schema, value as Record<string, unknown>, path, faults);
    case 'array':
      return checkArray(schema, value as readonly unknown[], path, faults);
    case 'string': {
      const text = value as string;
      if (schema.enum && !schema.enum.includes(text))
        return fault(`"${text}" is not known here${choices(text, schema.enum)}`);
      if (codePoints(text) < (schema.minLength ?? 0)) return fault('must not be empty');
      if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) {
        fault(`"${text}" ${schema.patternErrorMessage}`);
      }
      return text;
    }
    case 'number':
    case 'integer': {
      const number = value as number;
      const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema;
      if (number < minimum) return fault(`must be at least ${minimum}, not ${number}`);
      if (number <= exclusiveMinimum) return fault(`must be more than ${exclusiveMinimum}, not ${number}`);
      if (number > maximum) return fault(`must be at most ${maximum}, not ${number}`);
      return number;
    }
    case 'boolean':
      return value;
  }
}

function checkObject(schema: ObjectSchema, value: Record<string, unknown>, path: Path, faults: Fault[]): unknown {
  const { properties = {}, required = [], additionalProperties } = schema;
  const sound: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const inner = known ?? (additionalProperties === false ? undefined : additionalProperties);
    if (inner) sound.push([key, checkStructure(inner, value[key], [...path, key], faults)]);
    else faults.push({ path: [...path, key], message: `unknown key "${key}"${choices(key, Object.keys(properties))}` });
  }
  for (const key of required) {
    if (Object.hasOwn(value, key)) continue;
    const description = properties[key]?.description;
    faults.push({
      path: [...path, key],
      message: `"${key}" is missing${description === undefined ? '' : `: ${description}`}`,
    });
  }
  return Object.fromEntries(sound);
}

function checkArray(schema: ArraySchema, value: readonly unknown[], path: Path, faults: Fault[]): unknown {
  const { items, minItems = 0, maxItems = Infinity, uniqueItems = false } = schema;
  const before = faults.length;
  const fault = (message: string) => faults.push({ path, message });
  if (minItems === maxItems && value.length !== minItems)
    fault(`must be ${typeWords(schema)}, not ${value.length} entries`);
  else if (value.length < minItems) fault(`must have at least ${minItems} ${minItems === 1 ? 'entry' : 'entries'}`);
  else if (value.length > maxItems) fault(`must have at most ${maxItems} entries, not ${value.length}`);
  const sound = value.map((item, index) => checkStructure(items, item, [...path, index], faults));
  if (uniqueItems) {
    for (const [index, item] of value.entries()) {
      const first = value.indexOf(item);
      if (first < index)
        faults.push({ path: [...path, index], message: `${valueWords(item)} is already listed at [${first}]` });
    }
  }
  return minItems === maxItems && faults.length > before ? undefined : sound;
}

/** Several object branches are told apart by the names that their `type`, or `by`, allows; other branches by JSON type. */
function checkAnyOf(branches: readonly Schema[], value: unknown, path: Path, faults: Fault[]): unknown {
  const fitting = branches.filter((branch) => 'type' in branch && hasType(branch, value));
  if (fitting[0] === undefined) {
    faults.push({ path, message: `must be ${branches.map(typeWords).join(' or ')}, not ${valueWords(value)}` });
    return undefined;
  }
  if (fitting.length === 1) return checkStructure(fitting[0], value, path, faults);
  const key = fitting.every((branch) => namesOf(branch, 'by').length > 0) ? 'by' : 'type';
  const name = (value as Record<string, unknown>)[key];
  const named = fitting.find((branch) => namesOf(branch, key).some((each) => each === name));
  if (named) return checkStructure(named, value, path, faults);
  const says = name === undefined ? `"${key}" is missing` : `${valueWords(name)} is not known here`;
  const options = choices(
    typeof name === 'string' ? name : '',
    fitting.flatMap((branch) => namesOf(branch, key)),
  );
  faults.push({ path: [...path, key], message: says + options });
  return undefined;
}

function namesOf(schema: Schema, key: 'type' | 'by'): readonly string[] {
  const told = 'properties' in schema ? schema.properties?.[key] : undefined;
  return told && 'enum' in told ? (told.enum ?? []) : [];
}

type Typed = Exclude<Schema, { anyOf: unknown }>;

function hasType(schema: Typed, value: unknown): boolean {
  switch (schema.type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === schema.type;
  }
}

function typeWords(schema: Schema): string {
  if ('anyOf' in schema) return schema.anyOf.map(typeWords).join(' or ');
  switch (schema.type) {
    case 'object':
      return 'an object {…}';
    case 'array':
      return schema.minItems !== undefined && schema.minItems === schema.maxItems
        ? `a list of ${schema.minItems} numbers`
        : 'a list […]';
    case 'string':
      return schema.enum?.length === 1 ? `"${schema.enum[0]}"` : 'text in quotes';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
  }
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return 'a list […]';
  if (typeof value === 'object' && value !== null) return 'an object {…}';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return String(value);
}

const codePoints = (text: string): number => [...text].length;
