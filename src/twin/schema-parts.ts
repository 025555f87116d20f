import type { ObjectSchema, Schema } from './structure.ts';

type OptionalKey<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];
type RequiredKey<T> = Exclude<keyof T, OptionalKey<T>>;
type Described = Schema & { readonly description: string };

/** The compiler holds the keys to those of T. */
export const object = <T>(
  description: string,
  required: Readonly<Record<RequiredKey<T>, Described>>,
  optional: Readonly<Record<OptionalKey<T>, Described>>,
): ObjectSchema & { readonly description: string } => ({
  description,
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});

export const text = (description: string) => ({ description, type: 'string', minLength: 1 }) as const;
export const choice = (description: string, names: readonly string[]) =>
  ({ description, type: 'string', enum: names }) as const;
export const number = (
  description: string,
  bounds: { minimum?: number; exclusiveMinimum?: number; maximum?: number } = {},
) => ({ description, type: 'number', ...bounds }) as const;
export const flag = (description: string) => ({ description, type: 'boolean' }) as const;
export const list = (
  description: string,
  items: Schema,
  bounds: { minItems?: number; maxItems?: number; uniqueItems?: boolean } = {},
) => ({ description, type: 'array', items, ...bounds }) as const;
export const tuple = (description: string, count: number, items: Schema = { type: 'number' }) =>
  ({ description, type: 'array', items, minItems: count, maxItems: count }) as const;

/** What names a thing in a plant file. */
export const id = (description: string) =>
  ({
    description,
    type: 'string',
    pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$',
    patternErrorMessage: 'cannot be an id: use letters, digits, - and _ only, beginning with a letter or digit',
  }) as const;
