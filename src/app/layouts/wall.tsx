import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../languages/language.ts';
import { nowMs } from '../live/clock.ts';
import { useAlarmSound } from '../panels/alarms-now/sound-store.ts';
import { ComparedLegend } from '../panels/compare/later.tsx';
import { WallForecast } from '../panels/forecast/later.tsx';
import { Overview } from '../panels/overview/overview.tsx';
import { useSize } from '../panels/use-size.ts';
import { Guard, guardStore } from '../panels/wall/guard.tsx';
import { KpiStrip } from '../panels/wall/kpi-strip.tsx';
import { SetupCard } from '../panels/wall/setup-card.tsx';
import { TourCard } from '../panels/wall/tour-card.tsx';
import { useBurnInShift } from '../panels/wall/use-burn-in-shift.ts';
import { usePresence } from '../panels/wall/use-presence.ts';
import { useTour } from '../panels/wall/use-tour.ts';
import { useWakeLock } from '../panels/wall/use-wake-lock.ts';
import { useWatchdog } from '../panels/wall/use-watchdog.ts';
import { WallAlarms } from '../panels/wall/wall-alarms.tsx';
import { WallClock } from '../panels/wall/wall-clock.tsx';
import { wallPlan } from '../panels/wall/wall-plan.ts';
import { WallTools } from '../panels/wall/wall-tools.tsx';
import { WallTrust } from '../panels/wall/wall-trust.tsx';
import { Hall } from '../scene/hall.tsx';
import { alarmsStore } from '../stores/alarms.ts';
import { frame, select } from '../stores/selection.ts';
import { useSession } from '../stores/session.ts';
import { timeStore } from '../stores/time.ts';
import { twinStore } from '../stores/twin.ts';
import { setView } from '../stores/view.ts';
import { viewingStore } from '../stores/viewing.ts';
import { wallTextPx } from '../viewing.ts';
import { EmptyPlant } from './doors.tsx';
import './wall.css';

/** For a control room: the whole site, its worst alarms and key figures, read from metres away and touched by nobody. */
export function Wall() {
  const { index } = useSession();
  const empty = index.machines.length === 0;
  return empty ? <EmptyPlant name={index.plant.name} /> : <Picture />;
}

function Picture() {
  const { index } = useSession();
  const root = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(root);
  const mode = useStore(timeStore, (state) => state.mode);
  const connection = useStore(twinStore, (state) => state.connection);
  const { viewing, settled } = useStore(viewingStore);
  const alarmCount = useStore(alarmsStore, ({ alarms }) => alarms.length);
  const [asked, setAsked] = useState(false);
  const [touring, setTouring] = useState(() => new URLSearchParams(location.search).get('tour') !== '0');
  const { visited, touched } = useTour(touring && settled && !asked);
  const present = usePresence(touched);
  const shift = useBurnInShift();
  useWakeLock();
  useWatchdog();
  // Nobody presses a wall: it is heard unless somebody switched that off.
  useAlarmSound(true);
  useHeartbeat();
  useWallKeys();
  useEffect(() => setView({ flow: false }), []);
  const textPx = wallTextPx(viewing, screen.width, screen.height);
  const plan = wallPlan(width, height, textPx, index.plant.kpis?.length ?? 0, alarmCount);
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--wall-text': `${textPx}px`,
    '--alarm-em': `${plan.alarmEm}em`,
  };
  return (
    <div
      className="wall"
      ref={root}
      style={style}
      data-mode={mode}
      data-connection={connection}
      data-upright={plan.upright}
      data-names={plan.names}
      data-present={present}
    >
      {width > 0 && (
        <div className="wall-picture" style={{ transform: shift }}>
          <Guard fallback={<WallRest />}>
            <WallClock seconds={plan.seconds} />
            <main className="wall-hall">
              <Guard fallback={<Restarting />}>
                <Hall />
              </Guard>
              {plan.overview && plan.upright && <Overview />}
              <ComparedLegend />
              <TourCard visited={visited} long={plan.longCard} />
            </main>
            <div className="wall-column">
              <WallAlarms most={plan.alarms} visited={visited} />
              {plan.forecast && <WallForecast />}
              {plan.overview && !plan.upright && <Overview />}
            </div>
            {plan.kpis > 0 && <KpiStrip most={plan.kpis} />}
            <WallTrust />
          </Guard>
        </div>
      )}
      {present && <WallTools touring={touring} onTouring={setTouring} onSetup={() => setAsked(true)} />}
      {(asked || !settled) && <SetupCard asked={asked} onDone={() => setAsked(false)} />}
    </div>
  );
}

/** In place of the hall when it could not be shown; everything beside it goes on. */
function Restarting() {
  const t = useText();
  return (
    <div className="wall-restarting" role="status">
      <p>{t('wall.restarting')}</p>
      <p>{t('wall.restartingWhy')}</p>
    </div>
  );
}

/** What is left when something besides the hall could not be shown: as much of the rest as can be. */
function WallRest() {
  const t = useText();
  return (
    <>
      <Guard fallback={null}>
        <WallClock seconds={false} />
      </Guard>
      <div className="wall-hall wall-restarting" role="status">
        <p>{t('wall.restarting')}</p>
      </div>
      <div className="wall-column">
        <Guard fallback={null}>
          <WallAlarms most={2} visited={null} />
        </Guard>
      </div>
    </>
  );
}

/** The hall's frames keep clocks, alarms and ages going; without a hall this does. */
function useHeartbeat(): void {
  const session = useSession();
  const broken = useStore(guardStore, (state) => state.broken);
  useEffect(() => {
    if (!broken) return;
    let timer: ReturnType<typeof setTimeout>;
    const beat = () => {
      session.beforeFrame();
      session.pulse.tick(nowMs(), session.table.epoch);
      timer = setTimeout(beat, 1000);
    };
    beat();
    return () => clearTimeout(timer);
  }, [session, broken]);
}

/** L goes back to live, Escape to the whole site. */
function useWallKeys(): void {
  const { timeline } = useSession();
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLInputElement) return;
      if (key === 'l' || key === 'L') timeline.goLive();
      if (key !== 'Escape') return;
      select(null);
      frame([]);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [timeline]);
}
