import { useText } from '../../languages/language.ts';
import { useSession } from '../../stores/session.ts';
import { siteClock } from '../time/clock-text.ts';
import type { Moments } from './use-moments.ts';
import './compare.css';

/** Below the trend: which line is B's, and which moments lie over each other at the cursor. */
export function CurveWords({ moments: { aMs, bMs } }: { readonly moments: Moments }) {
  const t = useText();
  const { index } = useSession();
  const clock = siteClock(index.plant.site.timeZone);
  return (
    <p className="compared-curve">
      <span className="compared-dots" aria-hidden="true" />
      <span>{t('compare.curve', { a: clock.moment(aMs), b: clock.moment(bMs) })}</span>
    </p>
  );
}
