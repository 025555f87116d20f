import { createStore } from 'zustand/vanilla';
import { applyPalette, type ThemeName } from '../palette.ts';

const storageKey = 'gemba-theme';

/** The system's wish until the person chose; the choice is remembered on this device. */
export const themeStore = createStore<{ readonly theme: ThemeName }>(() => ({ theme: 'light' }));

/** Call once, before the first render: the colours stand on the root element from then on. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const system = () => themeStore.setState({ theme: remembered() ?? (dark.matches ? 'dark' : 'light') });
  const apply = () => applyPalette(document.documentElement, themeStore.getState().theme);
  system();
  apply();
  dark.addEventListener('change', system);
  themeStore.subscribe(apply);
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

function remembered(): ThemeName | null {
  try {
    const theme = localStorage.getItem(storageKey);
    return theme === 'light' || theme === 'dark' ? theme : null;
  } catch {
    return null;
  }
}
