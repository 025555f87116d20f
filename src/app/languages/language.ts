import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import { isLanguage, type Language, locales } from '../../twin/language.ts';
import type { compare } from './en/compare.ts';
import { en } from './en/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en; compare: typeof compare };
  }
}

/** The same keys with other words. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

const storageKey = 'gemba-language';

export const languageStore = createStore<{ readonly language: Language }>(() => ({ language: 'en' }));

/** What the person chose on this device, else the first language of the browser that is complete. */
function wished(): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(storageKey);
  } catch {
    // Storage is switched off: the browser's own wish counts.
  }
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

void i18next.init({
  initAsync: false, // English is there at once
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false }, // React escapes, and nothing else is given words as HTML
});

/** Call once and wait for it before the first render: every word is there from then on. */
export const openLanguage = (): Promise<void> => apply(wished());

export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // The choice holds until the page is left.
  }
  await apply(language);
}

async function apply(language: Language): Promise<void> {
  if (language === 'de' && !i18next.hasResourceBundle('de', 'translation')) {
    const { de } = await import('./de/de.ts');
    i18next.addResourceBundle('de', 'translation', de);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  languageStore.setState({ language });
}

/** Texts that come with what is loaded later: their keys begin with "name:". Call before the first is asked for. */
export function addTexts(name: 'compare', words: Readonly<Record<Language, object>>): void {
  for (const [language, texts] of Object.entries(words)) i18next.addResourceBundle(language, name, texts);
}

/** BCP 47, for dates and numbers. */
export const locale = (): string => locales[languageStore.getState().language];

/** A number as the language writes it, with so many digits after the point. */
export const number = (value: number, digits = 0): string =>
  value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Texts without values that were asked for in this language: a site asks for the same few words thousands of times. */
const said = new Map<unknown, string>();
i18next.on('languageChanged', () => said.clear());

/** A text in the language of the page: `text('wall.allNormal')`, with values `text('x.y', { count: 3 })`. */
export const text = ((key: never, values?: never) => {
  if (values !== undefined) return i18next.t(key, values);
  let words = said.get(key);
  if (words === undefined) {
    words = i18next.t(key) as string;
    said.set(key, words);
  }
  return words;
}) as unknown as typeof i18next.t;

/** As `text`, in a component: it renders again when the language changes. */
export function useText(): typeof i18next.t {
  useSyncExternalStore(languageStore.subscribe, () => languageStore.getState().language);
  return text;
}
