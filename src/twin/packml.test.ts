import { expect, test } from 'vitest';
import { packmlCode, packmlStates, stateClass } from './packml.ts';

test('PACKML-1: numbers of the PackTags of 2022', () => {
  expect(packmlCode('Clearing')).toBe(1);
  expect(packmlCode('Stopped')).toBe(2);
  expect(packmlCode('Execute')).toBe(6);
  expect(packmlCode('Held')).toBe(11);
  expect(packmlCode('Completed')).toBe(17);
});

test('PACKML-1: every state has a class, and only Undefined is unknown', () => {
  for (const state of packmlStates) expect(stateClass(packmlCode(state)) === 'unknown').toBe(state === 'Undefined');
  expect(stateClass(packmlCode('Execute'))).toBe('running');
  expect(stateClass(packmlCode('Held'))).toBe('held');
  expect(stateClass(packmlCode('Suspended'))).toBe('suspended');
});

test.each([-1, 18, 6.5, Number.NaN, Infinity])('PACKML-1: %d is unknown', (code) =>
  expect(stateClass(code)).toBe('unknown'),
);
