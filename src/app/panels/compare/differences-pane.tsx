import { useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import type { Difference } from '../../stores/differences.ts';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { useLost } from '../reading.ts';
import { CompareControls } from './compare-controls.tsx';
import { differenceWords } from './compare-words.ts';
import { useMoments } from './use-moments.ts';
import { useSecond } from './use-second.ts';
import './compare.css';

/** More than this nobody reads. */
const mostRows = 100;
const kinds = ['state', 'value', 'place', 'doubt'] as const;

/** Where B is set, and what differs between A and B; a click selects and frames the machine. */
export function DifferencesPane() {
  const t = useText();
  const moments = useMoments();
  return (
    <section className="differences" aria-label={t('compare.title')}>
      <CompareControls />
      {moments === null ? <p className="differences-note muted">{t('compare.start')}</p> : <Found />}
    </section>
  );
}

function Found() {
  const t = useText();
  const { index } = useSession();
  const second = useSecond();
  const trouble = useStore(second.troubleStore, (state) => state.trouble);
  const lost = useLost();
  const [line, setLine] = useState('');
  const { rows, compared, doubtful } = second.differences();
  const lines = [...new Set(index.machines.map((machine) => machine.line))];
  const own = line === '' ? rows : rows.filter(({ tag }) => tag.machine.line.id === line);
  const why =
    trouble !== ''
      ? t('compare.failed', { reason: trouble })
      : lost
        ? t('compare.lost')
        : Number.isNaN(second.table.shownMs)
          ? t('compare.loading')
          : second.table.timesMs.every(Number.isNaN)
            ? t('compare.noRecord')
            : own.length === 0
              ? t(line === '' ? 'compare.none' : 'compare.noneHere')
              : '';
  return (
    <>
      {lines.length > 1 && (
        <select
          className="differences-line"
          aria-label={t('compare.line')}
          value={line}
          onChange={(event) => setLine(event.target.value)}
        >
          <option value="">{t('compare.allLines')}</option>
          {lines.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {why !== '' ? (
        <p className="differences-note muted" role="status">
          {why}
        </p>
      ) : (
        <div className="differences-list">
          {kinds.map((kind) => (
            <Group key={kind} kind={kind} rows={own.filter((row) => row.kind === kind)} />
          ))}
        </div>
      )}
      {compared + doubtful > 0 && !lost && (
        <p className="differences-note muted">
          {t('compare.compared', { count: compared })}
          {doubtful > 0 && `, ${t('compare.doubtful', { count: doubtful })}`}
        </p>
      )}
    </>
  );
}

function Group({ kind, rows }: { readonly kind: Difference['kind']; readonly rows: readonly Difference[] }) {
  const t = useText();
  if (rows.length === 0) return null;
  const words = t(`compare.kinds.${kind}`);
  return (
    <section aria-label={words}>
      <h3>{words}</h3>
      <ul>
        {rows.slice(0, mostRows).map((row) => (
          <Row key={row.tag.id} row={row} />
        ))}
      </ul>
      {rows.length > mostRows && (
        <p className="differences-note muted">{t('compare.more', { count: rows.length - mostRows })}</p>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: Difference }) {
  const t = useText();
  const { tag } = row;
  const { machine } = tag.machine;
  const selected = useStore(selectionStore, (state) => state.machine === machine.id);
  const { a, b, by } = differenceWords(row);
  const names = { machine: machine.name, tag: tag.tag.name, a, b, by };
  return (
    <li>
      <button
        type="button"
        className="difference"
        data-tag={tag.id}
        data-kind={row.kind}
        aria-current={selected}
        aria-label={by === '' ? t('compare.row', names) : t('compare.rowBy', names)}
        title={tag.id}
        onClick={() => {
          select(machine.id);
          frame([machine.id]);
        }}
      >
        <span className="difference-who">{machine.name}</span>
        <span className="difference-what">{tag.tag.name}</span>
        <span className="difference-values">
          <span>
            <b className="compared-a">A</b> {a}
          </span>{' '}
          <span>
            <b className="compared-b">B</b> {b}
          </span>{' '}
          {by !== '' && <span className="difference-by">{by}</span>}
        </span>
      </button>
    </li>
  );
}
