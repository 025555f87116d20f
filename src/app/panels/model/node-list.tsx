import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ModelNode } from '../../../twin/model-file/model-survey.ts';
import { useText } from '../../languages/language.ts';
import { cadStore, hoverNode, type ModelKey, selectNode } from '../../stores/cad.ts';
import { figure } from './model-text.ts';

/** px; rows are of one height, so that only those in sight are there. */
const rowHeight = 28;
const beyond = 6;
const shownRows = 8;

interface NodeListProps {
  readonly of: ModelKey;
  readonly nodes: readonly ModelNode[];
  readonly bound: ReadonlySet<string>;
}

/** The nodes of a model as a tree that can be searched; the one chosen is outlined in the picture, and the other way round. */
export function NodeList({ of, nodes, bound }: NodeListProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const [top, setTop] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const selected = useStore(cadStore, ({ selectedNode }) => (selectedNode?.of === of ? selectedNode.name : null));
  const found = useMemo(() => searchNodes(nodes, search), [nodes, search]);
  const at = found.findIndex(({ name }) => name === selected);
  useEffect(() => {
    const box = list.current;
    if (!box || at < 0) return;
    const [from, to] = [at * rowHeight, (at + 1) * rowHeight];
    if (from < box.scrollTop) box.scrollTop = from;
    else if (to > box.scrollTop + box.clientHeight) box.scrollTop = to - box.clientHeight;
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const ends: Readonly<Record<string, number>> = { Home: 0, End: found.length - 1 };
    const step = steps[event.key];
    const next = ends[event.key] ?? (step === undefined ? undefined : at + step);
    const node = next === undefined ? undefined : found[Math.min(found.length - 1, Math.max(0, next))];
    if (!node) return;
    event.preventDefault();
    event.stopPropagation();
    selectNode({ of, name: node.name });
  };
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  const shown = found.slice(first, first + shownRows + 2 * beyond);
  return (
    <section className="model-nodes" aria-label={t('cad.nodes')}>
      <input
        type="search"
        value={search}
        placeholder={t('cad.searchNodes')}
        aria-label={t('cad.searchNodes')}
        onChange={({ target }) => setSearch(target.value)}
      />
      <div
        className="model-list"
        style={{ height: Math.min(shownRows, Math.max(1, found.length)) * rowHeight + 2 }}
        ref={list}
        role="tree"
        tabIndex={0}
        aria-label={t('cad.nodes')}
        aria-activedescendant={at >= first && at < first + shown.length ? `node-${at}` : undefined}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      >
        <div style={{ height: found.length * rowHeight }}>
          {shown.map(({ name, level, triangles }, k) => (
            <div
              key={name}
              id={`node-${first + k}`}
              className="model-node"
              role="treeitem"
              tabIndex={-1}
              aria-level={level + 1}
              aria-posinset={first + k + 1}
              aria-setsize={found.length}
              aria-selected={name === selected}
              style={{ top: (first + k) * rowHeight, paddingInlineStart: 8 + Math.min(level, 8) * 12 }}
              title={name}
              onClick={() => selectNode({ of, name })}
              onKeyDown={undefined}
              onPointerEnter={() => hoverNode({ of, name })}
              onPointerLeave={() => hoverNode(null)}
            >
              <span className="model-node-name">{name}</span>
              {bound.has(name) && <span className="model-node-bound">{t('cad.bound')}</span>}
              {triangles > 0 && <span className="muted">{figure(triangles)}</span>}
            </div>
          ))}
        </div>
      </div>
      {found.length === 0 && <p className="muted">{t('cad.noNodes')}</p>}
    </section>
  );
}

function searchNodes(nodes: readonly ModelNode[], search: string): readonly ModelNode[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return nodes;
  return nodes.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
