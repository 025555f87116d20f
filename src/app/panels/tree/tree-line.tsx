import { useStore } from 'zustand';
import { packmlStates } from '../../../twin/packml.ts';
import type { PlacedMachine } from '../../../twin/plant-index.ts';
import { packmlWord } from '../../languages/values.ts';
import { machineStatesStore } from '../../stores/machine-states.ts';
import { selectionStore } from '../../stores/selection.ts';
import { Icon, LimitMark, StateMark } from '../marks.tsx';
import type { TreeRow } from './tree-rows.ts';

export interface TreeLineProps {
  readonly row: TreeRow;
  /** Below the first one. */
  readonly topPx: number;
  /** The one that Tab reaches. */
  readonly active: boolean;
  readonly selected: boolean;
  readonly onActive: (key: string) => void;
  readonly onChoose: (row: TreeRow) => void;
  readonly onToggle: (key: string) => void;
  readonly onFrame: (row: TreeRow) => void;
}

export function TreeLine({ row, topPx, active, selected, onActive, onChoose, onToggle, onFrame }: TreeLineProps) {
  const status = useStore(machineStatesStore, ({ machines }) =>
    row.kind === 'machine' ? machines[row.machine.index] : undefined,
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
    <div
      role="treeitem"
      className={`tree-row tree-${row.kind}`}
      style={{ top: topPx }}
      tabIndex={active ? 0 : -1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={selected}
      {...(row.kind !== 'tag' && { 'aria-expanded': row.open })}
      data-key={row.key}
      data-kind={row.kind}
      {...(row.kind === 'machine' && { 'data-machine': row.machine.machine.id })}
      {...(status && { 'data-state': packmlStates[status.stateCode] ?? 'unknown', 'data-limit': status.limit })}
      onFocus={() => onActive(row.key)}
      onClick={() => onChoose(row)}
      onDoubleClick={() => onFrame(row)}
    >
      {row.kind !== 'tag' && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a mouse's shortcut for the arrow keys
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <span
          className={row.open ? 'tree-twist tree-twist-open' : 'tree-twist'}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row.key);
          }}
        >
          <Icon name="open" />
        </span>
      )}
      {row.kind === 'machine' ? (
        <MachineLine machine={row.machine} />
      ) : row.kind === 'tag' ? (
        <TagLine row={row} />
      ) : (
        <span className="tree-name">{row.name}</span>
      )}
    </div>
  );
}

function MachineLine({ machine }: { readonly machine: PlacedMachine }) {
  const status = useStore(machineStatesStore, ({ machines }) => machines[machine.index]);
  const reports = machine.stateTag !== undefined;
  return (
    <>
      {status && reports ? <StateMark of={status.stateClass} /> : <span className="tree-no-mark" />}
      <span className="tree-name">{machine.machine.name}</span>
      {status && reports && <span className="tree-state">{packmlWord(status.stateCode)}</span>}
      {status && <LimitMark of={status.limit} />}
    </>
  );
}

function TagLine({ row }: { readonly row: TreeRow & { readonly kind: 'tag' } }) {
  const pen = useStore(selectionStore, ({ trendTags }) => trendTags.includes(row.tag.id));
  return (
    <>
      <span className="tree-name">{row.tag.tag.name}</span>
      {pen && <Icon name="trend" />}
    </>
  );
}
