import { useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { photographStore } from '../../stores/photograph.ts';
import { CompareButton } from '../compare/compare-button.tsx';
import { Icon } from '../marks.tsx';
import { AlarmButton } from './event-buttons.tsx';
import { transportStore } from './transport-store.ts';

/** What is used seldom: where there is room it stands in the row, else behind a button. */
export function TransportMore() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { skipQuiet, marking } = useStore(transportStore);
  const root = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
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
    <fieldset className="transport-more" ref={root} aria-label={t('time.more')}>
      <button
        ref={button}
        type="button"
        className="transport-more-button"
        aria-label={t('time.more')}
        title={t('time.more')}
        aria-expanded={open}
        aria-controls={id}
        data-on={skipQuiet || marking}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      <div className="transport-more-list" id={id} data-open={open}>
        <AlarmButton direction={-1} />
        <AlarmButton direction={1} />
        <CompareButton onPress={() => setOpen(false)} />
        <button
          type="button"
          aria-pressed={skipQuiet}
          title={t('time.skipQuietHint')}
          onClick={() => transportStore.setState({ skipQuiet: !skipQuiet })}
        >
          {t('time.skipQuiet')}
        </button>
        <button
          type="button"
          aria-pressed={marking}
          title={t('time.markRangeHint')}
          onClick={() => {
            transportStore.setState({ marking: !marking });
            setOpen(false);
          }}
        >
          {t('time.markRange')}
        </button>
        <button
          type="button"
          title={t('film.hint')}
          onClick={() => {
            setOpen(false);
            photographStore.setState({ open: true });
          }}
        >
          {t('film.title')}
        </button>
      </div>
    </fieldset>
  );
}
