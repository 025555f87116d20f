/**
 * What a plant file (`gemba-plant/1`) says, after it has been checked. Places are ISA-95: Site > Area > WorkCenter
 * (`lines`) > WorkUnit (`machines`). Lengths are metres, angles degrees, the hall's x runs with the flow, z towards
 * the viewer, y up; (0, 0) is a hall corner.
 */
declare const brand: unique symbol;
/** `machine.tag`: the machine's id, a dot, the tag's own id. */
export type TagId = string & { readonly [brand]: 'TagId' };
export type MachineId = string & { readonly [brand]: 'MachineId' };

export interface Plant {
  readonly format: 'gemba-plant/1';
  readonly id: string;
  readonly name: string;
  readonly site: Site;
  readonly sources: readonly Source[];
  readonly areas: readonly Area[];
  readonly flows: readonly Flow[];
}

export interface Site {
  readonly name: string;
  /** IANA name; shifts and days are counted in it. */
  readonly timeZone: string;
  readonly shifts: readonly Shift[];
  /** Floor of the hall, metres: [along x, along z]. */
  readonly floor: readonly [number, number];
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface Shift {
  readonly name: string;
  /** Days on which the shift starts. */
  readonly days: readonly Weekday[];
  /** Local wall-clock time "HH:MM"; an end before the start is on the next day. */
  readonly start: string;
  readonly end: string;
}

/** Where samples come from. A tag without `source` belongs to the first one. */
export type Source = SimulationSource | RecordingSource | SparkplugSource;
export interface SimulationSource {
  readonly id: string;
  readonly type: 'simulation';
  readonly seed: number;
}
export interface RecordingSource {
  readonly id: string;
  readonly type: 'recording';
  /** Paths relative to the plant file. */
  readonly file: string;
  readonly mapping: string;
  /** Times real time; 0 = as fast as it can be stored. */
  readonly speed: number;
  readonly loop: boolean;
}
export interface SparkplugSource {
  readonly id: string;
  readonly type: 'sparkplug';
  /** mqtt://host:port or mqtts://host:port */
  readonly url: string;
  readonly group: string;
  readonly edgeNode: string;
  /** Sparkplug host application id, under which STATE is published. */
  readonly host: string;
}

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly id: string;
  readonly name: string;
  readonly machines: readonly Machine[];
}

export interface Machine {
  readonly id: MachineId;
  readonly name: string;
  /** What people call it besides its name. */
  readonly nicknames?: readonly string[];
  /** A key of `equipment`. */
  readonly type: string;
  readonly pose: Pose;
  /** Width along its own x, height, depth along its own z, metres; the equipment type's own size when absent. */
  readonly size?: readonly [number, number, number];
  /** Conveyors: the belt's centre line in hall metres, in the direction of flow. */
  readonly path?: readonly (readonly [number, number])[];
  /** Rated output, items per minute (ISO 22400 planned run time per item = 1 / rate). */
  readonly ratePerMinute?: number;
  readonly components: readonly Component[];
  /** Up to three local tag ids shown first. */
  readonly mainTags: readonly string[];
  readonly tags: readonly Tag[];
  readonly bindings: readonly Binding[];
  /** Only read by the built-in simulation; each value has a default by equipment type. */
  readonly simulation?: Readonly<Record<string, number>>;
}

export interface Pose {
  readonly x: number;
  readonly z: number;
  /** Height of the foot above the floor. */
  readonly y?: number;
  /** Turn about the vertical, counter-clockwise from above. */
  readonly headingDeg?: number;
}

export interface Component {
  readonly id: string;
  readonly name: string;
  /** Part of the equipment type that shows it. */
  readonly part?: string;
}

export type TagKind = 'number' | 'integer' | 'boolean' | 'state';

export interface Tag {
  /** Unique within its machine. */
  readonly id: string;
  readonly name: string;
  readonly kind: TagKind;
  /** UCUM code, e.g. "Cel", "bar", "/min"; absent for booleans and states. */
  readonly unit?: string;
  /** What the sensor can report; outside it a value is implausible. */
  readonly range?: readonly [number, number];
  readonly limits?: Limits;
  /** A change smaller than this is not stored. */
  readonly deadband?: number;
  /** For kind "state": names by value from 0, or "PackML" for ISA-TR88.00.02. */
  readonly states?: 'PackML' | readonly string[];
  /** A total that only grows until it is reset. */
  readonly counter?: boolean;
  readonly component?: string;
  readonly source?: string;
  /** How the source calls it: a Sparkplug "device/metric", a recording's address, a simulation signal. */
  readonly address: string;
}

/** ISA-18.2 alarm limits. */
export interface Limits {
  readonly lowLow?: number;
  readonly low?: number;
  readonly high?: number;
  readonly highHigh?: number;
}

export type BindingProperty = 'colour' | 'rotation' | 'level' | 'angle' | 'position' | 'text';

/** Shows a tag on a part. A part's property takes one tag. */
export interface Binding {
  readonly tag: string;
  readonly part: string;
  readonly as: BindingProperty;
}

/** Material that goes from one machine to another, through a buffer where `via` names one. */
export interface Flow {
  readonly id: string;
  readonly from: MachineId;
  readonly to: MachineId;
  /** Conveyors and tables passed, in order. */
  readonly via: readonly MachineId[];
  readonly item: 'bottle' | 'case' | 'pallet' | 'water';
  /** Items that fit between the two. */
  readonly capacity: number;
  /** Full tag ids: a counter of the items that entered, the number inside now. */
  readonly countTag?: TagId;
  readonly fillTag?: TagId;
}
