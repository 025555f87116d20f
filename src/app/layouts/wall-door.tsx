import { type CSSProperties, type ReactNode, useEffect } from 'react';
import { useText } from '../languages/language.ts';
import { nowMs } from '../live/clock.ts';
import { reloadIfReachable } from '../panels/wall/reload.ts';
import { viewingStore } from '../stores/viewing.ts';
import { wallTextPx } from '../viewing.ts';
import './wall-door.css';

/** A sign-in in another tab of this browser is noticed after this at the latest. */
const lookAgainMs = 120_000;

/** In place of the wall while it cannot be shown: calm, and to be read from where people stand. */
function WallDoor({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  const style: CSSProperties = {
    fontSize: wallTextPx(viewingStore.getState().viewing, screen.width, screen.height),
  };
  return (
    <main className="wall-door" style={style}>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

export function WallConnecting() {
  const t = useText();
  return (
    <WallDoor title={t('wall.connectingTo')}>
      <p role="status">{t('wall.connectingLead')}</p>
    </WallDoor>
  );
}

export function WallRefused() {
  const t = useText();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const again = async () => {
      await reloadIfReachable(nowMs(), false);
      timer = setTimeout(again, lookAgainMs);
    };
    timer = setTimeout(again, lookAgainMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <WallDoor title={t('wall.notSignedIn')}>
      <p>
        {t('wall.signIn')} <code>npx gemba link</code>
      </p>
    </WallDoor>
  );
}
