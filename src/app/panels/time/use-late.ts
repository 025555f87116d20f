import { useEffect } from 'react';
import { type Session, useSession } from '../../stores/session.ts';

/** A backlog comes in for a while: what it makes untrue is asked for again so often, ms. */
const patienceMs = 2000;

/** Tells of samples that were stored late, the earliest of those of two seconds. Returns how to stop. */
export function followLate({ record }: Pick<Session, 'record'>, told: (fromMs: number) => void): () => void {
  let earliestMs = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = record.onLate((fromMs) => {
    earliestMs = Math.min(earliestMs, fromMs);
    timer ??= setTimeout(() => {
      timer = undefined;
      told(earliestMs);
      earliestMs = Number.POSITIVE_INFINITY;
    }, patienceMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

interface KeptRecord {
  readonly asked: { outdate(): void };
  /** Samples from `fromMs` on were stored late. */
  late(fromMs: number): void;
}

/** Tells a record of samples that came late. What it keeps while nobody looks at it is not trusted afterwards. */
export function useLate(record: KeptRecord): void {
  const session = useSession();
  useEffect(() => {
    const stop = followLate(session, (fromMs) => record.late(fromMs));
    return () => {
      stop();
      record.asked.outdate();
    };
  }, [session, record]);
}
