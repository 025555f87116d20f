import { useEffect } from 'react';
import { useSession } from '../../stores/session.ts';

interface KeptRecord {
  readonly asked: { outdate(): void };
  /** Samples from `fromMs` on were stored late. */
  late(fromMs: number): void;
}

/** Tells a record of samples that came late. What it keeps while nobody looks at it is not trusted afterwards. */
export function useLate(record: KeptRecord): void {
  const session = useSession();
  useEffect(() => {
    const stop = session.record.onLate((fromMs) => record.late(fromMs));
    return () => {
      stop();
      record.asked.outdate();
    };
  }, [session, record]);
}
