import { type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Quality } from '../../twin/quality.ts';
import { formatWithUnit } from '../languages/values.ts';
import { machineStatesStore } from '../stores/machine-states.ts';
import { selectionStore } from '../stores/selection.ts';
import { usePulse, useSession } from '../stores/session.ts';
import { stateWord } from './labels/machine-label.ts';

/** Name, state and main values of the machine under the pointer, beside the pointer. */
export function HoverCard({ host }: { readonly host: RefObject<HTMLElement | null> }) {
  const { index, table } = useSession();
  const hovered = useStore(selectionStore, (state) => state.hovered);
  const statuses = useStore(machineStatesStore, (state) => state.machines);
  const card = useRef<HTMLDivElement>(null);
  usePulse();
  useEffect(() => {
    const area = host.current;
    if (!area) return;
    const follow = (event: PointerEvent) => {
      if (card.current) beside(card.current, area, event.clientX, event.clientY);
      last.x = event.clientX;
      last.y = event.clientY;
    };
    area.addEventListener('pointermove', follow);
    return () => area.removeEventListener('pointermove', follow);
  }, [host]);
  useEffect(() => {
    if (!hovered || !card.current || !host.current) return;
    // Reached by keyboard, the pointer may be anywhere.
    const label = host.current.querySelector(`.scene-label:focus-visible[data-machine="${hovered}"]`);
    const { right, bottom } = label?.getBoundingClientRect() ?? { right: last.x, bottom: last.y };
    beside(card.current, host.current, right, bottom);
  }, [hovered, host]);
  const placed = hovered === null ? undefined : index.machineById.get(hovered);
  if (!placed) return null;
  return (
    <div className="hall-card" ref={card} role="status">
      <b>{placed.machine.name}</b>
      <div>{stateWord(placed, statuses[placed.index])}</div>
      <dl>
        {placed.mainTags
          .filter(({ tag }) => tag.kind !== 'state')
          .map((tag) => (
            <div key={tag.id}>
              <dt>{tag.tag.name}</dt>
              <dd className={table.qualities[tag.slot]! >= Quality.stale ? 'scene-doubtful' : ''}>
                {formatWithUnit(tag, table.values[tag.slot]!)}
              </dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

const last = { x: 0, y: 0 };
const awayPx = 16;

/** Right and below, or on the other side where there is no room. */
function beside(card: HTMLElement, area: HTMLElement, clientX: number, clientY: number): void {
  const { left, top, width, height } = area.getBoundingClientRect();
  const [x, y] = [clientX - left, clientY - top];
  const { offsetWidth, offsetHeight } = card;
  const atX = x + awayPx + offsetWidth > width ? x - awayPx - offsetWidth : x + awayPx;
  const atY = y + awayPx + offsetHeight > height ? y - awayPx - offsetHeight : y + awayPx;
  card.style.transform = `translate(${Math.max(0, atX)}px,${Math.max(0, atY)}px)`;
}
