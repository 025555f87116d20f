import type { PlantEdit, PlantEdited } from '../../../protocol/messages.ts';
import { type ModelFault, ModelFileError } from '../../../twin/model-file/model-fault.ts';
import type { MachineId } from '../../../twin/plant.ts';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { languageStore } from '../../languages/language.ts';
import type { Dropped, Unsaved } from '../../stores/cad.ts';
import type { Session } from '../../stores/session.ts';

export interface NewPlace {
  readonly name: string;
  readonly line: string;
  /** As it stands, metres. */
  readonly size: readonly [number, number, number];
}

/** Puts the model that was dropped beside the plant file and into it. Returns whose it is now; rejects with the reason. */
export async function saveDropped(
  dropped: Dropped,
  place: NewPlace,
  index: PlantIndex,
  feed: Session['feed'],
): Promise<PlantEdited & { readonly machine: MachineId }> {
  const { over, instead, bytes, scale, turnDeg, pose } = dropped;
  const machine = instead && over !== null ? over : freeId(place.name, index);
  const file = await upload(machine, bytes);
  const turned = turnDeg.some((each) => each !== 0);
  const model = { file, ...(scale !== 1 && { scale }), ...(turned && { turnDeg }) };
  const [width, height, depth] = place.size.map((each) => Math.max(0.01, Math.ceil(each * 100) / 100));
  const edit: PlantEdit =
    instead && over !== null
      ? { kind: 'model', machine, model }
      : {
          kind: 'machine',
          line: place.line,
          machine: { id: machine, name: place.name, pose, size: [width!, height!, depth!], model },
        };
  return { ...(await feed.editPlant([edit])), machine };
}

export function saveChanges(
  machine: MachineId,
  { bindings, model }: Unsaved,
  feed: Session['feed'],
): Promise<PlantEdited> {
  return feed.editPlant([
    ...(model ? [{ kind: 'model', machine, model } as const] : []),
    ...(bindings ? [{ kind: 'bindings', machine, bindings } as const] : []),
  ]);
}

async function upload(machine: MachineId, bytes: Uint8Array): Promise<string> {
  const answer = await fetch(`/models/${machine}`, {
    method: 'PUT',
    headers: { 'accept-language': languageStore.getState().language },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  const said = (await answer.json().catch(() => ({}))) as { file?: string; sentence?: string; fault?: ModelFault };
  if (answer.ok && said.file) return said.file;
  if (said.fault) throw new ModelFileError(said.fault.code, said.fault.values);
  throw new Error(said.sentence ?? `HTTP ${answer.status}`);
}

/** "Press 3 (new)" becomes "press-3-new", or with a number after it where that is taken. */
function freeId(name: string, { machineById }: PlantIndex): MachineId {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const wished = plain || 'model';
  for (let number = 1; ; number++) {
    const id = (number === 1 ? wished : `${wished}-${number}`) as MachineId;
    if (!machineById.has(id)) return id;
  }
}
