import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import { isLanguage, type Language, locales } from '../../twin/language.ts';
import { en } from './en/en.ts';
import type { later } from './en/later.ts';

/** Every text of the page, as English has it. */
export type Texts = typeof en & typeof later;

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Texts };
  }
}

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

let english: Promise<void> | null = null;

/** The texts of what is not in the first load: wait for it before that is shown. Another language has all at once. */
export const openLater = (): Promise<void> => {
  english ??= import('./en/later.ts').then(({ later }) => {
    i18next.addResourceBundle('en', 'translation', later, true);
  });
  return english;
};

async function apply(language: Language): Promise<void> {
  if (language === 'de' && !i18next.hasResourceBundle('de', 'translation')) {
    const { de } = await import('./de/de.ts');
    i18next.addResourceBundle('de', 'translation', de);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  languageStore.setState({ language });
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
