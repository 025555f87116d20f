/** How a tag can move a part; every part can besides be coloured, hidden, and carry a text or gauge plate. */
export type PartMotion = 'rotation' | 'angle' | 'level' | 'position' | 'flow';

export interface EquipmentPart {
  readonly moves: readonly PartMotion[];
  /** Where an `angle` makes sense: a joint's limits, degrees. */
  readonly anglesDeg?: readonly [from: number, to: number];
}

/** A number that shapes the drawing, besides width, height and depth. */
export interface EquipmentParameter {
  readonly name: string;
  /** UCUM code; "1" for a count. */
  readonly unit: string;
  readonly default: number;
  readonly range: readonly [from: number, to: number];
}

export type EquipmentGroup = 'conveying' | 'packaging' | 'handling' | 'machining' | 'process' | 'services';

/** What the scene can draw: a type with its usual size, its parts and what shapes it. */
export interface EquipmentType {
  readonly name: string;
  readonly group: EquipmentGroup;
  /** Width (own x, along the flow), height, depth (own z), metres. */
  readonly size: readonly [number, number, number];
  /** By the name that bindings use. */
  readonly parts: Readonly<Record<string, EquipmentPart>>;
  /** By the name that `machine.parameters` uses. */
  readonly parameters?: Readonly<Record<string, EquipmentParameter>>;
  /** Those of its parts that a machine with all these parameters does not have. */
  readonly absentParts?: (parameters: Readonly<Record<string, number>>) => readonly string[];
  /** True where it travels or is long and thin, so that its footprint says nothing about collisions. */
  readonly passable?: boolean;
  /** Drawn along its `path`, which it must have, instead of on its foot: conveyors, pipes, fences. */
  readonly alongPath?: boolean;
  /** Its path may climb as steeply as it likes, straight up too: pipes. */
  readonly steep?: boolean;
  /** Makes the hall real but does no work: it is not counted among the machines, nor named until it is asked for. */
  readonly scenery?: boolean;
  /** Its drawing is the machine's `model` file, and its parts are that file's nodes. */
  readonly ownModel?: boolean;
}

/** A part that stands still. */
export const still: EquipmentPart = { moves: [] };
export const turns: EquipmentPart = { moves: ['rotation'] };
export const slides: EquipmentPart = { moves: ['position'] };
export const fills: EquipmentPart = { moves: ['level'] };
export const joint = (from: number, to: number): EquipmentPart => ({ moves: ['angle'], anglesDeg: [from, to] });

/** The names of like parts from one number on, of those that are numbered 1 to `most`: lamp3, lamp4, lamp5. */
export const numbered = (name: string, from: number, most: number): readonly string[] =>
  Array.from({ length: most }, (_, k) => k + 1)
    .filter((number) => number >= from)
    .map((number) => `${name}${number}`);
