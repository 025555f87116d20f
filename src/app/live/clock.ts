/**
 * The gateway's clock as the page knows it, Unix epoch ms: the only clock of the app. Until the first answer it is
 * this device's own.
 */
let offsetMs = 0;

// The one place that may read the device's clock; timeOrigin + performance.now() does not jump when it is set.
const deviceMs = (): number => performance.timeOrigin + performance.now();

export const nowMs = (): number => deviceMs() + offsetMs;

/** Measures the offset by asking: the answer is taken to be made half-way. The quickest of `rounds` counts. */
export async function syncClock(ask: () => Promise<number>, rounds = 5): Promise<void> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const sent = deviceMs();
    const gatewayMs = await ask();
    const tookMs = deviceMs() - sent;
    if (tookMs >= quickest) continue;
    quickest = tookMs;
    offsetMs = gatewayMs - (sent + tookMs / 2);
  }
}
