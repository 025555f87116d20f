import { choices, type Fault, type FaultValue, joined, type Path, told } from './fault.ts';

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
  const fault = (told: Fault['told']): undefined => {
    faults.push({ path, told });
  };
  if ('anyOf' in schema) return checkAnyOf(schema.anyOf, value, path, faults);
  if (!hasType(schema, value))
    return fault(told('faults.mustBe', { wanted: typeTold(schema), found: valueTold(value) }));
  switch (schema.type) {
    case 'object':
      return checkObject(schema, value as Record<string, unknown>, path, faults);
    case 'array':
      return checkArray(schema, value as readonly unknown[], path, faults);
    case 'string': {
      const text = value as string;
      if (schema.enum && !schema.enum.includes(text))
        return fault(
          told('faults.notKnown', { what: told('faults.quoted', { text }), choices: choices(text, schema.enum) }),
        );
      if (codePoints(text) < (schema.minLength ?? 0)) return fault(told('faults.empty'));
      const { pattern, patternErrorMessage } = schema;
      if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) {
        fault(told('faults.pattern', { text, rule: told(`schema.${patternErrorMessage}`) }));
      }
      return text;
    }
    case 'number':
    case 'integer': {
      const number = value as number;
      const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema;
      const found = String(number);
      if (number < minimum) return fault(told('faults.atLeast', { least: String(minimum), found }));
      if (number <= exclusiveMinimum) return fault(told('faults.moreThan', { bound: String(exclusiveMinimum), found }));
      if (number > maximum) return fault(told('faults.atMost', { most: String(maximum), found }));
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
    else {
      const known = choices(key, Object.keys(properties));
      faults.push({ path: [...path, key], told: told('faults.unknownKey', { key, choices: known }) });
    }
  }
  for (const key of required) {
    if (Object.hasOwn(value, key)) continue;
    const description = properties[key]?.description;
    faults.push({
      path: [...path, key],
      told:
        description === undefined
          ? told('faults.missing', { key })
          : told('faults.missingDescribed', { key, description: told(`schema.${description}`) }),
    });
  }
  return Object.fromEntries(sound);
}

function checkArray(schema: ArraySchema, value: readonly unknown[], path: Path, faults: Fault[]): unknown {
  const { items, minItems = 0, maxItems = Infinity, uniqueItems = false } = schema;
  const before = faults.length;
  const fault = (told: Fault['told']) => faults.push({ path, told });
  const found = String(value.length);
  if (minItems === maxItems && value.length !== minItems)
    fault(told('faults.mustBeNotSoMany', { wanted: typeTold(schema), found }));
  else if (value.length < minItems) fault(told('faults.tooFew', { count: minItems }));
  else if (value.length > maxItems) fault(told('faults.tooMany', { most: String(maxItems), found }));
  const sound = value.map((item, index) => checkStructure(items, item, [...path, index], faults));
  if (uniqueItems) {
    for (const [index, item] of value.entries()) {
      const first = value.indexOf(item);
      if (first >= index) continue;
      const values = { what: valueTold(item), first: String(first) };
      faults.push({ path: [...path, index], told: told('faults.listedTwice', values) });
    }
  }
  return minItems === maxItems && faults.length > before ? undefined : sound;
}

/** Several object branches are told apart by the names that their `type`, or `by`, allows; other branches by JSON type. */
function checkAnyOf(branches: readonly Schema[], value: unknown, path: Path, faults: Fault[]): unknown {
  const fitting = branches.filter((branch) => 'type' in branch && hasType(branch, value));
  if (fitting[0] === undefined) {
    const wanted = joined('faults.or', branches.map(typeTold));
    faults.push({ path, told: told('faults.mustBe', { wanted, found: valueTold(value) }) });
    return undefined;
  }
  if (fitting.length === 1) return checkStructure(fitting[0], value, path, faults);
  const key = fitting.every((branch) => namesOf(branch, 'by').length > 0) ? 'by' : 'type';
  const name = (value as Record<string, unknown>)[key];
  const named = fitting.find((branch) => namesOf(branch, key).some((each) => each === name));
  if (named) return checkStructure(named, value, path, faults);
  const options = choices(
    typeof name === 'string' ? name : '',
    fitting.flatMap((branch) => namesOf(branch, key)),
  );
  faults.push({
    path: [...path, key],
    told:
      name === undefined
        ? told('faults.missingChoice', { key, choices: options })
        : told('faults.notKnown', { what: valueTold(name), choices: options }),
  });
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

function typeTold(schema: Schema): FaultValue {
  if ('anyOf' in schema) return joined('faults.or', schema.anyOf.map(typeTold));
  switch (schema.type) {
    case 'object':
      return told('faults.object');
    case 'array':
      return schema.minItems !== undefined && schema.minItems === schema.maxItems
        ? told('faults.numbers', { length: schema.minItems })
        : told('faults.list');
    case 'string':
      return schema.enum?.length === 1 ? told('faults.quoted', { text: schema.enum[0]! }) : told('faults.text');
    case 'integer':
      return told('faults.wholeNumber');
    case 'number':
      return told('faults.number');
    case 'boolean':
      return told('faults.trueOrFalse');
  }
}

function valueTold(value: unknown): FaultValue {
  if (Array.isArray(value)) return told('faults.list');
  if (typeof value === 'object' && value !== null) return told('faults.object');
  if (typeof value === 'string')
    return told('faults.theText', { text: value.length > 40 ? `${value.slice(0, 40)}…` : value });
  return String(value);
}

const codePoints = (text: string): number => [...text].length;

/** Every text of the schema that a fault may quote: what is required, and what is wrong with a text of another pattern. */
export function quotedTexts(schema: Schema): readonly string[] {
  const texts = new Set<string>();
  const visit = (each: Schema): void => {
    if ('anyOf' in each) each.anyOf.forEach(visit);
    else if (each.type === 'array') visit(each.items);
    else if (each.type === 'string' && each.patternErrorMessage !== undefined) texts.add(each.patternErrorMessage);
    else if (each.type === 'object') {
      for (const key of each.required ?? []) texts.add(each.properties?.[key]?.description ?? '');
      for (const inner of Object.values(each.properties ?? {})) visit(inner);
      if (each.additionalProperties !== false) visit(each.additionalProperties);
    }
  };
  visit(schema);
  texts.delete('');
  return [...texts];
}
