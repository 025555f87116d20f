import { useEffect, useSyncExternalStore } from 'react';
import { type SecondMoment, secondOf } from '../../stores/second-moment.ts';
import { useSession } from '../../stores/session.ts';

/** The plant at B, kept there while the component is; re-renders when digits of A or B may change. */
export function useSecond(): SecondMoment {
  const moment = secondOf(useSession());
  useEffect(() => moment.follow(), [moment]);
  useSyncExternalStore(moment.pulse.subscribe, moment.pulse.beat);
  return moment;
}
