import type { Priority } from '../../stores/alarms.ts';
import './alarms.css';

const shapes: Record<Priority, string> = {
  1: 'M1 1h12v12H1z',
  2: 'M7 .5l6.8 12.5H.2z',
  3: 'M7 0l7 7-7 7-7-7z',
};
const baselines: Record<Priority, number> = { 1: 10.5, 2: 11.5, 3: 10.3 };

/** Red square 1, amber triangle 2, violet diamond 3: told by shape and number as well. Beside it stand the words. */
export function PriorityMark({ of }: { readonly of: Priority }) {
  return (
    <svg className={`priority-mark priority-${of}`} viewBox="0 0 14 14" aria-hidden="true">
      <path d={shapes[of]} />
      <text x="7" y={baselines[of]} textAnchor="middle">
        {of}
      </text>
    </svg>
  );
}
