import { Color, Matrix4, type PerspectiveCamera, type Scene, type WebGLRenderer } from 'three';
import type { MachineId } from '../../twin/plant.ts';
import { nowMs } from '../live/clock.ts';
import { palette } from '../palette.ts';
import { type Direction, selectionStore } from '../stores/selection.ts';
import type { Session } from '../stores/session.ts';
import { themeStore } from '../stores/theme.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { setView, viewStore } from '../stores/view.ts';
import { aimDrops } from './aim-drops.ts';
import { AlarmMarks } from './alarm-marks.ts';
import { AlarmOutlines } from './alarm-outlines.ts';
import { type Assembly, assemble, type Built } from './assembly.ts';
import { FloorMap } from './bindings/heat-map.ts';
import { Particles } from './bindings/particles.ts';
import { Plates } from './bindings/plates.ts';
import { CadGate } from './cad-gate.ts';
import { CameraReport } from './camera-report.ts';
import { CameraRig } from './camera-rig.ts';
import { Colouring } from './colouring.ts';
import { CompareGate } from './compare-gate.ts';
import { Detail } from './detail.ts';
import { Floor } from './floor.ts';
import { FlowItems } from './flow-items.ts';
import type { Layer } from './layer.ts';
import { LightBake } from './light-bake.ts';
import { followsPath } from './machines/catalogue.ts';
import { Motions } from './motion.ts';
import { OpenedGate } from './opened-gate.ts';
import { cutClay, light } from './parts/clay-material.ts';
import type { TurnedBox } from './paths/boxes.ts';
import { followBase, type Pickable, pickables } from './pick-boxes.ts';
import { Pointer } from './pointer.ts';
import type { Fineness } from './quality.ts';
import { Shell } from './shell.ts';
import { Silhouette } from './silhouette.ts';
import { TimePassed } from './time-passed.ts';
import { Words } from './words.ts';

/** Where the stage is put up. */
export interface Venue {
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  readonly renderer: WebGLRenderer;
  /** Takes the keys. */
  readonly keys: HTMLElement;
  readonly labels: HTMLElement;
  /** Whether there is a graphics card to spend on sharper textures. */
  readonly sharp: boolean;
}

/** Without a graphics card larger pieces are left out, too. */
const coarser = 1.5;
/** Of a frame, for the light, ms. */
const bakeMs = 6;

/** The hall: built once, then changed frame by frame from the live table. React only puts it up and takes it down. */
export class Stage {
  readonly #session: Session;
  readonly #venue: Venue;
  readonly #assembly: Assembly;
  readonly #detail: Detail;
  readonly #bake: LightBake;
  readonly #pickables: readonly Pickable[];
  /** Machines that travel, and their labels with them. */
  readonly #roaming: readonly { readonly pickable: Pickable; readonly built: Built }[];
  readonly #floor: Floor;
  readonly #flow: FlowItems;
  readonly #motions: Motions;
  readonly #colouring: Colouring;
  readonly #rig: CameraRig;
  readonly #report: CameraReport;
  readonly #pointer: Pointer;
  readonly #cad: CadGate;
  readonly #words: Words;
  readonly #compare: CompareGate;
  readonly #selected = new Silhouette({ widthPx: 2, bit: 1 });
  readonly #hovered = new Silhouette({ widthPx: 1.5, bit: 1 });
  /** What else is in the picture; each is told of every frame. */
  readonly #layers: readonly Layer[];
  readonly #time = new TimePassed();
  readonly #stillness = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #stops: (() => void)[] = [];
  readonly #view = new Matrix4();
  readonly #lastView = new Matrix4();
  #size = { width: 0, height: 0 };
  #stale = true;
  #drawnOnce = false;
  #viewMoving = false;

  constructor(session: Session, venue: Venue) {
    this.#session = session;
    this.#venue = venue;
    const { index } = session;
    this.#assembly = assemble(index);
    this.#detail = new Detail(this.#assembly);
    this.#bake = new LightBake(this.#assembly);
    this.#pickables = pickables(this.#assembly.built);
    this.#roaming = this.#pickables.flatMap((pickable, k) => {
      const built = this.#assembly.ofMachine[k]!;
      const machine = built.moves ? built.machine?.machine : undefined;
      return machine?.path && !followsPath(machine) ? [{ pickable, built }] : [];
    });
    this.#floor = new Floor(index, venue.sharp);
    this.#flow = new FlowItems(index);
    this.#motions = new Motions(this.#assembly, index, session.table);
    this.#colouring = new Colouring(this.#assembly, index, session.table);
    this.#rig = new CameraRig(venue.camera, venue.renderer.domElement, venue.keys, nowMs);
    this.#report = new CameraReport(this.#rig, index.plant.site.floor);
    this.#cad = new CadGate(session, this.#assembly, this.#pickables);
    this.#compare = new CompareGate(session, this.#assembly);
    this.#pointer = new Pointer(venue.renderer.domElement, venue.camera, this.#pickables, (ray) => this.#cad.pick(ray));
    this.#stops.push(aimDrops(venue.renderer.domElement, venue.camera, this.#pickables, index.plant.site.floor));
    const marks = new AlarmMarks(venue.labels, index, this.#pickables, session.pulse);
    this.#words = new Words(venue.labels, session, this.#pickables, marks, {
      coloursOf: (k) => `${this.#colouring.drawnColours(k)} ${this.#cad.drawnColours(k)}`.trim(),
      secondOf: (k) => this.#compare.words(k),
    });
    this.#layers = [
      new Shell(index),
      new Particles(this.#assembly, index),
      new Plates(this.#assembly, index, session.table, session.pulse),
      new FloorMap(index, session.table, session.pulse),
      this.#cad,
      this.#compare,
      new AlarmOutlines(this.#assembly.ofMachine),
      marks,
      new OpenedGate(
        this.#assembly,
        venue.labels,
        () => this.#stillness.matches,
        () => this.#selected.follow(),
      ),
    ];
    venue.scene.add(
      ...this.#layers.flatMap(({ object }) => object ?? []),
      this.#assembly.group,
      this.#floor.mesh,
      this.#flow.group,
      this.#selected.group,
      this.#hovered.group,
    );
    this.#follow();
    this.#colour();
  }

  /** What changed since the last frame is put into the scene. Returns whether it has to be drawn. */
  update(seconds: number, width: number, height: number): boolean {
    const { table } = this.#session;
    const { camera } = this.#venue;
    const time = timeStore.getState();
    const connected = twinStore.getState().connection === 'connected';
    const lost = time.mode === 'live' && !connected;
    if (width !== this.#size.width || height !== this.#size.height) this.#reshape(width, height);
    this.#rig.update();
    const passed = this.#stillness.matches ? 0 : this.#time.since(time, seconds, connected);
    const moved = this.#motions.update(passed);
    const colours = palette[themeStore.getState().theme];
    const coloured = this.#colouring.update(colours, lost);
    const live = time.mode === 'live' && connected && !this.#stillness.matches;
    const flowed = this.#flow.update(table, live ? nowMs() : time.cursorMs, live);
    const frame = { table, time, lost, seconds: passed, camera, width, height, colours };
    let layered = false;
    for (const layer of this.#layers) layered = layer.update(frame) || layered;
    let roamed = false;
    if (moved) {
      for (const { pickable, built } of this.#roaming) roamed = followBase(pickable, built) || roamed;
      this.#selected.follow();
      this.#hovered.follow();
    }
    const { machine, hovered } = selectionStore.getState();
    const outlined = this.#outline(machine, hovered);
    this.#view.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    const viewed = !this.#view.equals(this.#lastView);
    if (viewed) this.#lastView.copy(this.#view);
    const cameToRest = this.#viewMoving && !viewed;
    this.#viewMoving = viewed;
    if (viewed) this.#report.moved(nowMs());
    if (cameToRest) this.#report.rested();
    this.#pointer.update(viewed);
    const stoodOut = roamed || outlined || this.#stale;
    this.#words.update({ camera, width, height, lost, viewed, cameToRest, moved: stoodOut });
    if (this.#drawnOnce && !this.#bake.done) this.#bakeOn();
    const draw = this.#stale || moved || coloured || flowed || layered || viewed || outlined;
    this.#stale = false;
    this.#drawnOnce ||= draw;
    return draw;
  }

  /** As `update` without time passing, with its words at once, which otherwise follow. */
  updateWords(width: number, height: number): void {
    this.#words.hurry();
    this.update(0, width, height);
  }

  #bakeOn(): void {
    const startMs = nowMs();
    if (!this.#bake.step(() => nowMs() - startMs > bakeMs)) return;
    this.#floor.shade(this.#assembly.built);
    this.#detail.invalidate();
    this.#stale = true;
  }

  /** Call before each drawing: `pixelRatio` = device pixels a CSS pixel. */
  prepare(fineness: Fineness, pixelRatio: number): void {
    light.uPixelRatio.value = pixelRatio;
    const leastPx = fineness.leastPx * (this.#venue.sharp ? 1 : coarser);
    this.#detail.update(this.#venue.camera, this.#size.height, { ...fineness, leastPx });
  }

  /** Its light is baked: until then frames are asked for, and a little of each goes into that. */
  get settled(): boolean {
    return this.#bake.done;
  }

  /** Of the past, Unix epoch ms; NaN while live. */
  get shownMs(): number {
    return this.#session.table.shownMs;
  }

  /** Everything has to be drawn again: the picture was lost. */
  invalidate(): void {
    this.#stale = true;
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#rig.dispose();
    this.#pointer.dispose();
    this.#words.dispose();
    this.#floor.dispose();
    this.#motions.dispose();
    this.#colouring.dispose();
    this.#selected.dispose();
    this.#hovered.dispose();
    const { scene } = this.#venue;
    scene.clear();
    for (const mesh of this.#assembly.meshes) mesh.dispose();
    this.#flow.dispose();
    for (const layer of this.#layers) layer.dispose();
  }

  #outline(selected: MachineId | null, hovered: MachineId | null): boolean {
    const built = (id: MachineId | null) => {
      const placed = id === null ? undefined : this.#session.index.machineById.get(id);
      return placed ? [this.#assembly.ofMachine[placed.index]!] : [];
    };
    // Apart, or seen through, it stands out by itself; the line is then its selected component's.
    const open = viewStore.getState().opened?.machine === selected;
    const first = this.#selected.show(open ? [] : built(selected));
    const second = this.#hovered.show(hovered === selected ? [] : built(hovered));
    return first || second;
  }

  #follow(): void {
    this.#stops.push(
      themeStore.subscribe(() => this.#colour()),
      selectionStore.subscribe((now, before) => {
        if (now.framed && now.framed !== before.framed) this.#frame(now.framed.machines, now.framed.from);
        const { opened } = viewStore.getState();
        // Whoever goes on to another machine is done with the one that stands open.
        if (opened && now.machine !== before.machine && now.machine !== null && now.machine !== opened.machine)
          setView({ opened: null });
      }),
      viewStore.subscribe((now, before) => {
        this.#flow.group.visible = now.flow;
        this.#rig.projection = now.projection;
        if (now.section !== before.section) cutClay(now.section);
        if (now.wished && now.wished !== before.wished)
          this.#rig.goTo(now.wished, now.wished.atOnce ? 'jump' : this.#how());
        if (now.camera === before.camera) this.#stale = true;
      }),
    );
    const { flow, projection, section } = viewStore.getState();
    cutClay(section);
    this.#flow.group.visible = flow;
    this.#rig.projection = projection;
  }

  #how(): 'jump' | 'fly' {
    return this.#stillness.matches ? 'jump' : 'fly';
  }

  #frame(ids: readonly string[], from: Direction): void {
    const boxes = this.#pickables.filter(({ id }) => ids.includes(id)).flatMap(roomOf);
    if (boxes.length > 0) this.#rig.frame(boxes, this.#how(), from);
    else if (ids.length === 0) this.#rig.frame(this.#everything(), this.#how(), from, from === 'usual');
  }

  #everything(): TurnedBox[] {
    return this.#pickables.flatMap((each) => [...each.boxes]);
  }

  #reshape(width: number, height: number): void {
    const first = this.#size.width === 0;
    this.#size = { width, height };
    this.#stale = true;
    this.#rig.reshape(width / Math.max(1, height));
    if (first) {
      // Where the camera was before the context was lost, or what the address asked for before there was a stage.
      const { camera, opened, wished } = viewStore.getState();
      this.#rig.frame(this.#everything(), 'jump', 'usual', true);
      const { framed } = selectionStore.getState();
      if (camera ?? wished) this.#rig.goTo((camera ?? wished)!, 'jump');
      else if (framed) this.#frame(framed.machines, framed.from);
      else if (opened) this.#frame([opened.machine], 'usual');
    }
    for (const { uniforms } of [this.#selected, this.#hovered]) uniforms.uViewport.value.set(width, height);
  }

  #colour(): void {
    const { theme } = themeStore.getState();
    const colours = palette[theme];
    light.uGround.value.set(colours.ground);
    light.uCut.value.set(colours.wallCut);
    light.uKey.value.set(colours.keyLight).multiplyScalar(0.6);
    light.uSky.value.set(colours.skyLight).multiplyScalar(theme === 'dark' ? 0.56 : 0.62);
    light.uBounce.value.set(colours.bounceLight).multiplyScalar(0.66);
    this.#venue.scene.background = new Color(colours.ground);
    this.#selected.uniforms.uColour.value.set(colours.selection);
    this.#hovered.uniforms.uColour.value.set(colours.textMuted);
    this.#floor.colour(colours);
    this.#flow.colour(colours);
    for (const layer of this.#layers) layer.colour(colours);
    this.#colouring.repaint();
    this.#stale = true;
    this.#words.rewrite();
  }
}

/** Of a machine that is taken apart, its pieces go farther than its box. */
function roomOf({ id, boxes }: Pickable): readonly TurnedBox[] {
  const { opened } = viewStore.getState();
  if (opened?.machine !== id || opened.how !== 'explode') return boxes;
  return boxes.map((box) => ({
    ...box,
    y: box.y + box.halfY * 0.2,
    halfX: box.halfX * 1.5,
    halfY: box.halfY * 1.2,
    halfZ: box.halfZ * 1.5,
  }));
}
