import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../twin/language.ts';
import type { Table } from '../twin/sentence.ts';
import { de } from './languages/de/de.ts';
import { en } from './languages/en/en.ts';
import { inWords, reasonOf, SentenceError, sentence } from './sentence.ts';

const tables: Readonly<Record<Language, Table>> = { en, de };

const textsOf = (table: Table): [key: string, text: string][] =>
  Object.entries(table).flatMap(([group, texts]) =>
    Object.entries(texts).map(([name, text]): [string, string] => [`${group}.${name}`, text]),
  );

const placesOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

describe('the sentences of the gateway', () => {
  it.each(Object.keys(languages) as Language[])('stand in %s with the same keys and the same values', (language) => {
    const places = (table: Table) => Object.fromEntries(textsOf(table).map(([key, text]) => [key, placesOf(text)]));
    expect(places(tables[language])).toEqual(places(en));
    for (const [key, text] of textsOf(tables[language])) expect(text.trim(), key).not.toBe('');
  });

  it('write numbers and count things as the language does', () => {
    const read = (count: number) => sentence('recordings.readToEnd', { file: 'r.csv', count });
    expect(inWords(read(1), 'en')).toBe('r.csv has been read to its end: 1 row');
    expect(inWords(read(12_345), 'en')).toBe('r.csv has been read to its end: 12,345 rows');
    expect(inWords(read(1), 'de')).toBe('r.csv ist bis zum Ende gelesen: 1 Zeile');
    expect(inWords(read(12_345), 'de')).toBe('r.csv ist bis zum Ende gelesen: 12.345 Zeilen');
  });

  it('say their parts in the same language, and what comes from outside as it is', () => {
    const outside = '$t(simulation.live) {{why}} $& <b>';
    const why = sentence('sparkplug.refused', { broker: 'mqtt://b', why: outside });
    const told = sentence('sparkplug.tryingAgain', { why, seconds: 2 });
    expect(inWords(told, 'en')).toBe(`broker mqtt://b refused: ${outside}; trying again in 2 s`);
    expect(inWords(told, 'de')).toBe(`Broker mqtt://b weist ab: ${outside}; neuer Versuch in 2 s`);
  });

  it('are what an error tells: its own, or the first line of what something outside said', () => {
    const told = sentence('notes.noNote');
    expect(new SentenceError(told).message).toBe('no such note');
    expect(reasonOf(new SentenceError(told))).toBe(told);
    expect(inWords(reasonOf(new Error('disk full\nat byte 5')), 'de')).toBe('disk full');
    expect(inWords(reasonOf('oops'), 'de')).toBe('oops');
  });
});
