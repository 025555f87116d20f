import { beforeAll, expect, test } from 'vitest';
import type { Plant } from '../../../twin/plant.ts';
import { indexPlant } from '../../../twin/plant-index.ts';
import { Quality } from '../../../twin/quality.ts';
import { smallPlant } from '../../../twin/small-plant.ts';
import { openLanguage } from '../../languages/language.ts';
import { LiveTable } from '../../live/live-table.ts';
import type { MachineStatus } from '../../stores/machine-states.ts';
import { MachineLabel, valueWord } from './machine-label.ts';

/** As much of an element as a label writes to. */
class PlainElement {
  readonly dataset: Record<string, string> = {};
  readonly classList = { toggle() {} };
  readonly children: PlainElement[] = [];
  readonly spoken = new Map<string, string>();
  className = '';
  textContent = '';
  append(...children: PlainElement[]) {
    this.children.push(...children);
  }
  addEventListener() {}
  setAttribute(name: string, value: string) {
    this.spoken.set(name, value);
  }
  symbol(): string | undefined {
    if (this.className === 'scene-symbol') return this.textContent;
    return this.children.map((child) => child.symbol()).find((each) => each !== undefined);
  }
}

beforeAll(async () => {
  Object.assign(globalThis, {
    navigator: { languages: ['en'] },
    document: { documentElement: {}, createElement: () => new PlainElement() },
  });
  await openLanguage();
});

test('SCENE-46 a label has the symbol of the worst alarm, not of a value that is beyond its limit just now', () => {
  const index = indexPlant(smallPlant as unknown as Plant);
  const table = new LiveTable(index.tags.length);
  const label = new MachineLabel(index.machines[0]!);
  const button = label.button as unknown as PlainElement;
  const beyond = { stateCode: 6, stateClass: 'running', limit: 'highHigh', beyond: [], stale: false, bad: false };
  const status = beyond as unknown as MachineStatus;
  label.write(table, false, status);
  expect([button.symbol(), button.dataset.alarm, button.dataset.limit]).toEqual(['', '', 'highHigh']);
  label.write(table, false, status, 2);
  expect([button.symbol(), button.dataset.alarm]).toEqual(['2', '2']);
  expect(button.spoken.get('aria-label')).toContain('Priority 2');
  label.write(table, false, status);
  expect(button.symbol()).toBe('');
});

test('SCENE-4 a label has no number of a value that is bad', () => {
  const index = indexPlant(smallPlant as unknown as Plant);
  const table = new LiveTable(index.tags.length);
  const tag = index.tags.find(({ tag: { kind } }) => kind === 'number')!;
  table.write(tag.slot, 1, 900, Quality.stale);
  expect(valueWord(tag, table)).toMatch(/^900/);
  table.write(tag.slot, 2, 900, Quality.bad);
  expect(valueWord(tag, table)).toBe('–');
});

test('SCENE-45 without a connection a label says that it is not up to date', () => {
  const index = indexPlant(smallPlant as unknown as Plant);
  const table = new LiveTable(index.tags.length);
  const label = new MachineLabel(index.machines[0]!);
  const { spoken } = label.button as unknown as PlainElement;
  label.write(table, false);
  expect(spoken.get('aria-label')).not.toContain('not up to date');
  label.write(table, true);
  expect(spoken.get('aria-label')).toContain('not up to date');
  label.write(table, false);
  expect(spoken.get('aria-label')).not.toContain('not up to date');
});

test('a value that changes by its digits leaves the size of a label as it is', () => {
  const index = indexPlant(smallPlant as unknown as Plant);
  const table = new LiveTable(index.tags.length);
  const machine = index.machines.find(({ mainTags }) => mainTags.some(({ tag }) => tag.kind === 'number'))!;
  const shown = machine.mainTags.find(({ tag }) => tag.kind !== 'state' && tag.kind !== 'text')!;
  const label = new MachineLabel(machine);
  let timeMs = 0;
  const wordingOf = (value: number) => {
    timeMs++;
    table.write(shown.slot, timeMs, value, Quality.good);
    label.write(table, false);
    return label.wording;
  };
  const before = wordingOf(241);
  expect(wordingOf(387)).toBe(before);
  expect(wordingOf(10_387)).not.toBe(before);
});
