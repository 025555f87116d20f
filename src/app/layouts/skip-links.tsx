import { useText } from '../languages/language.ts';
import { panesStore, setPanes } from '../stores/panes.ts';

const parts = {
  tree: '[role="treeitem"][tabindex="0"], #pane-tree button',
  hall: '.hall',
  inspector: '#pane-inspector button',
  time: '.strip',
} as const;
type PartName = keyof typeof parts;

/** The first stops of the Tab key: straight into a part of the desk, which opens when it was closed. */
export function SkipLinks() {
  const t = useText();
  const skip = (part: PartName) => {
    if (part === 'tree' && panesStore.getState().left === null) setPanes({ left: 'tree' });
    if (part === 'inspector') setPanes({ inspector: true });
    if (part === 'time') setPanes({ timeline: true });
    // Once what was closed stands there.
    setTimeout(() => document.querySelector<HTMLElement>(parts[part])?.focus(), 0);
  };
  return (
    <nav className="skip-links" aria-label={t('desk.skip')}>
      {(Object.keys(parts) as PartName[]).map((part) => (
        <button key={part} type="button" onClick={() => skip(part)}>
          {t('desk.skip')}: {t(`desk.skipTo.${part}`)}
        </button>
      ))}
    </nav>
  );
}
