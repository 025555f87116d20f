import i18next from 'i18next';
import { afterAll, expect, test } from 'vitest';
import { gltf as german } from '../../../twin/languages/de/gltf.ts';
import { gltf as english } from '../../../twin/languages/en/gltf.ts';
import { faultSentence, ModelFileError } from '../../../twin/model-file/model-fault.ts';
import { de } from '../../languages/de/de.ts';
import { openLater } from '../../languages/language.ts';
import { reasonText } from './model-text.ts';

const { fault } = new ModelFileError('structure', {
  ...{ where: 'meshes[0]', what: 'names vertex {{number}} of {{all}}' satisfies keyof typeof english },
  ...{ number: '9', all: '8' },
});

afterAll(() => i18next.changeLanguage('en'));

test('the rule that a model breaks is told in the language of the page, as the gateway tells it in English', async () => {
  await openLater();
  const sentence = 'It breaks the rules of glTF: meshes[0] names vertex 9 of 8. Export it again.';
  expect(reasonText(fault)).toBe(sentence);
  expect(faultSentence(fault)).toBe(sentence);
  i18next.addResourceBundle('de', 'translation', de);
  await i18next.changeLanguage('de');
  expect(reasonText(fault)).toBe(
    'Sie verletzt die Regeln von glTF: meshes[0] nennt Eckpunkt 9 von 8. Exportieren Sie sie neu.',
  );
});

test('each rule has the same places in both', () => {
  const places = (table: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(table).map(([rule, text]) => [rule, text.match(/\{\{\w+\}\}/g)]));
  expect(places(german)).toEqual(places(english));
});
