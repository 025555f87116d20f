import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { MachineView } from './machine-view.tsx';
import { PlantSummary } from './plant-summary.tsx';
import './inspector.css';

/** The selected machine, or the whole plant. */
export function Inspector() {
  const t = useText();
  const { index } = useSession();
  const id = useStore(selectionStore, ({ machine }) => machine);
  const machine = id === null ? undefined : index.machineById.get(id);
  return (
    <aside className="inspector" aria-label={machine ? machine.machine.name : t('inspect.plantSummary')}>
      {machine ? <MachineView key={machine.machine.id} machine={machine} /> : <PlantSummary />}
    </aside>
  );
}
