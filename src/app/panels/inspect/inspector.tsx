import { Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { lazily } from '../../languages/lazily.ts';
import { cadStore } from '../../stores/cad.ts';
import { selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { viewStore } from '../../stores/view.ts';
import { PlantSummary } from './plant-summary.tsx';
import './inspector.css';

const loadMachine = () => import('./machine-view.tsx');
const MachineView = lazily(() => loadMachine().then(({ MachineView }) => MachineView));
const DroppedModel = lazily(() => import('../model/dropped-model.tsx').then(({ DroppedModel }) => DroppedModel));
const Doctor = lazily(() => import('../doctor/doctor.tsx').then(({ Doctor }) => Doctor));

/** The selected machine, or the whole plant; a model that was dropped, or the binding doctor while he is called. */
export function Inspector() {
  const t = useText();
  const { index } = useSession();
  const id = useStore(selectionStore, ({ machine }) => machine);
  const doctor = useStore(viewStore, (state) => state.doctor);
  const dropped = useStore(cadStore, (state) => state.dropped);
  useEffect(() => {
    // Beside the first picture, so that the first machine chosen is told of at once.
    loadMachine().catch(() => undefined);
  }, []);
  const machine = id === null ? undefined : index.machineById.get(id);
  if (doctor)
    return (
      <Suspense fallback={<aside className="inspector" aria-busy="true" />}>
        <Doctor />
      </Suspense>
    );
  if (dropped)
    return (
      <aside className="inspector" aria-label={t('tools.droppedModel', { file: dropped.fileName })}>
        <Suspense fallback={null}>
          <DroppedModel key={dropped.name} dropped={dropped} />
        </Suspense>
      </aside>
    );
  return (
    <aside className="inspector" aria-label={machine ? machine.machine.name : t('inspect.plantSummary')}>
      {machine ? (
        <Suspense fallback={null}>
          <MachineView key={machine.machine.id} machine={machine} />
        </Suspense>
      ) : (
        <PlantSummary />
      )}
    </aside>
  );
}
