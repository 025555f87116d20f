import { Group, Matrix4, type Ray, Vector3 } from 'three';
import type { CadModel as PlantModel } from '../../../twin/plant.ts';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { frames } from '../../live/frames.ts';
import type { Palette } from '../../palette.ts';
import { cadStore, droppedKey, type ModelKey, tellModel } from '../../stores/cad.ts';
import { comparisonStore } from '../../stores/comparison.ts';
import { secondOf } from '../../stores/second-moment.ts';
import { selectionStore } from '../../stores/selection.ts';
import type { Session } from '../../stores/session.ts';
import { twinStore } from '../../stores/twin.ts';
import { viewStore } from '../../stores/view.ts';
import type { Assembly, Built } from '../assembly.ts';
import { placeInstances } from '../assembly.ts';
import type { CadHost, FineHit } from '../cad-gate.ts';
import type { Frame } from '../layer.ts';
import { followBase, type Pickable } from '../pick-boxes.ts';
import { CadFigure } from './cad-figure.ts';
import { CadGhosts } from './cad-ghosts.ts';
import { CadLibrary } from './cad-library.ts';
import { CadMeshes } from './cad-meshes.ts';
import { CadOutline } from './cad-outline.ts';

/** A model that is to be seen: of which machine, from which file, and how it stands. */
interface Wanted {
  readonly key: ModelKey;
  readonly name: string;
  readonly source: { readonly url: string } | { readonly bytes: Uint8Array };
  readonly standing: Omit<PlantModel, 'file'>;
  readonly machine: PlacedMachine | null;
  readonly base: Matrix4;
}

let listener: () => void = () => undefined;
const library = new CadLibrary(() => listener());

/** Models of machines, and the one that was dropped. */
export class CadLayer implements CadHost {
  readonly object = new Group();
  readonly #session: Session;
  readonly #ofMachine: readonly Built[];
  readonly #pickables: readonly Pickable[];
  readonly #selected = new CadOutline(2);
  readonly #hovered = new CadOutline(1.5);
  readonly #stops: (() => void)[] = [];
  #drawn: CadMeshes[] = [];
  #figures: CadFigure[] = [];
  /** While moments are compared. */
  #ghosts: CadGhosts | null = null;
  #colours: Palette | null = null;
  #asked = true;
  #repaint = true;
  /** Grows with each arrangement: an outline of one before it is of things that are gone. */
  #arrangement = 0;

  constructor(session: Session, assembly: Assembly, pickables: readonly Pickable[]) {
    this.#session = session;
    this.#ofMachine = assembly.ofMachine;
    this.#pickables = pickables;
    listener = () => this.#ask();
    this.#stops.push(
      cadStore.subscribe((now, before) => {
        if (now.dropped !== before.dropped || now.unsaved !== before.unsaved) this.#ask();
        else if (now.models === before.models) frames.wake();
      }),
      twinStore.subscribe((now, before) => {
        if (now.models !== before.models) this.#ask();
      }),
    );
    this.object.add(this.#selected.group, this.#hovered.group);
  }

  update(frame: Frame): boolean {
    const { width, height } = frame;
    let changed = this.#asked;
    if (this.#asked) this.#arrange();
    this.#asked = false;
    let moved = false;
    for (const figure of this.#figures) {
      const result = figure.update(frame, this.#repaint);
      moved ||= result.moved;
      changed ||= result.moved || result.painted;
    }
    this.#repaint = false;
    for (const drawn of this.#drawn) drawn.placed();
    for (const { uniforms } of [this.#selected, this.#hovered]) uniforms.uViewport.value.set(width, height);
    changed = this.#compare(frame, moved) || changed;
    changed = this.#outline() || changed;
    if (moved) {
      this.#selected.follow();
      this.#hovered.follow();
    }
    return changed;
  }

  colour(colours: Palette): void {
    this.#selected.uniforms.uColour.value.set(colours.selection);
    this.#hovered.uniforms.uColour.value.set(colours.textMuted);
    this.#repaint = true;
    this.#colours = colours;
    this.#ghosts?.colour(colours.second);
  }

  drawnColours(machineIndex: number): string {
    const figure = this.#figures.find(({ machine }) => machine?.index === machineIndex);
    return (this.#colours && figure?.drawnColours(this.#colours)) ?? '';
  }

  pick(ray: Ray): FineHit | null {
    let best: FineHit | null = null;
    for (const { key, placement } of this.#figures) {
      const hit = placement.pick(ray, best?.distance ?? Number.POSITIVE_INFINITY);
      if (hit) best = { of: key, node: placement.model.nodes[hit.node]!.name, distance: hit.distance };
    }
    return best;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    listener = () => undefined;
    this.#clear();
    this.#selected.dispose();
    this.#hovered.dispose();
  }

  #ask(): void {
    this.#asked = true;
    frames.wake();
  }

  #wanted(): Wanted[] {
    const { unsaved, dropped } = cadStore.getState();
    const looks = new Map(twinStore.getState().models.map((each) => [each.machine, each]));
    const replaced = dropped?.instead ? dropped.over : null;
    const wanted = this.#session.index.machines.flatMap((placed, k): Wanted[] => {
      const { machine } = placed;
      const changes = unsaved.get(machine.id);
      const model = changes?.model ?? machine.model;
      const look = looks.get(machine.id);
      if (!model || !machine.model || machine.id === replaced) return [];
      if (!look || look.fault) {
        const reason = look?.fault;
        if (reason) tellModel(machine.id, { phase: 'failed', reason });
        return [];
      }
      return [
        {
          key: machine.id,
          name: `${machine.model.file} ${look.version}`,
          source: { url: `/models/${machine.id}` },
          standing: model,
          machine: changes?.bindings ? { ...placed, machine: { ...machine, bindings: changes.bindings } } : placed,
          base: this.#ofMachine[k]!.base,
        },
      ];
    });
    if (dropped && !dropped.refused) {
      const { pose, scale, turnDeg, bytes, over, instead, name } = dropped;
      const at = instead ? this.#ofMachine.find(({ machine }) => machine?.machine.id === over) : undefined;
      const own = new Matrix4().makeRotationY((pose.headingDeg * Math.PI) / 180).setPosition(pose.x, 0, pose.z);
      wanted.push({
        key: droppedKey,
        name,
        source: { bytes },
        standing: { scale, turnDeg },
        machine: at?.machine ?? null,
        base: at?.base ?? own,
      });
    }
    return wanted;
  }

  /** Puts up what has been read; what is wanted and not there yet, or never will be, is told. */
  #arrange(): void {
    this.#clear();
    this.#arrangement++;
    this.#repaint = true;
    const wanted = this.#wanted();
    const { models } = cadStore.getState();
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { phase }] of models)
      if (!keys.has(key) && (phase !== 'failed' || key === droppedKey)) tellModel(key, null);
    library.keep(new Set(wanted.map(({ name }) => name)));
    const byFile = new Map<string, Wanted[]>();
    for (const each of wanted) byFile.set(each.name, [...(byFile.get(each.name) ?? []), each]);
    for (const [name, shows] of byFile) {
      const state = library.want(name, shows[0]!.source);
      if (state.phase !== 'ready') {
        for (const { key } of shows) tellModel(key, state);
        continue;
      }
      const { model, bytes } = state;
      const meshes = new CadMeshes(model, shows.length);
      this.#drawn.push(meshes);
      this.object.add(meshes.group);
      for (const [k, { key, machine, standing, base }] of shows.entries()) {
        const figure = new CadFigure(key, { meshes, at: k }, model, machine, this.#session.index, standing, base);
        this.#figures.push(figure);
        const size = figure.placement.box.getSize(point);
        const { nodes, triangles, meshes: count, geometries } = model;
        tellModel(key, {
          phase: 'ready',
          nodes,
          triangles,
          meshes: count,
          draws: geometries.length,
          bytes,
          size: [size.x, size.y, size.z],
        });
        if (machine) this.#replace(machine, [size.x, size.y, size.z]);
      }
    }
  }

  /** The maker's drawing stands in place of ours. */
  #replace(machine: PlacedMachine, [width, height, depth]: readonly [number, number, number]): void {
    const built = this.#ofMachine[machine.index]!;
    this.#show(built, false);
    const pickable = this.#pickables[machine.index]!;
    if (pickable.boxes.length !== 1) return;
    const box = { ...pickable.boxes[0]!, halfX: width / 2, halfY: height / 2, halfZ: depth / 2 };
    pickable.boxes = [box];
    pickable.hollow = true;
    followBase(pickable, built);
  }

  #show(built: Built, shown: boolean): void {
    for (const { part } of built.model.pieces) {
      if (shown) built.hidden.delete(part);
      else built.hidden.add(part);
    }
    placeInstances(built, built.instances);
  }

  /** Where bound nodes stood at B. What fills its table is the comparison's own layer. */
  #compare({ table, lost, colours }: Frame, moved: boolean): boolean {
    if (comparisonStore.getState().second === null || lost) return this.#endComparison();
    const { table: tableB } = secondOf(this.#session);
    if (this.#ghosts === null) {
      this.#ghosts = new CadGhosts(this.#figures, this.#ofMachine, this.#session.index, tableB);
      this.#ghosts.colour(colours.second);
      this.object.add(this.#ghosts.group);
    }
    return this.#ghosts.update(table, tableB, moved, viewStore.getState().opened?.machine ?? null);
  }

  #endComparison(): boolean {
    const ghosts = this.#ghosts;
    if (ghosts === null) return false;
    this.#ghosts = null;
    this.object.remove(ghosts.group);
    ghosts.dispose();
    return true;
  }

  #clear(): void {
    this.#endComparison();
    for (const { machine } of this.#figures) {
      if (!machine) continue;
      this.#show(this.#ofMachine[machine.index]!, true);
      this.#pickables[machine.index]!.hollow = false;
    }
    for (const each of this.#drawn) {
      this.object.remove(each.group);
      each.dispose();
    }
    this.#drawn = [];
    this.#figures = [];
  }

  #outline(): boolean {
    const { selectedNode, hoveredNode, dropped } = cadStore.getState();
    const { machine, hovered } = selectionStore.getState();
    const whole = dropped ? droppedKey : machine;
    const chosen = selectedNode ?? (whole === null ? null : { of: whole, name: null });
    const pointed = hoveredNode ?? (hovered === null ? null : { of: hovered, name: null });
    const same = chosen?.of === pointed?.of && chosen?.name === pointed?.name;
    const first = this.#line(this.#selected, chosen);
    return this.#line(this.#hovered, same ? null : pointed) || first;
  }

  #line(outline: CadOutline, wish: { readonly of: string; readonly name: string | null } | null): boolean {
    const figure = wish && this.#figures.find(({ key, machine }) => key === wish.of || machine?.machine.id === wish.of);
    const node = wish?.name == null ? -1 : (figure?.placement.model.nodeByName.get(wish.name) ?? -1);
    const name = figure ? JSON.stringify([this.#arrangement, figure.key, node]) : '';
    return outline.show(name, figure?.placement ?? null, node);
  }
}

const point = new Vector3();
