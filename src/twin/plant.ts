import type { TagAlarms } from './alarms/tag-alarms.ts';

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
  /** Floor maps of scattered sensors. */
  readonly heatMaps?: readonly HeatMap[];
  /** Named views besides those of the site, its areas and lines, which are always there. */
  readonly views?: readonly View[];
  /** What the wall's strip shows, in its order. */
  readonly kpis?: readonly Kpi[];
  /** How long every sample is kept; for ever when absent. */
  readonly retention?: Retention;
  /** Products whose rated output differs from that of the machines. */
  readonly products?: readonly Product[];
}

/** What a line's `productTag` names. */
export interface Product {
  /** As the tag says it: a text, or the name of a state. */
  readonly name: string;
  /** Rated output by machine id, items per minute; the machine's own where it is left out. */
  readonly ratesPerMinute: Readonly<Record<string, number>>;
}

/** Older samples are thinned: of each minute stay the first, lowest, highest and last, and every change of a state. */
export interface Retention {
  /** Age in days up to which every sample is kept. */
  readonly rawDays: number;
  /** The same for tags of one kind. */
  readonly rawDaysByKind?: Partial<Record<TagKind, number>>;
}

export interface Site {
  readonly name: string;
  /** IANA name; shifts and days are counted in it. */
  readonly timeZone: string;
  readonly shifts: readonly Shift[];
  /** Floor of the hall, metres: [along x, along z]. */
  readonly floor: readonly [number, number];
  /** When nobody means to produce, besides the time between shifts. */
  readonly plannedStops?: readonly PlannedStop[];
  /** ISO 4217 code of what costs are in. */
  readonly currency?: string;
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

/** A break, a maintenance window, days off: either each week or on some dates. */
export interface PlannedStop {
  readonly name: string;
  /** Days of the week on which it starts. */
  readonly days?: readonly Weekday[];
  /** Local dates "YYYY-MM-DD" on which it starts. */
  readonly dates?: readonly string[];
  /** Local wall-clock time "HH:MM"; an end at or before the start is on the next day. */
  readonly start: string;
  readonly end: string;
  /** Ids of the lines that stop; all when absent. */
  readonly lines?: readonly string[];
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
  /** What an hour of lost production costs, in the site's currency. */
  readonly downtimeCostPerHour?: number;
  /** Full id of a text or state tag that tells which product is made. */
  readonly productTag?: TagId;
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
  /**
   * Conveyors, pipes, fences, and where vehicles travel: the centre line in hall metres, [x, z] or [x, z, y], in the
   * direction of flow. y is the height above the floor of the belt's top or the pipe's middle, the machine's own
   * height where it is left out; between two points it rises evenly. For vehicles y is the height of the floor that
   * they travel on, `pose.y` or 0 where it is left out.
   */
  readonly path?: readonly PathPoint[];
  /** Numbers that shape its drawing, by the names that its equipment type gives them. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** The maker's drawing in place of ours. */
  readonly model?: CadModel;
  /** Rated output, items per minute (ISO 22400 planned run time per item = 1 / rate). */
  readonly ratePerMinute?: number;
  /** Where its items are counted, for its key figures. */
  readonly counts?: ItemCounters;
  readonly components: readonly Component[];
  /** Up to three local tag ids shown first. */
  readonly mainTags: readonly string[];
  readonly tags: readonly Tag[];
  readonly bindings: readonly Binding[];
  /** What is done on it before it fails, and which of its tags tell that it is due. */
  readonly maintenance?: readonly Procedure[];
  /** Only read by the built-in simulation; each value has a default by equipment type. */
  readonly simulation?: Readonly<Record<string, number>>;
}

/** Counters by id of a tag of the machine, or full id "machine.tag". */
export interface ItemCounters {
  readonly good: string;
  /** None is rejected when absent. */
  readonly rejected?: string;
  /** Of the good ones those that were so only after rework; none when absent. */
  readonly reworked?: string;
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

/** Maintenance work: a foretold passing of a limit of one of its `tags` drafts a work order that says this. */
export interface Procedure {
  readonly id: string;
  readonly title: string;
  readonly component?: string;
  /** Local ids of tags with limits; a tag tells of one procedure. */
  readonly tags: readonly string[];
  readonly steps: readonly string[];
  readonly parts: readonly SparePart[];
  /** Working time, minutes. */
  readonly minutes: number;
}

export interface SparePart {
  /** What it is ordered by. */
  readonly number: string;
  readonly name: string;
  readonly quantity: number;
}

export type TagKind = 'number' | 'integer' | 'boolean' | 'state' | 'text';

export interface Tag {
  /** Unique within its machine. */
  readonly id: string;
  readonly name: string;
  readonly kind: TagKind;
  /** UCUM code, e.g. "Cel", "bar", "/min"; absent for booleans, states and texts. */
  readonly unit?: string;
  /** What the sensor can report; outside it a value is implausible. */
  readonly range?: readonly [number, number];
  readonly limits?: Limits;
  readonly alarms?: TagAlarms;
  /** A change smaller than this is not stored, unless it passes a limit or nothing was stored for a minute. */
  readonly deadband?: number;
  /** Swinging door: samples that a straight line between stored ones tells within this go, in the tag's unit. */
  readonly compression?: number;
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

/**
 * colour: by limits (alarm colours), or by `colours`. rotation: rev/min. angle: degrees. level: how full, by the tag's
 * range. position: along the part's travel or the machine's path, by the tag's range. flow: particles along it at the
 * tag's rate. visibility: there while the value is in `shown`. text, gauge: a plate with the value.
 */
export const bindingProperties = [
  'colour',
  'rotation',
  'angle',
  'level',
  'position',
  'flow',
  'visibility',
  'text',
  'gauge',
] as const;
export type BindingProperty = (typeof bindingProperties)[number];

/** Shows a tag on a part. A part's property takes one tag. */
export interface Binding {
  /** Id of a tag of this machine, or the full id "machine.tag" of another's. */
  readonly tag: string;
  /** Part of the equipment type; the name of a node where the machine has a `model`. */
  readonly part: string;
  readonly as: BindingProperty;
  /** Only with `colour`; without it the tag's limits in alarm colours and nothing else. */
  readonly colours?: ColourRule;
  /** Only with `visibility`: shown while from <= value <= to. Without it: while the value is not 0. */
  readonly shown?: { readonly from?: number; readonly to?: number };
}

/** Colours that code a meaning; none is an alarm's. */
export const codingColours = ['pale', 'grey', 'dark', 'blue', 'teal', 'brown'] as const;
export type CodingColour = (typeof codingColours)[number];

export type ColourRule =
  | {
      readonly by: 'state';
      /** By state name ("on" and "off" for booleans); states that are left out keep the machine's grey. */
      readonly states: Readonly<Record<string, CodingColour>>;
    }
  | {
      readonly by: 'range';
      /** The first that holds, from <= value < to; outside of all the machine's grey. */
      readonly ranges: readonly { readonly from?: number; readonly to?: number; readonly colour: CodingColour }[];
    }
  | ({ readonly by: 'gradient' } & Gradient);

/** Values from `from` to `to` in even steps of lightness: pale to blue, or blue over pale to brown. */
export interface Gradient {
  readonly from: number;
  readonly to: number;
  readonly scale: 'sequential' | 'diverging';
}

export interface HeatMap extends Gradient {
  readonly id: string;
  readonly name: string;
  readonly sensors: readonly {
    readonly tag: TagId;
    /** Hall metres [x, z]; where its machine stands when left out. */
    readonly at?: readonly [number, number];
  }[];
  /** A sensor says nothing about the floor farther away than this, metres. */
  readonly reach: number;
}

/** A camera that looks from `eye` to `target`, hall metres [x, y, z]; or frames machines. */
export interface View {
  readonly id: string;
  readonly name: string;
  readonly machines?: readonly MachineId[];
  readonly eye?: readonly [number, number, number];
  readonly target?: readonly [number, number, number];
}

/** ISO 22400-2, of one machine (of a line: of its bottleneck), over the shift so far. */
export interface Kpi {
  readonly id: string;
  readonly name: string;
  readonly machine: MachineId;
  readonly formula: 'availability' | 'effectiveness' | 'quality' | 'oee' | 'throughput';
  /**
   * Counters of items that are good and of items that are not: ids of that machine's tags, or full ids "machine.tag"
   * where a line's items are counted elsewhere than at its bottleneck.
   */
  readonly good: string;
  readonly rejected?: string;
  /** Share from 0 to 1; items per hour for throughput. */
  readonly target?: number;
}

/** A glTF 2.0 file, binary or with everything embedded. */
export interface CadModel {
  /** Path from the folder of the plant file. */
  readonly file: string;
  /** Metres for each unit of the file: 1 when left out, as glTF says; 0.001 for a file in millimetres. */
  readonly scale?: number;
  /** Turn about x, y and z in degrees, applied in this order, before it is put on its foot. */
  readonly turnDeg?: readonly [number, number, number];
  /** By node: its own axis that `rotation` and `angle` turn it about and `position` moves it along; y when left out. */
  readonly axes?: Readonly<Record<string, 'x' | 'y' | 'z'>>;
}

export type PathPoint = readonly [x: number, z: number, y?: number];

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
