import { mayReloadAt, type Reloads, reloaded } from './watchdog.ts';

const storageKey = 'gemba-wall-reloads';

/** When a page that was opened at `openedMs` may reload itself. */
export const reloadableAt = (openedMs: number): number => mayReloadAt(recall(), openedMs);

/** Opens the page afresh, unless the gateway does not answer: the browser would then show an error page of its own. */
export async function reloadIfReachable(nowMs: number, counts: boolean): Promise<boolean> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    if (!response.ok) return false;
  } catch {
    return false;
  }
  if (counts) keep(reloaded(recall(), nowMs));
  location.reload();
  return true;
}

function recall(): Reloads | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Partial<Reloads> | null;
    const { lastMs, inARow } = kept ?? {};
    return typeof lastMs === 'number' && typeof inARow === 'number' ? { lastMs, inARow } : null;
  } catch {
    return null;
  }
}

function keep(reloads: Reloads): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(reloads));
  } catch {
    // Without storage each reload waits a minute after the one before.
  }
}
