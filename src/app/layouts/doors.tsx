import type { ReactNode } from 'react';
import { useText } from '../languages/language.ts';
import './doors.css';

/** What stands in place of the twin while it cannot be shown. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="door">
      <div className="door-card">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** The desk's own outline, so that nothing jumps when the plant arrives. */
export function Connecting() {
  const t = useText();
  return (
    <main className="desk desk-skeleton" aria-busy="true" aria-label={t('doors.connectingLabel')}>
      <div className="desk-head" />
      <div className="tree" />
      <div className="desk-scene">
        <p className="muted" role="status">
          {t('doors.connecting')}
        </p>
      </div>
      <div className="inspector" />
      <div className="timeline" />
      <div className="status-line" />
    </main>
  );
}

export function Refused() {
  const t = useText();
  return (
    <Door title={t('doors.notSignedIn')}>
      <p>{t('doors.noSignIn')}</p>
      <ol>
        <li>{t('doors.openLink', { command: 'npm start' })}</li>
        <li>
          {t('doors.newLink')} <code>npx gemba link</code>
        </li>
      </ol>
    </Door>
  );
}

export function EmptyPlant({ name }: { readonly name: string }) {
  const t = useText();
  return (
    <Door title={name}>
      <p>{t('doors.noMachines')}</p>
      <p>{t('doors.addMachines', { command: 'npx gemba check plant.json' })}</p>
    </Door>
  );
}
