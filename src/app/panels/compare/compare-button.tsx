import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { comparisonStore, startComparing } from '../../stores/comparison.ts';
import { panesStore, togglePane } from '../../stores/panes.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { shownMs } from '../reading.ts';

/** Begins the comparison and opens the list of differences, where B is set. */
export function CompareButton({ onPress }: { readonly onPress: () => void }) {
  const t = useText();
  const comparing = useStore(comparisonStore, ({ second }) => second !== null);
  return (
    <button
      type="button"
      aria-pressed={comparing}
      title={t('compare.compareHint')}
      onClick={() => {
        const aMs = shownMs(timeStore.getState());
        if (!comparing) startComparing(aMs, twinStore.getState().recording.extent?.fromMs ?? aMs);
        const { arrangement, left, sheet } = panesStore.getState();
        if ((arrangement === 'tablet' ? sheet : left) !== 'differences') togglePane('differences');
        onPress();
      }}
    >
      {t('compare.compare')}
    </button>
  );
}
