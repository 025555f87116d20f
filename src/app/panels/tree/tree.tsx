import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { PlantIndex } from '../../../twin/plant-index.ts';
import { useText } from '../../languages/language.ts';
import { frame, select, selectionStore, setTrend } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { Icon } from '../marks.tsx';
import { useRowWindow } from '../use-row-window.ts';
import { TreeLine } from './tree-line.tsx';
import { type TreeRow, treeRows } from './tree-rows.ts';
import './tree.css';

/** Areas, lines, machines and tags, with a search over all of their names. */
export function Tree() {
  const t = useText();
  const { index } = useSession();
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const shownSearch = useDeferredValue(search);
  return (
    <nav className="tree" aria-label={t('tree.plant')}>
      <label className="tree-search">
        <Icon name="search" />
        <input
          type="search"
          placeholder={t('tree.find')}
          aria-label={t('tree.find')}
          data-hotkey="search"
          value={search}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setSearch(event.target.value);
            list.current?.scrollTo(0, 0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              setSearch('');
              event.currentTarget.blur();
            } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              list.current?.querySelector<HTMLElement>('[role=treeitem][data-kind=machine]')?.focus();
            }
          }}
        />
      </label>
      <div ref={list} className="tree-list">
        <Rows index={index} search={shownSearch} list={list} />
      </div>
    </nav>
  );
}

interface RowsProps {
  readonly index: PlantIndex;
  readonly search: string;
  /** What scrolls. */
  readonly list: RefObject<HTMLDivElement | null>;
}

function Rows({ index, search, list }: RowsProps) {
  const t = useText();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const selected = useStore(selectionStore, ({ machine }) => machine);
  const rows = useMemo(() => treeRows(index, search, toggled), [index, search, toggled]);
  const { rowPx, first, end } = useRowWindow(list, rows.length);
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (!wanted.current || active === null) return;
    wanted.current = false;
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(active)}"]`)?.focus();
  }, [active, list]);
  if (rows.length === 0) {
    return (
      <p className="tree-none muted" role="status">
        {t('tree.nothing', { search: search.trim() })}
      </p>
    );
  }
  const activeAt = Math.max(
    0,
    rows.findIndex(({ key }) => key === active),
  );

  const toggle = (key: string) =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });

  const choose = (row: TreeRow) => {
    if (row.kind === 'machine') {
      select(row.machine.machine.id);
      // Fingers do not double-click.
      if (matchMedia('(pointer: coarse)').matches) frame([row.machine.machine.id]);
    } else if (row.kind === 'tag') {
      select(row.tag.machine.machine.id);
      setTrend([row.tag.id]);
    } else toggle(row.key);
  };

  const frameRow = (row: TreeRow) => {
    if (row.kind === 'machine') frame([row.machine.machine.id]);
    else if (row.kind === 'tag') frame([row.tag.machine.machine.id]);
    else frame(machinesUnder(rows, row));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = activeAt;
    const row = rows[at]!;
    const open = row.kind !== 'tag' && row.open;
    // The active row is always drawn: it may have been far out of sight.
    const focus = (key: string | null | undefined) => {
      if (!key || key === active) return;
      wanted.current = true;
      setActive(key);
    };
    switch (event.key) {
      case 'ArrowDown':
        focus(rows[at + 1]?.key);
        break;
      case 'ArrowUp':
        focus(rows[at - 1]?.key);
        break;
      case 'Home':
        focus(rows[0]?.key);
        break;
      case 'End':
        focus(rows.at(-1)?.key);
        break;
      case 'ArrowRight':
        if (row.kind === 'tag') break;
        if (open) focus(rows[at + 1]?.key);
        else toggle(row.key);
        break;
      case 'ArrowLeft':
        if (open) toggle(row.key);
        else focus(row.parent);
        break;
      case 'Enter':
        choose(row);
        if (row.kind === 'machine' || row.kind === 'tag') frameRow(row);
        break;
      case ' ':
        choose(row);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const drawn = Array.from({ length: end - first }, (_, k) => first + k);
  // Whoever scrolls away from it does not lose it.
  if (activeAt < first) drawn.unshift(activeAt);
  else if (activeAt >= end) drawn.push(activeAt);
  return (
    <div
      role="tree"
      className="tree-rows"
      aria-label={t('tree.machines')}
      style={{ height: rows.length * rowPx }}
      onKeyDown={onKeyDown}
    >
      {drawn.map((at) => {
        const row = rows[at]!;
        return (
          <TreeLine
            key={row.key}
            row={row}
            topPx={at * rowPx}
            active={at === activeAt}
            selected={row.kind === 'machine' && row.machine.machine.id === selected}
            onActive={setActive}
            onChoose={choose}
            onToggle={toggle}
            onFrame={frameRow}
          />
        );
      })}
    </div>
  );
}

function machinesUnder(rows: readonly TreeRow[], parent: TreeRow) {
  const inside = new Set([parent.key]);
  return rows.flatMap((row) => {
    if (row.parent === null || !inside.has(row.parent)) return [];
    inside.add(row.key);
    return row.kind === 'machine' ? [row.machine.machine.id] : [];
  });
}
