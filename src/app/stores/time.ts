import { createStore } from 'zustand/vanilla';
import type { Snapshot } from '../../series/columns.ts';

/** Where the whole twin stands in time. Scene, gauges, tree, trends and answers all obey it. */
export interface TimeState {
  readonly mode: 'live' | 'past';
  /** The moment shown; in live mode it is not kept here (ask the clock). */
  readonly cursorMs: number;
  readonly playing: boolean;
  /** Times real time, 1 to 600. */
  readonly speed: number;
  /** The speed really reached while playing, or null. */
  readonly achieved: number | null;
  /** Why the past cannot be shown, or "". */
  readonly trouble: string;
}

export const speeds = [1, 2, 5, 10, 30, 60, 120, 300, 600] as const;

export const timeStore = createStore<TimeState>(() => ({
  mode: 'live',
  cursorMs: Number.NaN,
  playing: false,
  speed: 60,
  achieved: null,
  trouble: '',
}));

/** What the timeline needs from the rest. */
export interface TimeDriver {
  nowMs(): number;
  extent(): { readonly fromMs: number; readonly toMs: number } | null;
  snapshot(atMs: number): Promise<Snapshot>;
  /** The state at a moment whose stretch of the record is here already, or null. */
  recall(atMs: number): Snapshot | null;
  /** The record around this moment will be wanted. `velocity` = ms of it a ms of the clock, 0 while it stands. */
  prefetch(atMs: number, velocity: number): void;
  /** The table is the timeline's now: live values stop. */
  showPast(snapshot: Snapshot): void;
  pauseLive(): void;
  resumeLive(): void;
}

/** The verbs of the timeline. One snapshot is under way at a time; a newer wish replaces those that wait. */
export class Timeline {
  readonly #driver: TimeDriver;
  #asked: number | null = null;
  #busy = false;
  /** Grows with each moment that was here already: an answer that was asked for before it comes too late. */
  #recalled = 0;
  #lastTickMs = Number.NaN;
  #achievedFrom = { wallMs: 0, cursorMs: 0 };

  constructor(driver: TimeDriver) {
    this.#driver = driver;
  }

  /** Shows the moment, kept within the record. */
  seek(toMs: number): void {
    const extent = this.#driver.extent();
    const now = this.#driver.nowMs();
    const cursorMs = Math.min(now, Math.max(extent?.fromMs ?? now, toMs));
    if (timeStore.getState().mode === 'live') this.#driver.pauseLive();
    timeStore.setState({ mode: 'past', cursorMs });
    this.#achievedFrom = { wallMs: now, cursorMs };
    this.#want(cursorMs);
  }

  step(byMs: number): void {
    const { mode, cursorMs } = timeStore.getState();
    this.seek((mode === 'live' ? this.#driver.nowMs() : cursorMs) + byMs);
  }

  play(): void {
    const { mode, cursorMs } = timeStore.getState();
    if (mode === 'live') return;
    const wallMs = this.#driver.nowMs();
    this.#lastTickMs = wallMs;
    this.#achievedFrom = { wallMs, cursorMs };
    timeStore.setState({ playing: true, achieved: null });
  }

  pause(): void {
    timeStore.setState({ playing: false, achieved: null });
  }

  setSpeed(speed: number): void {
    const wallMs = this.#driver.nowMs();
    this.#achievedFrom = { wallMs, cursorMs: timeStore.getState().cursorMs };
    timeStore.setState({ speed, achieved: null });
  }

  goLive(): void {
    if (timeStore.getState().mode === 'live') return;
    this.#asked = null;
    timeStore.setState({ mode: 'live', playing: false, achieved: null, trouble: '', cursorMs: Number.NaN });
    this.#driver.resumeLive();
  }

  /** Call once an animation frame. Playing waits until a moment is drawn, so it never skips what it cannot show. */
  tick(): void {
    const { playing, speed, cursorMs } = timeStore.getState();
    if (!playing) return;
    const now = this.#driver.nowMs();
    if (this.#busy) return;
    const passedMs = Math.min(250, now - this.#lastTickMs); // a stall is not leapt over
    this.#lastTickMs = now;
    const nextMs = cursorMs + passedMs * speed;
    if (nextMs >= now) {
      this.goLive();
      return;
    }
    const wallMs = now - this.#achievedFrom.wallMs;
    const achieved = wallMs > 1000 ? (nextMs - this.#achievedFrom.cursorMs) / wallMs : null;
    timeStore.setState({ cursorMs: nextMs, achieved });
    this.#want(nextMs);
  }

  #want(atMs: number): void {
    const { playing, speed } = timeStore.getState();
    const known = this.#driver.recall(atMs);
    if (known) {
      this.#asked = null;
      this.#recalled++;
      this.#driver.showPast(known);
      if (timeStore.getState().trouble) timeStore.setState({ trouble: '' });
    } else {
      this.#asked = atMs;
      if (!this.#busy) void this.#fetch();
    }
    this.#driver.prefetch(atMs, playing ? speed : 0);
  }

  async #fetch(): Promise<void> {
    this.#busy = true;
    while (this.#asked !== null) {
      const atMs = this.#asked;
      this.#asked = null;
      const recalled = this.#recalled;
      try {
        const snapshot = await this.#driver.snapshot(atMs);
        if (timeStore.getState().mode === 'past' && recalled === this.#recalled) this.#driver.showPast(snapshot);
        if (timeStore.getState().trouble) timeStore.setState({ trouble: '' });
      } catch (error) {
        timeStore.setState({ playing: false, trouble: error instanceof Error ? error.message : String(error) });
      }
    }
    this.#busy = false;
  }
}
