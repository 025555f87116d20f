import { useEffect, useRef } from 'react';
import { useText } from '../../languages/language.ts';
import { Icon } from '../marks.tsx';
import '../dialog.css';
import './help.css';

/** Every key, by what it is for; `keys` of the language files names and explains them. */
const groups = {
  go: ['ask', 'find', 'along', 'copy', 'escape', 'help'],
  time: ['play', 'step', 'leap', 'speed', 'events', 'range', 'strip', 'typed', 'live', 'compare', 'note'],
  scene: ['frame', 'views', 'turn', 'zoom', 'projection', 'costs'],
  lists: ['move', 'fold', 'choose', 'acknowledge'],
  panes: ['panes', 'resize'],
} as const;

/** The keys, as a dialog of the browser's own: it keeps the focus and gives it back. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog help" aria-label={t('desk.keys')} onClose={onClose}>
      <header>
        <h2>{t('desk.keys')}</h2>
        <button
          type="button"
          className="dialog-close"
          aria-label={t('keys.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="help-groups">
        {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
          <section key={group}>
            <h3>{t(`keys.groups.${group}`)}</h3>
            <dl>
              {groups[group].map((row) => (
                <div key={row}>
                  <dt>
                    <kbd>{t(`keys.rows.${row}.cap`)}</kbd>
                  </dt>
                  <dd>{t(`keys.rows.${row}.what`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="muted">{t('keys.pointer')}</p>
    </dialog>
  );
}
