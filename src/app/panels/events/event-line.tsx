import { memo } from 'react';
import type { PlantEvent } from '../../../protocol/messages.ts';
import { useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { PriorityMark } from '../alarms/priority-mark.tsx';
import { Icon, StateMark } from '../marks.tsx';
import { siteClock } from '../time/clock-text.ts';
import { eventWords } from './event-text.ts';

interface EventLineProps {
  readonly event: PlantEvent;
  /** Names it among the rows. */
  readonly name: string;
  readonly topPx: number;
  /** When it happened, in words. */
  readonly stamp: string;
  readonly position: number;
  /** -1 = nobody knows yet. */
  readonly size: number;
  /** The one that Tab reaches. */
  readonly active: boolean;
  readonly atCursor: boolean;
  readonly onActive: (name: string) => void;
  readonly onChoose: (event: PlantEvent) => void;
}

export const EventLine = memo(function EventLine(props: EventLineProps) {
  const { event, name, topPx, stamp, position, size, active, atCursor, onActive, onChoose } = props;
  const t = useText();
  const { index } = useSession();
  const clock = siteClock(index.plant.site.timeZone);
  const { who, what } = eventWords(event, index);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
    <div
      role="option"
      className="event"
      style={{ top: topPx }}
      tabIndex={active ? 0 : -1}
      aria-posinset={position}
      aria-setsize={size}
      aria-selected={atCursor}
      data-key={name}
      data-kind={event.kind}
      onFocus={() => onActive(name)}
      onClick={() => onChoose(event)}
    >
      <Mark event={event} />
      {event.kind === 'raised' && <span className="unseen">{t('alarms.priority', { priority: event.priority })}</span>}
      <span className="event-who">{who}</span>
      <time className="event-time" title={clock.moment(event.timeMs)}>
        {stamp}
      </time>
      <span className="event-what" title={what}>
        {what}
      </span>
    </div>
  );
});

function Mark({ event }: { readonly event: PlantEvent }) {
  switch (event.kind) {
    case 'raised':
      return <PriorityMark of={event.priority} />;
    case 'cleared':
      return <Icon name="done" />;
    case 'stopped':
      return <StateMark of="stopped" />;
    case 'started':
      return <StateMark of="running" />;
    case 'gap':
      return <span className="event-gap" />;
  }
}
