/**
 * The gateway's clock as the page knows it, Unix epoch ms: the only clock of the app. Until the first answer it is
 * this device's own.
 */
let offsetMs = 0;

// The one place that may read the device's clock; timeOrigin + performance.now() does not jump when it is set.
const deviceMs = (): number => performance.timeOrigin + performance.now();

export const nowMs = (): number => deviceMs() + offsetMs;

/** When to ask, seconds after the connection opened: soon and often, because a page that is still loading answers late. */
const askAtSecs = [0, 0.5, 1, 2, 4, 8, 16];
const askAgainSecs = 30;

/**
 * Keeps the offset right until `signal` aborts. The answer is taken to be made half-way, so it is wrong by half the
 * round trip at most: the quickest one counts, and as quick a later one replaces it, because clocks drift. `moved` is
 * told by how much each correction changed `nowMs`.
 */
export async function followClock(
  ask: () => Promise<number>,
  moved: (byMs: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let quickestMs = Number.POSITIVE_INFINITY;
  let passedSecs = 0;
  for (let round = 0; !signal.aborted; round++) {
    const atSecs = askAtSecs[round] ?? passedSecs + askAgainSecs;
    await new Promise((resolve) => setTimeout(resolve, (atSecs - passedSecs) * 1000));
    passedSecs = atSecs;
    if (signal.aborted) return;
    const sentMs = deviceMs();
    const gatewayMs = await ask();
    const tookMs = deviceMs() - sentMs;
    if (tookMs > quickestMs + 1) continue;
    quickestMs = Math.min(quickestMs, tookMs);
    const beforeMs = offsetMs;
    offsetMs = gatewayMs - (sentMs + tookMs / 2);
    moved(offsetMs - beforeMs);
  }
}
