import { useStore } from 'zustand';
import { number, useText } from '../../languages/language.ts';
import { timeStore } from '../../stores/time.ts';
import { transportStore } from './transport-store.ts';

/** As a share of the speed asked for. */
const mostOff = 0.02;

/** What the transport has just done; else the speed that is reached, where it is another than was asked for. */
export function TransportNote() {
  const t = useText();
  const note = useStore(transportStore, (state) => state.note);
  const { playing, speed, achieved } = useStore(timeStore);
  const off = playing && achieved !== null && Math.abs(achieved / speed - 1) > mostOff;
  return (
    <div className="transport-note">
      <p role="status">{note}</p>
      {note === '' && off && (
        <p title={t('time.reached')}>
          {t('time.reachedNow', { times: number(achieved, Math.abs(achieved) < 10 ? 1 : 0) })}
        </p>
      )}
    </div>
  );
}
