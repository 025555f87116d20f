import { useText } from '../../languages/language.ts';
import { Icon } from '../marks.tsx';
import type { Direction } from './state-events.ts';
import { useGoToEvent } from './use-go-to-event.ts';

const iconOf = (direction: Direction) => (direction < 0 ? 'toPrevious' : 'toNext');

/** Goes to the event before or after the moment shown; pressed with Shift, to the alarm. */
export function EventButton({ direction }: { readonly direction: Direction }) {
  const t = useText();
  const go = useGoToEvent();
  const words = direction < 0 ? t('time.previousEvent') : t('time.nextEvent');
  const [hotkey, cap] = direction < 0 ? ['previous-event', ','] : ['next-event', '.'];
  return (
    <button
      type="button"
      aria-label={words}
      title={`${words} (${cap}); ${t('time.shiftAlarm')}`}
      data-hotkey={hotkey}
      onClick={(event) => void go(direction, event.shiftKey ? 'alarm' : 'change')}
    >
      <Icon name={iconOf(direction)} />
    </button>
  );
}

/** The same for alarms, in words: for hands without a Shift key. */
export function AlarmButton({ direction }: { readonly direction: Direction }) {
  const t = useText();
  const go = useGoToEvent();
  return (
    <button type="button" onClick={() => void go(direction, 'alarm')}>
      <Icon name={iconOf(direction)} />
      {direction < 0 ? t('time.previousAlarm') : t('time.nextAlarm')}
    </button>
  );
}
