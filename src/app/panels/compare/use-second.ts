import { useEffect, useSyncExternalStore } from 'react';
import { type SecondMoment, secondOf } from '../../stores/second-moment.ts';
import { useSession } from '../../stores/session.ts';

/**
 * The plant at B, kept there while the component is. Looks again when digits of A or B may change, and re-renders when
 * what `told` answers is another; without it every time.
 */
export function useSecond(told: (moment: SecondMoment) => unknown = ({ pulse }) => pulse.beat()): SecondMoment {
  const moment = secondOf(useSession());
  useEffect(() => moment.follow(), [moment]);
  useSyncExternalStore(moment.pulse.subscribe, () => told(moment));
  return moment;
}
