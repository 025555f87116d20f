import { useStore } from 'zustand';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { frame } from '../../stores/selection.ts';
import { type Opened, setView, viewStore } from '../../stores/view.ts';

/** Opens the machine in the scene, to see its components: pieces apart, or the body seen through. */
export function OpenTools({ machine }: { readonly machine: PlacedMachine }) {
  const t = useText();
  const opened = useStore(viewStore, (state) => state.opened);
  const { id } = machine.machine;
  const how = opened?.machine === id ? opened.how : null;
  const toggle = (wanted: Opened['how']) => {
    setView({ opened: how === wanted ? null : { machine: id, how: wanted } });
    // Components are too small to tell apart from where the whole line is seen.
    if (how !== wanted) frame([id]);
  };
  return (
    <fieldset className="inspector-open" aria-label={t('inspect.open')}>
      <button type="button" aria-pressed={how === 'explode'} onClick={() => toggle('explode')}>
        {t('inspect.explode')}
      </button>
      <button type="button" aria-pressed={how === 'ghost'} onClick={() => toggle('ghost')}>
        {t('inspect.ghost')}
      </button>
    </fieldset>
  );
}
