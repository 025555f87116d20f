import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlantEdit } from '../../protocol/messages.ts';
import { cubes } from '../../twin/model-file/glb.fixture.ts';
import type { MachineId } from '../../twin/plant.ts';
import { smallPlant } from '../../twin/small-plant.ts';
import { inWords, type Sentence, SentenceError } from '../sentence.ts';
import { CopyError, copyPlant } from './copy-plant.ts';
import { loadPlant } from './load-plant.ts';
import { PlantDesk } from './plant-desk.ts';

let folder: string;
let file: string;
let text: string;
let logged: string[];

const open = async (path = file, plantsFolder = '/nowhere') =>
  PlantDesk.open(await loadPlant(path, plantsFolder), (line) => logged.push(line));

beforeEach(async () => {
  logged = [];
  folder = await mkdtemp(join(tmpdir(), 'gemba-desk-'));
  file = join(folder, 'plant.json');
  text = `${JSON.stringify(smallPlant, null, 4)}\n`.replace('"name": "Works"', '"name":   "Works"');
  await writeFile(file, text);
  await mkdir(join(folder, 'models'));
  await writeFile(join(folder, 'models/press-1.glb'), cubes([{ name: 'Rotor', mesh: 0 }]));
});
afterEach(() => rm(folder, { recursive: true }));

const id = (name: string) => name as MachineId;
const newMachine = (line: string): PlantEdit => ({
  kind: 'machine',
  line,
  machine: {
    id: id('press'),
    name: 'Press',
    pose: { x: 5, z: 5 },
    size: [1, 1, 1],
    model: { file: 'models/press-1.glb' },
  },
});

describe('an edited plant file', () => {
  it('has the change and is laid out as it was', async () => {
    const desk = await open();
    const { machine } = desk.index.machines[0]!;
    const told: string[] = [];
    desk.onChange((index) => told.push(index.machines.at(-1)!.machine.name));
    const line = desk.index.machines[0]!.line.id;
    expect(await desk.edit([newMachine(line)], 'Ada')).toEqual({ restart: false });
    const now = await readFile(file, 'utf8');
    // All of the old text is still there, line by line, and what is new is indented like it.
    const added = now.split('\n').filter((each) => !text.split('\n').includes(each));
    expect(now).toContain('"name":   "Works"');
    expect(added.join('\n')).toContain('                        "id": "press"');
    expect(now.split('\n').filter((each) => added.includes(each) === false).length).toBeGreaterThan(
      text.split('\n').length - 2,
    );
    expect(desk.index.machineById.get(id('press'))?.machine.type).toBe('cad');
    expect(desk.index.machineById.get(machine.id)?.machine).toEqual(machine);
    expect(told).toHaveLength(1);
    expect(await readFile(`${file}.bak`, 'utf8')).toBe(text);
    expect(desk.models.find((each) => each.machine === 'press')).toMatchObject({ fault: null });
    expect(logged.at(-1)).toContain('Ada changed');
  });

  it('takes bindings to nodes, and drops the former ones', async () => {
    const desk = await open();
    const { machine } = desk.index.machines[0]!;
    const bindings = [{ tag: machine.tags[0]!.id, part: 'Rotor', as: 'colour' as const }];
    const edits: PlantEdit[] = [
      { kind: 'model', machine: machine.id, model: { file: 'models/press-1.glb', axes: { Rotor: 'z' } } },
      { kind: 'bindings', machine: machine.id, bindings },
    ];
    await desk.edit(edits, 'Ada');
    expect(desk.index.machineById.get(machine.id)?.machine.bindings).toEqual(bindings);
    expect((await loadPlant(file)).index.machineById.get(machine.id)?.machine.bindings).toEqual(bindings);
  });

  it.each<[string, PlantEdit, RegExp]>([
    ['an unknown machine', { kind: 'bindings', machine: id('ghost'), bindings: [] }, /no machine "ghost"/],
    ['an unknown line', newMachine('ghost'), /no line "ghost"/],
    [
      'a file that was not uploaded',
      { kind: 'model', machine: id('filler'), model: { file: '/etc/passwd' } },
      /uploaded/,
    ],
    [
      'a way out of the folder',
      { kind: 'model', machine: id('filler'), model: { file: 'models/../../x.glb' } },
      /uploaded/,
    ],
    ['a tag that is not there', bound({ tag: 'nonsense', part: 'Rotor', as: 'colour' }), /has no tag "nonsense"/],
    ['a key that is not there', bound({ tag: 'speed', part: 'body', as: 'colour', evil: 1 }), /unknown key "evil"/],
    ['another kind of edit', { kind: 'site' } as unknown as PlantEdit, /knows no such change/],
    ['no edit at all', null as unknown as PlantEdit, /knows no such change/],
  ])('is refused for %s, and stays as it was', async (_, edit, reason) => {
    const desk = await open();
    await expect(desk.edit([newMachine(desk.index.machines[0]!.line.id), edit], 'Ada')).rejects.toThrow(reason);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect((await readdir(folder)).sort()).toEqual(['models', 'plant.json']);
  });

  it.each<[string, object, string]>([
    [
      'in the checker',
      { tag: 'speeed', part: 'body', as: 'gauge' },
      'filler hat kein Tag „speeed“; meinten Sie „speed“?',
    ],
    [
      'in the form of the file',
      { tag: 'speed', part: 'body', as: 5 },
      'muss ein Text in Anführungszeichen sein, nicht 5',
    ],
    ['for what is missing', { part: 'body', as: 'gauge' }, '„tag“ fehlt: Kennung eines Tags dieser Maschine'],
  ])('is refused in German, too, with faults %s', async (_, binding, reason) => {
    const desk = await open();
    const refusal = await refusalOf(desk.edit([bound(binding)], 'Ada'));
    expect(inWords(refusal, 'de')).toContain(`Die Werksdatei hätte dann Fehler: ${reason}`);
  });

  it('is refused in German, too, for faults made by hand: the first three, each with its place', async () => {
    const desk = await open();
    await writeFile(file, '{ "half": tru, "half" 1, "half": ');
    const refusal = await refusalOf(desk.edit([newMachine('x')], 'Ada'));
    expect(inWords(refusal, 'de')).toBe(
      'Die Werksdatei wurde von Hand geändert und hat jetzt Fehler; beheben Sie erst diese: ' +
        'plant.json:1:11: das ist weder ein Text in Anführungszeichen noch eine Zahl, true, false oder null; ' +
        'plant.json:1:14: hier fehlt ein Wert; steht davor vielleicht ein Komma zu viel?; ' +
        'plant.json:1:23: hier fehlt ein Doppelpunkt zwischen einem Schlüssel und seinem Wert',
    );
  });

  it('stays as it was where it cannot be written', async () => {
    const desk = await open();
    await chmod(folder, 0o500);
    const edit = desk.edit([newMachine(desk.index.machines[0]!.line.id)], 'Ada');
    // Who may write everywhere is not stopped by the folder's rights.
    if (process.getuid?.() !== 0) await expect(edit).rejects.toThrow(/cannot be written/);
    else await edit;
    await chmod(folder, 0o700);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('is as private as it was, and where a link leads to it the link stays', async () => {
    await rename(file, join(folder, 'real.json'));
    await symlink('real.json', file);
    await chmod(join(folder, 'real.json'), 0o600);
    const desk = await open();
    await desk.edit([newMachine(desk.index.machines[0]!.line.id)], 'Ada');
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'real.json'), 'utf8')).toContain('"press"');
    for (const each of ['real.json', 'plant.json.bak'])
      expect((await stat(join(folder, each))).mode & 0o777, each).toBe(0o600);
  });

  it('of a gateway that died between writing and renaming is the old one, and the next edit goes through', async () => {
    await writeFile(`${file}.part`, '{ "format": "gemba-pl');
    const desk = await open();
    expect(desk.index.plant.name).toBe('Small plant');
    await desk.edit([newMachine(desk.index.machines[0]!.line.id)], 'Ada');
    expect((await loadPlant(file)).index.machineById.has(id('press'))).toBe(true);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('that was changed by hand meanwhile keeps that, and asks for a start where tags changed', async () => {
    const desk = await open();
    const running = desk.index;
    const byHand = JSON.parse(text);
    byHand.areas[0].lines[0].machines[0].tags.reverse();
    await writeFile(file, JSON.stringify(byHand));
    expect(await desk.edit([newMachine(byHand.areas[0].lines[0].id)], 'Ada')).toEqual({ restart: true });
    expect(desk.index).toBe(running);
    // What comes is still read from where it was, in the unit that it had.
    for (const [from, to] of [
      ['"unit": "{bottles}/min"', '"unit": "m/s"'],
      ['"seed": 7', '"seed": 8'],
    ] as const) {
      expect(text).toContain(from);
      await writeFile(file, text.replace(from, to));
      expect(await desk.edit([newMachine(byHand.areas[0].lines[0].id)], 'Ada')).toEqual({ restart: true });
    }
    await writeFile(file, '{ "half": ');
    await expect(desk.edit([newMachine('x')], 'Ada')).rejects.toThrow(/changed by hand and has faults/);
  });

  it('is not one that ships: the answer says how to make it yours', async () => {
    const desk = await open(file, folder);
    await expect(desk.edit([newMachine('x')], 'Ada')).rejects.toThrow('npx gemba copy plant my-plant.json');
  });

  it('makes one edit after the other', async () => {
    const desk = await open();
    const line = desk.index.machines[0]!.line.id;
    const second = newMachine(line) as Extract<PlantEdit, { kind: 'machine' }>;
    const both = [
      desk.edit([newMachine(line)], 'Ada'),
      desk.edit([{ ...second, machine: { ...second.machine, id: id('press-2') } }], 'Bob'),
    ];
    await Promise.all(both);
    const { machineById } = (await loadPlant(file)).index;
    expect([machineById.has(id('press')), machineById.has(id('press-2'))]).toEqual([true, true]);
  });
});

describe('gemba copy', () => {
  it('takes along what the plant file names, and writes nothing over', async () => {
    const desk = await open();
    await desk.edit([newMachine(desk.index.machines[0]!.line.id)], 'Ada');
    const target = join(folder, 'mine/my-plant.json');
    const lines = await copyPlant(file, target);
    expect(lines.join('\n')).toContain('Left out a.csv: it is not there');
    expect(await readFile(target, 'utf8')).toBe(await readFile(file, 'utf8'));
    expect((await open(target)).models.map(({ fault }) => fault)).toEqual([null]);
    await expect(copyPlant(file, target)).rejects.toThrow(CopyError);
  });

  it('beside the plant file shares what it names; a name that is taken leaves nothing behind', async () => {
    const desk = await open();
    await desk.edit([newMachine(desk.index.machines[0]!.line.id)], 'Ada');
    await copyPlant(file, join(folder, 'second.json'));
    expect((await open(join(folder, 'second.json'))).models.map(({ fault }) => fault)).toEqual([null]);
    await mkdir(join(folder, 'mine'));
    await writeFile(join(folder, 'mine/plant.json'), '{}');
    await expect(copyPlant(file, join(folder, 'mine/plant.json'))).rejects.toThrow(/plant.json is there already/);
    expect(await readdir(join(folder, 'mine'))).toEqual(['plant.json']);
  });
});

async function refusalOf(edit: Promise<unknown>): Promise<Sentence> {
  const error = await edit.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SentenceError)) throw new Error('the edit was not refused');
  return error.sentence;
}

function bound(binding: object): PlantEdit {
  return { kind: 'bindings', machine: id('filler'), bindings: [binding] } as unknown as PlantEdit;
}
