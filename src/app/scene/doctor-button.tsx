import { useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { bindingFaults } from '../stores/binding-faults.ts';
import { drawnParts } from '../stores/drawn-parts.ts';
import { useSession } from '../stores/session.ts';
import { setView, viewStore } from '../stores/view.ts';
import { ToolIcon } from './tool-menu.tsx';

/** Calls the binding doctor, and says how many of the scene's own bindings he would have to look at. */
export function DoctorButton() {
  const t = useText();
  const { index, table, pulse } = useSession();
  const doctor = useStore(viewStore, (state) => state.doctor);
  // Asked several times a pulse, and all bindings of a site are many: looked at again when a value came.
  const looked = useRef({ version: -1, count: 0 });
  const count = useSyncExternalStore(pulse.subscribe, () => {
    if (looked.current.version !== table.version) {
      // Tags of components are not watched until the doctor is there.
      const faults = bindingFaults(index, table, drawnParts).filter(({ shown }) => shown.how === 'binding');
      looked.current = { version: table.version, count: faults.length };
    }
    return looked.current.count;
  });
  return (
    <button
      type="button"
      className="doctor-button"
      aria-pressed={doctor}
      aria-label={count === 0 ? t('tools.bindings') : t('tools.bindingsCount', { count })}
      title={t('tools.doctor')}
      data-faults={count}
      onClick={() => setView({ doctor: !doctor })}
    >
      <ToolIcon name="doctor" />
      <span className="tool-word">{t('tools.bindings')}</span>
      {count > 0 && <b>{count}</b>}
    </button>
  );
}
