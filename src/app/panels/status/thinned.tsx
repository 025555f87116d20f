import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { thinnedBefore } from '../trend/thinned-before.ts';
import { ThinnedNote } from '../trend/thinned-note.tsx';

/** That of the moment shown not every value was kept. */
export function Thinned() {
  const { tags } = useSession().index;
  const thinned = useStore(twinStore, ({ recording }) => recording.thinned);
  const beforeMs = useMemo(() => thinnedBefore(tags, thinned), [tags, thinned]);
  const shown = useStore(timeStore, ({ mode, cursorMs }) => mode === 'past' && cursorMs < beforeMs);
  return (
    shown && (
      <span className="status-item status-wide muted">
        <ThinnedNote beforeMs={beforeMs} />
      </span>
    )
  );
}
