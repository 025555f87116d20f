import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { themeStore, toggleTheme } from '../../stores/theme.ts';
import { timeStore } from '../../stores/time.ts';
import { SoundButton } from '../alarms-now/sound-button.tsx';

interface Props {
  readonly touring: boolean;
  readonly onTouring: (touring: boolean) => void;
  readonly onSetup: () => void;
}

/** What somebody who walks up to the wall may want; gone with the pointer. */
export function WallTools({ touring, onTouring, onSetup }: Props) {
  const t = useText();
  const { timeline } = useSession();
  const past = useStore(timeStore, ({ mode }) => mode === 'past');
  const theme = useStore(themeStore, (state) => state.theme);
  return (
    <nav className="wall-tools" aria-label={t('wall.setupTitle')}>
      {past && (
        <button type="button" onClick={() => timeline.goLive()}>
          {t('wall.backToLive')}
        </button>
      )}
      <button type="button" onClick={onSetup}>
        {t('wall.setup')}
      </button>
      <button type="button" aria-pressed={touring} onClick={() => onTouring(!touring)}>
        {touring ? t('wall.toursOn') : t('wall.toursOff')}
      </button>
      <button type="button" onClick={toggleTheme}>
        {theme === 'light' ? t('wall.toDark') : t('wall.toLight')}
      </button>
      <SoundButton />
      {document.fullscreenEnabled && (
        <button
          type="button"
          onClick={() =>
            void (document.fullscreenElement ? document.exitFullscreen() : document.body.requestFullscreen())
          }
        >
          {t('wall.fullScreen')}
        </button>
      )}
      <a href="/desk">{t('wall.toDesk')}</a>
    </nav>
  );
}
