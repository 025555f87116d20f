import type { TimeState } from '../stores/time.ts';

/** A longer pause than this between two pictures is not caught up with, ms. */
const longestMs = 250;
/** While the past plays, a cursor that went on by more than this times the speed has jumped, ms. */
const jumpMs = 1000;

/** How much of the time shown passes from frame to frame: turning parts turn by it. */
export class TimePassed {
  #cursorMs = Number.NaN;

  /**
   * Seconds, below 0 while the past plays backwards; 0 while the past stands still, over a jump, and live without a connection: nobody knows what turns then.
   * `frameSeconds` = since the last frame on this device.
   */
  since(time: TimeState, frameSeconds: number, connected: boolean): number {
    const frame = Math.min(frameSeconds, longestMs / 1000);
    if (time.mode === 'live') {
      this.#cursorMs = Number.NaN;
      return connected ? frame : 0;
    }
    const passedMs = time.cursorMs - this.#cursorMs;
    this.#cursorMs = time.cursorMs;
    if (!time.playing || Number.isNaN(passedMs)) return 0;
    const share = passedMs / (jumpMs * time.speed);
    return share < 0 || share > 1.01 ? 0 : passedMs / 1000;
  }
}
