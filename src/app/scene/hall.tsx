import { useRef, useState } from 'react';
import { useText } from '../languages/language.ts';
import { useSession } from '../stores/session.ts';
import { Legend } from './bindings/legend.tsx';
import { CostPanel } from './costs/cost-panel.tsx';
import { graphicsHere } from './graphics.ts';
import { HoverCard } from './hover-card.tsx';
import type { Painter } from './painter.ts';
import { Picture, prepareCanvas } from './picture.tsx';
import { whole } from './quality.ts';
import { useFrameLoop } from './use-frame-loop.ts';
import { ViewTools } from './view-tools.tsx';
import './hall.css';

// As soon as this is loaded: the plant is still on its way.
prepareCanvas();

/**
 * The plant in 3D. It fills its parent, follows the session's table and obeys the stores of selection, time and theme.
 * `data-ready`, `data-settled` (its light is baked, too), `data-drawn` (frames so far), `data-moment` (of the past, or `live`), `data-draw-calls` and
 * `data-triangles` tell what was drawn, `data-frame-ms` what a frame costs the main thread (median of a second).
 */
export function Hall() {
  const t = useText();
  const session = useSession();
  const { index } = session;
  const host = useRef<HTMLElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const able = graphicsHere() !== 'none';
  const [lost, setLost] = useState(false);
  const [fineness, setFineness] = useState(whole);
  const painter = useRef<Painter | null>(null);
  useFrameLoop(session, host, painter);
  return (
    <>
      <section
        className="hall"
        ref={host}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys turn the view
        tabIndex={0}
        aria-label={t('view.hallLabel', { site: index.plant.site.name })}
      >
        {able && (
          <Picture
            key={index.plant.id}
            session={session}
            host={host}
            labels={labels}
            painter={painter}
            onLost={setLost}
            onFineness={setFineness}
          />
        )}
        <div className="hall-labels" ref={labels} />
        <HoverCard host={host} />
        {able && <Legend />}
        {fineness !== whole && (
          <p className="hall-simplified" data-keep-clear>
            {t('costs.simplified', { percent: Math.round(fineness.resolution * 100) })}
          </p>
        )}
        <CostPanel host={host} />
        {!able && (
          <p className="hall-lost" role="status">
            {t('costs.noWebgl')}
          </p>
        )}
        {lost && (
          <p className="hall-lost" role="status">
            {t('costs.lost')}
          </p>
        )}
      </section>
      {able && <ViewTools />}
    </>
  );
}
