import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { EventSort, PlantEvent } from '../../../protocol/messages.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { type Session, usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { type SiteClock, siteClock } from '../time/clock-text.ts';
import { timelineBounds, timelineViewStore, timelineWindow } from '../time/timeline-view.ts';
import { useLate } from '../time/use-late.ts';
import { useRowWindow } from '../use-row-window.ts';
import { EventChips } from './event-chips.tsx';
import { keyOf, rowAt } from './event-filter.ts';
import { EventLine } from './event-line.tsx';
import { EventRecord, type EventsView } from './event-record.ts';
import './events.css';

/** Read at first, and whenever somebody comes to the end of the list. */
const pageRows = 500;
const dayMs = 86_400_000;

const records = new WeakMap<Session, EventRecord>();

function recordOf(session: Session): EventRecord {
  let record = records.get(session);
  if (!record) {
    record = new EventRecord((request) => session.feed.events(request), nowMs);
    records.set(session, record);
  }
  return record;
}

/** What happened in the timeline's window, the newest first; a click goes to the moment, selects and frames the machine. */
export function EventsList() {
  const t = useText();
  const session = useSession();
  usePulse();
  const record = recordOf(session);
  useSyncExternalStore(record.asked.subscribe, record.asked.version);
  useLate(record);
  const extent = useStore(twinStore, ({ recording }) => recording.extent);
  const timelineView = useStore(timelineViewStore);
  const selected = useStore(selectionStore, ({ machine }) => machine);
  const [off, setOff] = useState<ReadonlySet<EventSort>>(new Set());
  const [onlySelected, setOnlySelected] = useState(false);
  const [wanted, setWanted] = useState(pageRows);
  const now = nowMs();
  const window = timelineWindow(timelineView, timelineBounds(extent, now), now);
  const filter = { without: [...off], machine: onlySelected ? selected : null };
  const view = record.view(window, filter, wanted);
  const { rows, older, loading, full, trouble } = view;
  const stamp = stampOf(siteClock(session.index.plant.site.timeZone), window.toMs - window.fromMs);
  const readOn = () => {
    if (older && !loading && !full) setWanted(rows.length + pageRows);
  };
  return (
    <section className="events" aria-label={t('events.title')} aria-busy={loading}>
      <EventChips
        off={off}
        onOff={(next) => {
          setOff(next);
          setWanted(pageRows);
        }}
        onlySelected={onlySelected}
        onOnlySelected={(only) => {
          setOnlySelected(only);
          setWanted(pageRows);
        }}
      />
      {trouble !== '' && (
        <p className="events-note" role="alert">
          {t('events.failed', { reason: trouble })}
        </p>
      )}
      {rows.length > 0 ? (
        <Rows rows={rows} isAll={!older} stamp={stamp} onEnd={readOn} />
      ) : (
        trouble === '' && (
          <p className="events-note muted" role="status">
            {t(`events.${loading ? 'loading' : off.size > 0 || filter.machine !== null ? 'noneListed' : 'none'}`)}
          </p>
        )
      )}
      <Older view={view} stamp={stamp} onMore={readOn} />
    </section>
  );
}

type Stamp = (timeMs: number) => string;

/** The time of day; in a window of days with the day, in one of a year with the year, for which seconds give way. */
function stampOf(clock: SiteClock, windowMs: number): Stamp {
  if (windowMs <= dayMs) return clock.time;
  if (windowMs <= 300 * dayMs) return (timeMs) => `${clock.date(timeMs)} ${clock.time(timeMs)}`;
  return (timeMs) => `${clock.isoDate(timeMs)} ${clock.minute(timeMs)}`;
}

interface OlderProps {
  readonly view: EventsView;
  readonly stamp: Stamp;
  readonly onMore: () => void;
}

/** How far back the list reaches, and the way on. */
function Older({ view, stamp, onMore }: OlderProps) {
  const t = useText();
  const { rows, fromMs, older, loading, full, trouble } = view;
  if (!older || trouble !== '') return null;
  const moment = stamp(fromMs);
  if (full) return <p className="events-note muted">{t('events.full', { count: rows.length, moment })}</p>;
  if (loading) return <p className="events-note muted">{t('events.reading', { moment })}</p>;
  return (
    <p className="events-note events-older muted">
      {t('events.backTo', { moment })}
      <button type="button" onClick={onMore}>
        {t('events.older')}
      </button>
    </p>
  );
}

interface RowsProps {
  readonly rows: readonly PlantEvent[];
  readonly isAll: boolean;
  readonly stamp: Stamp;
  /** Somebody comes to the last row. */
  readonly onEnd: () => void;
}

function Rows({ rows, isAll, stamp, onEnd }: RowsProps) {
  const t = useText();
  const { timeline } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const time = useStore(timeStore);
  const [active, setActive] = useState<string | null>(null);
  const wanted = useRef(false);
  const { rowPx, first, end } = useRowWindow(list, rows.length);
  useEffect(() => {
    if (end === rows.length) onEnd();
  });
  const cursorAt = time.mode === 'past' ? rowAt(rows, time.cursorMs) : -1;
  const keys = useMemo(() => rows.map(keyOf), [rows]);
  useKeptInView(list, cursorAt, rowPx, keys[cursorAt]);
  useLayoutEffect(() => {
    if (!wanted.current || active === null) return;
    wanted.current = false;
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(active)}"]`)?.focus();
  }, [active]);
  const activeAt = Math.max(0, active === null ? cursorAt : keys.indexOf(active));

  const choose = (event: PlantEvent) => {
    timeline.pause();
    timeline.seek(event.timeMs);
    if (event.kind === 'gap') return;
    select(event.machine);
    frame([event.machine]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to: Readonly<Record<string, number | undefined>> = {
      ArrowDown: Math.min(rows.length - 1, activeAt + 1),
      ArrowUp: Math.max(0, activeAt - 1),
      Home: 0,
      End: rows.length - 1,
    };
    const next = to[event.key];
    if (next !== undefined) {
      wanted.current = keys[next] !== active;
      setActive(keys[next]!);
    } else if (event.key === 'Enter' || event.key === ' ') choose(rows[activeAt]!);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, k) => first + k);
  // Whoever scrolls away from it does not lose it.
  if (activeAt < first) drawn.unshift(activeAt);
  else if (activeAt >= end) drawn.push(activeAt);
  return (
    <div ref={list} className="events-list">
      <div
        role="listbox"
        tabIndex={-1}
        className="events-rows"
        aria-label={t('events.title')}
        style={{ height: rows.length * rowPx }}
        onKeyDown={onKeyDown}
      >
        {drawn.map((at) => (
          <EventLine
            key={keys[at]}
            event={rows[at]!}
            name={keys[at]!}
            topPx={at * rowPx}
            stamp={stamp(rows[at]!.timeMs)}
            position={at + 1}
            size={isAll ? rows.length : -1}
            active={at === activeAt}
            atCursor={at === cursorAt}
            onActive={setActive}
            onChoose={choose}
          />
        ))}
      </div>
    </div>
  );
}

/** The row at the cursor comes into sight when it becomes another one; who scrolls meanwhile is left alone. */
function useKeptInView(
  list: { readonly current: HTMLElement | null },
  at: number,
  rowPx: number,
  key: string | undefined,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another event moves the list, not new ones above it
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || at < 0) return;
    const topPx = at * rowPx;
    const isSeen = topPx >= element.scrollTop && topPx + rowPx <= element.scrollTop + element.clientHeight;
    if (!isSeen) element.scrollTop = topPx - (element.clientHeight - rowPx) / 2;
  }, [key]);
}
