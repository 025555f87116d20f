import { createStore } from 'zustand/vanilla';

export type Theme = 'light' | 'dark';

const storageKey = 'gemba-theme';

/** The system's wish until the person chose; the choice is remembered on this device. */
export const themeStore = createStore<{ readonly theme: Theme }>(() => ({ theme: 'light' }));

/** Call once at start. The theme also stands on the root element, for the style sheets. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => themeStore.setState({ theme: remembered() ?? (dark.matches ? 'dark' : 'light') });
  themeStore.subscribe(({ theme }) => document.documentElement.setAttribute('data-theme', theme));
  dark.addEventListener('change', apply);
  apply();
  document.documentElement.setAttribute('data-theme', themeStore.getState().theme);
}

export function toggleTheme(): void {
  const theme = themeStore.getState().theme === 'light' ? 'dark' : 'light';
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  themeStore.setState({ theme });
}

function remembered(): Theme | null {
  try {
    const theme = localStorage.getItem(storageKey);
    return theme === 'light' || theme === 'dark' ? theme : null;
  } catch {
    return null;
  }
}
