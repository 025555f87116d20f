import { useDeferredValue, useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../languages/language.ts';
import { type BindingFault, type BindingTrouble, bindingFaults } from '../../stores/binding-faults.ts';
import { drawnParts } from '../../stores/drawn-parts.ts';
import { frame, select, selectionStore } from '../../stores/selection.ts';
import { usePulse, useSession } from '../../stores/session.ts';
import { timeStore } from '../../stores/time.ts';
import { setView } from '../../stores/view.ts';
import { Icon } from '../marks.tsx';
import { shownMs, useLost } from '../reading.ts';
import { faultWords } from './fault-words.ts';
import './doctor.css';

/** What the scene cannot show at all comes first. */
const troubles: readonly BindingTrouble[] = ['unmatched', 'never', 'bad', 'range', 'stale'];

/** More rows than a person reads at once; the search finds the others. */
const mostRows = 200;

/** Every binding that does not show what it should: why, and what to do about it. */
export function Doctor() {
  const t = useText();
  const { index, table } = useSession();
  usePulse();
  const atMs = shownMs(useStore(timeStore));
  const lost = useLost();
  const selected = useStore(selectionStore, ({ machine }) => machine);
  const [search, setSearch] = useState('');
  const [onlySelected, setOnlySelected] = useState(false);
  const [shown, setShown] = useState<BindingTrouble | null>(null);
  const wanted = useDeferredValue(search).trim().toLowerCase();
  const all = bindingFaults(index, table, drawnParts);
  const matching = all.filter(
    (fault) =>
      (!onlySelected || fault.machine?.machine.id === selected) &&
      (wanted === '' || namesOf(fault).toLowerCase().includes(wanted)),
  );
  const rows = troubles
    .filter((trouble) => shown === null || shown === trouble)
    .flatMap((trouble) => matching.filter((fault) => fault.trouble === trouble));
  return (
    <aside className="doctor" aria-label={t('tools.doctor')}>
      <header className="doctor-head">
        <div className="doctor-title">
          <h2>{t('tools.doctor')}</h2>
          <button type="button" aria-label={t('inspect.close')} onClick={() => setView({ doctor: false })}>
            <Icon name="close" />
          </button>
        </div>
        <p className="muted">
          {all.length === 0 ? t('doctor.examined') : t('doctor.count', { count: all.length })}
          {lost && ` ${t('doctor.lost')}`}
        </p>
        {all.length > 0 && (
          <>
            <fieldset className="doctor-kinds" aria-label={t('doctor.kinds')}>
              {troubles.map((trouble) => {
                const count = matching.filter((fault) => fault.trouble === trouble).length;
                if (count === 0 && shown !== trouble) return null;
                return (
                  <button
                    key={trouble}
                    type="button"
                    aria-pressed={shown === trouble}
                    onClick={() => setShown(shown === trouble ? null : trouble)}
                  >
                    {t(`doctor.kind.${trouble}`)} {count}
                  </button>
                );
              })}
            </fieldset>
            <input
              type="search"
              aria-label={t('doctor.find')}
              placeholder={t('doctor.find')}
              value={search}
              autoComplete="off"
              onChange={(event) => setSearch(event.target.value)}
            />
            {selected !== null && (
              <label className="doctor-only">
                <input
                  type="checkbox"
                  checked={onlySelected}
                  onChange={(event) => setOnlySelected(event.target.checked)}
                />
                {t('doctor.onlySelected', { name: index.machineById.get(selected)?.machine.name ?? selected })}
              </label>
            )}
          </>
        )}
      </header>
      {rows.length === 0 ? (
        <p className="doctor-none" role="status">
          {all.length === 0 ? t('doctor.well') : t('doctor.nothing')}
        </p>
      ) : (
        <ul className="doctor-list">
          {rows.slice(0, mostRows).map((fault) => (
            <FaultRow key={keyOf(fault)} fault={fault} atMs={atMs} />
          ))}
        </ul>
      )}
      {rows.length > mostRows && <p className="doctor-none">{t('doctor.more', { count: rows.length - mostRows })}</p>}
    </aside>
  );
}

function FaultRow({ fault, atMs }: { readonly fault: BindingFault; readonly atMs: number }) {
  const t = useText();
  const { index } = useSession();
  const { machine, tag } = fault;
  const { shown, why, todo } = faultWords(fault, index, atMs);
  return (
    <li className="doctor-fault" data-trouble={fault.trouble} {...(tag && { 'data-tag': tag.id })}>
      <p className="doctor-what">
        {machine ? (
          <button
            type="button"
            onClick={() => {
              select(machine.machine.id);
              frame([machine.machine.id]);
            }}
          >
            {machine.machine.name}
          </button>
        ) : (
          <span>{t('doctor.noMachine')}</span>
        )}
        <strong>{tag?.tag.name ?? fault.named}</strong>
        <span className="muted">{shown}</span>
      </p>
      <p>{why}</p>
      <p className="doctor-todo">{todo}</p>
    </li>
  );
}

const namesOf = ({ machine, tag, named, shown }: BindingFault): string =>
  [machine?.machine.name, machine?.machine.id, tag?.tag.name, named, shown.how === 'binding' ? shown.binding.part : '']
    .filter((name) => name !== undefined)
    .join(' ');

function keyOf({ machine, named, shown }: BindingFault): string {
  const where =
    shown.how === 'binding'
      ? `${shown.binding.part} ${shown.binding.as}`
      : shown.how === 'component'
        ? shown.component.id
        : shown.map.id;
  return `${machine?.machine.id} ${named} ${shown.how} ${where}`;
}
