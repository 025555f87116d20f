import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changed, line1, smallPlant } from '../../twin/small-plant.ts';
import { inWords } from '../sentence.ts';
import { checkReport, wantsColour } from './check-report.ts';
import { loadPlant, PlantFileError, shippedPlants } from './load-plant.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gemba-plants-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, text: string) => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};
const pretty = (json: unknown) => JSON.stringify(json, null, 2);
const failure = async (file: string) => {
  const error = await loadPlant(file, folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlantFileError)) throw new Error(`${file} was loaded`);
  return error;
};

describe('a sound file', () => {
  test('is indexed, with the folder that its paths are relative to', async () => {
    const file = await write('small.json', pretty(smallPlant));
    const { index, folder: own } = await loadPlant(file);
    expect(index.plant.id).toBe('small');
    expect(index.tags).toHaveLength(7);
    expect(own).toBe(folder);
  });

  test('is found by a bare name where it ships, and may begin with a byte order mark', async () => {
    await write('marked.json', `\uFEFF${pretty(smallPlant)}`);
    expect((await loadPlant('marked', folder)).index.plant.name).toBe('Small plant');
  });
});

describe('faults (PLANT-13)', () => {
  test('each with line, column and path, in the order of the file', async () => {
    let plant = changed(smallPlant, ['flows', 0, 'to'], 'caper');
    plant = changed(plant, [...line1, 0, 'tags', 1, 'unit'], '°C');
    plant = changed(plant, [...line1, 2, 'name'], undefined);
    const text = pretty(plant);
    const file = await write('broken.json', text);
    const { faults, report } = await failure(file);
    const lines = text.split('\n');
    expect(faults.map(({ line, column }) => lines[line! - 1]!.slice(column! - 1))).toEqual([
      '"°C",',
      '{', // the object that lacks its name
      '"caper",',
    ]);
    expect(faults[1]!.line).toBe(lines.findIndex((line) => line.includes('"capper"')));
    expect(report.split('\n')[0]).toMatch(
      new RegExp(
        `^${file}:\\d+:\\d+ +\\$\\.areas\\[0\\]\\.lines\\[0\\]\\.machines\\[0\\]\\.tags\\[1\\]\\.unit +.*"Cel"$`,
      ),
    );
  });

  test.each([
    ['a comma is missing', '{\n  "a": 1\n  "b": 2\n}', 3, 3, /a comma is missing before this/],
    ['a comma too many', '{\n  "a": 1,\n}', 3, 1, /a key in double quotes is missing here/],
    ['a comment', '{} // plant', 1, 4, /JSON has no comments/],
    ['no end', '{"a": [1, 2', 1, 12, /a closing bracket \] is missing/],
    ['a text without end', '{"a": "b', 1, 7, /no closing quote/],
    ['nothing', '', 1, 1, /a value is missing here/],
    ['a key twice', '{\n "flows": [],\n "flows": []\n}', 3, 2, /key "flows" stands twice/],
  ])('no JSON, because of %s', async (_, text, line, column, message) => {
    const file = await write('syntax.json', text);
    const { faults } = await failure(file);
    expect(faults[0]).toMatchObject({ line, column });
    expect(inWords(faults[0]!.told, 'en')).toMatch(message);
  });

  test('lines end in CRLF too', async () => {
    const text = pretty(changed(smallPlant, ['name'], 5));
    const lf = await failure(await write('lf.json', text));
    const crlf = await failure(await write('crlf.json', text.replaceAll('\n', '\r\n')));
    expect(crlf.faults).toEqual(lf.faults);
  });

  test('a file or name that is not there', async () => {
    await write('bottling.json', '{}');
    expect((await failure('botling')).report).toBe(
      'botling  there is no such plant file, nor a plant of that name; did you mean "bottling"?',
    );
    expect((await failure(join(folder, 'no.json'))).report).toMatch(/there is no such plant file/);
    expect((await failure(`${folder}/`)).report).toMatch(/is a folder: name the plant file in it/);
  });
});

describe('the report of gemba check', () => {
  test('a sound plant is counted', async () => {
    const file = await write('small.json', pretty(smallPlant));
    expect(await checkReport(file, false)).toEqual({
      sound: true,
      text: `${file}: no faults: 5 machines, 7 tags, 3 flows`,
    });
  });

  test('all faults under a heading, paths and messages aligned', async () => {
    const plant = changed(changed(smallPlant, ['name'], 5), ['flows', 0, 'to'], 'caper');
    const file = await write('two.json', pretty(plant));
    const { sound, text } = await checkReport(file, false);
    const [heading, first, second, ...rest] = text.split('\n');
    expect(sound).toBe(false);
    expect(heading).toBe(`2 faults in ${file}`);
    expect(first!.indexOf('$.name')).toBe(second!.indexOf('$.flows[0].to'));
    expect(first!.indexOf('must be')).toBe(second!.indexOf('unknown machine'));
    expect(rest).toEqual([]);
  });

  test('colours only where they are wanted', async () => {
    const file = await write('small.json', pretty(smallPlant));
    expect((await checkReport(file, true)).text).toContain('\u001b[32mno faults\u001b[0m');
    expect(wantsColour({ isTTY: true }, {})).toBe(true);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour({}, {})).toBe(false);
  });
});

test('every plant that ships has no faults', async () => {
  const names = await shippedPlants();
  expect(names).toEqual(expect.arrayContaining(['bottling', 'rig']));
  for (const name of names) expect((await checkReport(name, false)).text).toMatch(/: no faults: /);
});
