import { useEffect, useRef } from 'react';
import { Icon } from './marks.tsx';
import './help.css';

const keys: readonly (readonly [string, string])[] = [
  ['Ctrl K or ⌘ K', 'Ask a question'],
  ['/', 'Find a machine or tag'],
  ['Space', 'Play or pause; live: hold this moment'],
  ['← →', 'One second back or forward'],
  ['Shift ← →', 'Ten seconds back or forward'],
  ['[ ]', 'Play slower or faster'],
  ['T', 'Type a time to go to'],
  ['L', 'Back to live'],
  ['F', 'Frame the selected machine, or the whole hall'],
  ['Escape', 'Close, then deselect'],
  ['?', 'This list'],
];

/** The keys, as a dialog of the browser's own: it keeps the focus and gives it back. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="help" aria-label="Keys" onClose={onClose}>
      <header>
        <h2>Keys</h2>
        <button type="button" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">On the timeline: drag goes to a moment, the wheel zooms, Shift and the wheel move along.</p>
    </dialog>
  );
}
