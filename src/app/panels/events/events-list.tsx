import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { PlantEvent } from '../../../protocol/messages.ts';
import { useText } from '../../languages/language.ts';
import { nowMs } from '../../live/clock.ts';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { type Session, usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { twinStore } from '../../stores/twin.ts';
import { timelineBounds, timelineViewStore, timelineWindow } from '../time/timeline-view.ts';
import { useLate } from '../time/use-late.ts';
import { useRowWindow } from '../use-row-window.ts';
import { EventChips } from './event-chips.tsx';
import { type Chip, keyOf, listed, rowAt } from './event-filter.ts';
import { EventLine } from './event-line.tsx';
import { EventRecord } from './event-record.ts';
import './events.css';

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
  const [off, setOff] = useState<ReadonlySet<Chip>>(new Set());
  const [onlySelected, setOnlySelected] = useState(false);
  const now = nowMs();
  const {
    rows: all,
    more,
    loading,
    trouble,
  } = record.view(timelineWindow(timelineView, timelineBounds(extent, now), now));
  const rows = listed(all, off, onlySelected ? selected : null);
  return (
    <section className="events" aria-label={t('events.title')} aria-busy={loading}>
      <EventChips off={off} onOff={setOff} onlySelected={onlySelected} onOnlySelected={setOnlySelected} />
      {trouble !== '' && (
        <p className="events-note" role="alert">
          {t('events.failed', { reason: trouble })}
        </p>
      )}
      {rows.length > 0 ? (
        <Rows rows={rows} />
      ) : (
        trouble === '' && (
          <p className="events-note muted" role="status">
            {t(`events.${loading ? 'loading' : noneWord(all.length, more)}`)}
          </p>
        )
      )}
      {more > 0 && <p className="events-note muted">{t('events.more', { count: more })}</p>}
    </section>
  );
}

/** Of what the limit left out nobody has looked whether it is listed. */
const noneWord = (found: number, more: number) => (found === 0 ? 'none' : more > 0 ? 'noneNewest' : 'noneListed');

function Rows({ rows }: { readonly rows: readonly PlantEvent[] }) {
  const t = useText();
  const { timeline } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const time = useStore(timeStore);
  const [active, setActive] = useState<string | null>(null);
  const wanted = useRef(false);
  const { rowPx, first, end } = useRowWindow(list, rows.length);
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
            position={at + 1}
            size={rows.length}
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
