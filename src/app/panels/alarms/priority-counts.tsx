import type { Priority } from '../../stores/alarms.ts';
import { PriorityMark } from './priority-mark.tsx';

const priorities: readonly Priority[] = [1, 2, 3];

/** How many alarms there are of each priority that there is any of. */
export function PriorityCounts({ of }: { readonly of: readonly { readonly priority: Priority }[] }) {
  const count = (priority: Priority): number => of.filter((alarm) => alarm.priority === priority).length;
  return priorities.map(
    (priority) =>
      count(priority) > 0 && (
        <span key={priority} className="alarm-count-of">
          <PriorityMark of={priority} />
          {count(priority)}
        </span>
      ),
  );
}
