import { useStore } from 'zustand';
import type { EventSort } from '../../../protocol/messages.ts';
import { useText } from '../../languages/language.ts';
import { selectionStore } from '../../stores/selection.ts';
import { useSession } from '../../stores/session.ts';
import { PriorityMark } from '../alarms/priority-mark.tsx';
import { chips } from './event-filter.ts';

interface EventChipsProps {
  readonly off: ReadonlySet<EventSort>;
  readonly onOff: (off: ReadonlySet<EventSort>) => void;
  readonly onlySelected: boolean;
  readonly onOnlySelected: (only: boolean) => void;
}

/** What is listed: priorities, kinds, and the selected machine alone. */
export function EventChips({ off, onOff, onlySelected, onOnlySelected }: EventChipsProps) {
  const t = useText();
  const { index } = useSession();
  const selected = useStore(selectionStore, ({ machine }) => machine);
  const machine = selected === null ? undefined : index.machineById.get(selected)?.machine.name;
  const toggle = (chip: EventSort) => {
    const next = new Set(off);
    if (!next.delete(chip)) next.add(chip);
    onOff(next);
  };
  return (
    <fieldset className="events-chips" aria-label={t('events.filters')}>
      {chips.map((chip) => (
        <button
          key={chip}
          type="button"
          className="events-chip"
          aria-pressed={!off.has(chip)}
          {...(typeof chip === 'number' && { 'aria-label': t('alarms.priority', { priority: chip }) })}
          onClick={() => toggle(chip)}
        >
          {typeof chip === 'number' ? <PriorityMark of={chip} /> : t(`events.kinds.${chip}`)}
        </button>
      ))}
      <button
        type="button"
        className="events-chip"
        aria-pressed={onlySelected}
        disabled={machine === undefined && !onlySelected}
        onClick={() => onOnlySelected(!onlySelected)}
      >
        {machine === undefined ? t('events.onlySelected') : t('events.onlyMachine', { machine })}
      </button>
    </fieldset>
  );
}
