import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { Icon } from '../marks.tsx';
import { soundStore, switchSound } from './sound-store.ts';
import './alarms-now.css';

/** Switches alarm sounds on this device. */
export function SoundButton() {
  const t = useText();
  const { on, blocked } = useStore(soundStore);
  return (
    <button
      type="button"
      className="alarm-sound"
      aria-pressed={on}
      aria-label={t('alarmsNow.sound')}
      title={t(on ? (blocked ? 'alarmsNow.blocked' : 'alarmsNow.soundOff') : 'alarmsNow.soundOn')}
      onClick={() => void switchSound(!on || blocked)}
    >
      <Icon name={on && !blocked ? 'sound' : 'mute'} />
    </button>
  );
}
