import { createStore } from 'zustand/vanilla';
import { checkModelBytes } from '../../twin/model-file/container.ts';
import type { ModelFault, ModelFileError } from '../../twin/model-file/model-fault.ts';
import type { ModelNode } from '../../twin/model-file/model-survey.ts';
import type { Binding, CadModel, MachineId } from '../../twin/plant.ts';

/** Whose model: a machine's, or the one that was dropped and is nowhere yet. No machine's id begins with a colon. */
export type ModelKey = MachineId | ':dropped';
export const droppedKey = ':dropped';

/** Why a model is not there: the file's fault, or a sentence of the gateway or the browser. */
export type ModelReason = ModelFault | { readonly code: 'said'; readonly values: { readonly sentence: string } };

/** How far the scene is with a model. */
export type ModelState =
  | { readonly phase: 'reading'; readonly share: number }
  | { readonly phase: 'failed'; readonly reason: ModelReason }
  | {
      readonly phase: 'ready';
      readonly nodes: readonly ModelNode[];
      readonly triangles: number;
      readonly meshes: number;
      /** Distinct meshes: what is drawn in one go each. */
      readonly draws: number;
      readonly bytes: number;
      /** Width, height and depth as it stands in the hall, metres. */
      readonly size: readonly [number, number, number];
    };

/** A file that was dropped and is drawn, but stands in no plant file yet. */
export interface Dropped {
  /** Tells it from any other file. */
  readonly name: string;
  readonly fileName: string;
  /** None where it was refused by its size. */
  readonly bytes: Uint8Array;
  readonly refused: ModelFault | null;
  /** The machine under the pointer. */
  readonly over: MachineId | null;
  /** Drawn in place of that machine, or as one of its own at `pose`. */
  readonly instead: boolean;
  readonly pose: { readonly x: number; readonly z: number; readonly headingDeg: number };
  readonly scale: number;
  readonly turnDeg: readonly [number, number, number];
}

export interface CadState {
  readonly models: ReadonlyMap<ModelKey, ModelState>;
  readonly dropped: Dropped | null;
  /** A file hangs over the page; where on the floor it would land, as far as the scene knows. */
  readonly aim: { readonly x: number; readonly z: number } | null;
  readonly selectedNode: { readonly of: ModelKey; readonly name: string } | null;
  readonly hoveredNode: { readonly of: ModelKey; readonly name: string } | null;
  /** Bindings and models that differ from the plant file. */
  readonly unsaved: ReadonlyMap<MachineId, Unsaved>;
  /** What there was before each change, the newest last. */
  readonly undo: readonly { readonly machine: MachineId; readonly before: Unsaved | null }[];
}

export interface Unsaved {
  readonly bindings?: readonly Binding[];
  readonly model?: CadModel;
}

export const cadStore = createStore<CadState>(() => ({
  models: new Map(),
  dropped: null,
  aim: null,
  selectedNode: null,
  hoveredNode: null,
  unsaved: new Map(),
  undo: [],
}));

const { setState: set, getState: get } = cadStore;

/** The scene tells how far it is; null = the model is no longer asked for. */
export function tellModel(key: ModelKey, state: ModelState | null): void {
  const models = new Map(get().models);
  if (state) models.set(key, state);
  else models.delete(key);
  set({ models });
}

export const selectNode = (selectedNode: CadState['selectedNode']): void => {
  const before = get().selectedNode;
  if (before?.of !== selectedNode?.of || before?.name !== selectedNode?.name) set({ selectedNode });
};

export const hoverNode = (hoveredNode: CadState['hoveredNode']): void => {
  const before = get().hoveredNode;
  if (before?.of !== hoveredNode?.of || before?.name !== hoveredNode?.name) set({ hoveredNode });
};

export const aimAt = (aim: CadState['aim']): void => set({ aim });

let drops = 0;

/** Takes a file that a person dropped or chose; `at` is where on the floor, `over` which machine. */
export async function takeFile(file: File, over: MachineId | null, at: { x: number; z: number }): Promise<void> {
  const refused = refusalOf(file.size);
  const bytes = new Uint8Array(refused ? new ArrayBuffer(0) : await file.arrayBuffer());
  set({
    dropped: {
      name: `${droppedKey} ${++drops} ${file.name}`,
      fileName: file.name,
      bytes,
      refused,
      over,
      instead: false,
      pose: { x: round(at.x), z: round(at.z), headingDeg: 0 },
      scale: 1,
      turnDeg: [0, 0, 0],
    },
    aim: null,
    selectedNode: null,
  });
}

function refusalOf(bytes: number): ModelFault | null {
  try {
    checkModelBytes(bytes);
    return null;
  } catch (error) {
    return (error as ModelFileError).fault;
  }
}

const round = (metres: number): number => Math.round(metres * 100) / 100;

export function placeDropped(change: Partial<Dropped>): void {
  const { dropped } = get();
  if (dropped) set({ dropped: { ...dropped, ...change } });
}

export function forgetDropped(): void {
  const { selectedNode } = get();
  set({ dropped: null, ...(selectedNode?.of === droppedKey && { selectedNode: null }) });
}

/** Changes what a machine shows, in this page until it is saved. */
export function change(machine: MachineId, what: Unsaved): void {
  const { unsaved, undo } = get();
  const before = unsaved.get(machine) ?? null;
  set({
    unsaved: new Map(unsaved).set(machine, { ...before, ...what }),
    undo: [...undo, { machine, before }],
  });
}

export function undoChange(): void {
  const { unsaved, undo } = get();
  const last = undo.at(-1);
  if (!last) return;
  const next = new Map(unsaved);
  if (last.before) next.set(last.machine, last.before);
  else next.delete(last.machine);
  set({ unsaved: next, undo: undo.slice(0, -1) });
}

/** The plant file has it now, or it is given up. */
export function forgetChanges(machine: MachineId): void {
  const { unsaved, undo } = get();
  const next = new Map(unsaved);
  next.delete(machine);
  set({ unsaved: next, undo: undo.filter((each) => each.machine !== machine) });
}
