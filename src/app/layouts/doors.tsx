import type { ReactNode } from 'react';
import './doors.css';

/** What stands in place of the twin while it cannot be shown. */
function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
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
  return (
    <main className="desk desk-skeleton" aria-busy="true" aria-label="Connecting">
      <div className="desk-head" />
      <div className="tree" />
      <div className="desk-scene">
        <p className="muted" role="status">
          Connecting to the gateway…
        </p>
      </div>
      <div className="inspector" />
      <div className="timeline" />
      <div className="status-line" />
    </main>
  );
}

export function Refused() {
  return (
    <Door title="Not signed in">
      <p>This browser has no sign-in for this plant, or it has run out.</p>
      <ol>
        <li>
          Open the sign-in link that <code>npm start</code> printed. It works once.
        </li>
        <li>
          If it was used already, print a new one on the gateway's machine: <code>npx gemba link</code>
        </li>
      </ol>
    </Door>
  );
}

export function EmptyPlant({ name }: { readonly name: string }) {
  return (
    <Door title={name}>
      <p>This plant has no machines yet.</p>
      <p>
        Add areas, lines and machines to its plant file, check it with <code>npx gemba check plant.json</code>, and
        start the gateway again.
      </p>
    </Door>
  );
}
