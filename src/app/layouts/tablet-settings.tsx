import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { SoundButton } from '../panels/alarms-now/later.tsx';
import { LanguageChoice } from '../panels/language-choice.tsx';
import { Icon } from '../panels/marks.tsx';
import { gloveStore, toggleGloves } from '../stores/panes.ts';
import { themeStore, toggleTheme } from '../stores/theme.ts';
import { CopyLink } from './copy-link.tsx';

/** What is set once and seldom again: gloves, theme, language; and the link and the keys. */
export function TabletSettings({ onHelp }: { readonly onHelp: () => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const gloves = useStore(gloveStore, (state) => state.gloves);
  const theme = useStore(themeStore, (state) => state.theme);
  const otherTheme = theme === 'light' ? 'dark' : 'light';
  useEffect(() => {
    if (!open) return;
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setOpen(false);
      root.current?.querySelector('button')?.focus();
    };
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    window.addEventListener('keydown', onEscape, true);
    document.addEventListener('pointerdown', onPress);
    return () => {
      window.removeEventListener('keydown', onEscape, true);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [open]);
  return (
    <div className="settings" ref={root}>
      <button type="button" aria-label={t('tablet.more')} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="more" />
      </button>
      {open && (
        <section className="settings-card" aria-label={t('tablet.more')}>
          <button type="button" aria-pressed={gloves} onClick={toggleGloves}>
            <Icon name="glove" /> {t('tablet.gloves')}
          </button>
          <button type="button" onClick={toggleTheme}>
            <Icon name={otherTheme} /> {t(`desk.theme.${otherTheme}`)}
          </button>
          <div className="settings-row">
            <LanguageChoice />
            <SoundButton />
            <CopyLink />
            <button
              type="button"
              aria-label={t('desk.keys')}
              onClick={() => {
                setOpen(false);
                onHelp();
              }}
            >
              ?
            </button>
          </div>
          <a href="/report">
            <Icon name="trend" /> {t('desk.report')}
          </a>
          <a href="/gallery">
            <Icon name="gallery" /> {t('desk.gallery')}
          </a>
        </section>
      )}
    </div>
  );
}
