import { createStore } from 'zustand/vanilla';
import type { Span } from '../../twin/calendar.ts';
import { MomentLoader, type MomentSource } from './moment-loader.ts';

/** Where the whole twin stands in time. Scene, gauges, tree, trends and answers all obey it. */
export interface TimeState {
  readonly mode: 'live' | 'past';
  /** The moment shown; in live mode it is not kept here (ask the clock). */
  readonly cursorMs: number;
  readonly playing: boolean;
  /** Times real time, one of `speeds`; below 0 it plays backwards. */
  readonly speed: number;
  /** The speed really reached in the last second of playing, or null while that is not known. */
  readonly achieved: number | null;
  /** The range that playing stays in and starts over, or null. */
  readonly loop: Span | null;
  /** Why the past cannot be shown, or "". */
  readonly trouble: string;
}

export const speeds: readonly number[] = [-60, -10, -1, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 3600];

export const timeStore = createStore<TimeState>(() => ({
  mode: 'live',
  cursorMs: Number.NaN,
  playing: false,
  speed: 60,
  achieved: null,
  loop: null,
  trouble: '',
}));

/** What the timeline needs from the rest. */
export interface TimeDriver extends MomentSource {
  nowMs(): number;
  extent(): { readonly fromMs: number; readonly toMs: number } | null;
  /** The table is the timeline's now, until `resumeLive`: live values stop. */
  pauseLive(): void;
  resumeLive(): void;
}

/** Playing goes on for so long without the snapshot that it waits for: what cannot be shown is not skipped. */
const longestWaitMs = 250;
/** More than this between two frames is not made up for: nobody saw the page, or the device slept. */
const longestFrameMs = 1000;
/** The speed reached is told of stretches this long. */
const measuredMs = 1000;

/** The verbs of the timeline. */
export class Timeline {
  readonly #driver: TimeDriver;
  readonly #loader: MomentLoader;
  #lastTickMs = Number.NaN;
  #measured = { fromMs: 0, playedMs: 0 };

  constructor(driver: TimeDriver) {
    this.#driver = driver;
    this.#loader = new MomentLoader(
      driver,
      () => driver.nowMs(),
      (trouble) => {
        if (trouble !== '') timeStore.setState({ playing: false, trouble });
        else if (timeStore.getState().trouble !== '') timeStore.setState({ trouble });
      },
    );
  }

  /** Shows the moment, kept within the record. */
  seek(toMs: number): void {
    const { fromMs, toMs: now } = this.#record();
    const cursorMs = Math.min(now, Math.max(fromMs, toMs));
    if (timeStore.getState().mode === 'live') this.#driver.pauseLive();
    this.#show(cursorMs);
  }

  /** More of the record is here than before: of a moment that stands it may tell more. */
  again(): void {
    const { mode, playing, cursorMs } = timeStore.getState();
    if (mode === 'past' && !playing) this.#loader.recall(cursorMs);
  }

  /** Samples from `fromMs` on were stored late: a moment that stands is asked for anew. */
  late(fromMs: number): void {
    const { mode, playing, cursorMs } = timeStore.getState();
    if (mode === 'past' && !playing && fromMs <= cursorMs) this.#loader.want(cursorMs, 0);
  }

  step(byMs: number): void {
    this.seek(this.#shownMs() + byMs);
  }

  play(): void {
    if (timeStore.getState().mode === 'live') return;
    this.#lastTickMs = this.#driver.nowMs();
    this.#measureAnew();
    timeStore.setState({ playing: true, achieved: null });
  }

  pause(): void {
    timeStore.setState({ playing: false, achieved: null });
  }

  setSpeed(speed: number): void {
    this.#measureAnew();
    timeStore.setState({ speed, achieved: null });
  }

  /** Marks a range; one without a length, or null, clears it. */
  setLoop(loop: Span | null): void {
    timeStore.setState({ loop: loop !== null && loop.fromMs < loop.toMs ? loop : null });
  }

  /** The range begins at the moment shown; it ends where it did, or now where that would be before. */
  markStart(): void {
    const { loop } = timeStore.getState();
    const fromMs = this.#shownMs();
    this.setLoop({ fromMs, toMs: loop !== null && loop.toMs > fromMs ? loop.toMs : this.#driver.nowMs() });
  }

  /** The range ends at the moment shown; it begins where it did, or with the record where that would be after. */
  markEnd(): void {
    const { loop } = timeStore.getState();
    const toMs = this.#shownMs();
    this.setLoop({ fromMs: loop !== null && loop.fromMs < toMs ? loop.fromMs : this.#record().fromMs, toMs });
  }

  goLive(): void {
    if (timeStore.getState().mode === 'live') return;
    this.#loader.drop();
    timeStore.setState({ mode: 'live', playing: false, achieved: null, trouble: '', cursorMs: Number.NaN });
    this.#driver.resumeLive();
  }

  /** Call once an animation frame. Time goes on while a snapshot is under way, for as long as one may take. */
  tick(): void {
    const { playing, speed, cursorMs } = timeStore.getState();
    if (!playing) return;
    const now = this.#driver.nowMs();
    const { askedAtMs } = this.#loader;
    const untilMs = askedAtMs === null ? now : Math.min(now, askedAtMs + longestWaitMs);
    const passedMs = Math.min(longestFrameMs, Math.max(0, untilMs - this.#lastTickMs));
    this.#lastTickMs = now;
    this.#measure(now, passedMs * speed);
    const range = this.#range();
    const nextMs = cursorMs + passedMs * speed;
    if (range !== null) {
      const inside = nextMs >= range.fromMs && nextMs <= range.toMs;
      this.#show(inside ? nextMs : speed > 0 ? range.fromMs : range.toMs);
    } else if (speed > 0 && nextMs >= now) {
      this.goLive();
    } else if (speed < 0 && nextMs <= this.#record().fromMs) {
      this.#show(this.#record().fromMs);
      this.pause();
    } else if (nextMs !== cursorMs) {
      this.#show(nextMs);
    }
  }

  #show(cursorMs: number): void {
    const { playing, speed } = timeStore.getState();
    this.#loader.want(cursorMs, playing ? speed : 0); // before anybody is told: who is may seek on
    timeStore.setState({ mode: 'past', cursorMs });
  }

  #shownMs(): number {
    const { mode, cursorMs } = timeStore.getState();
    return mode === 'live' ? this.#driver.nowMs() : cursorMs;
  }

  /** From the first stored moment to now. */
  #record(): Span {
    const now = this.#driver.nowMs();
    return { fromMs: this.#driver.extent()?.fromMs ?? now, toMs: now };
  }

  /** What there is a record of in the range that is marked. */
  #range(): Span | null {
    const { loop } = timeStore.getState();
    if (loop === null) return null;
    const record = this.#record();
    const fromMs = Math.max(loop.fromMs, record.fromMs);
    const toMs = Math.min(loop.toMs, record.toMs);
    return fromMs < toMs ? { fromMs, toMs } : null;
  }

  #measureAnew(): void {
    this.#measured = { fromMs: this.#lastTickMs, playedMs: 0 };
  }

  #measure(now: number, playedMs: number): void {
    this.#measured.playedMs += playedMs;
    const wallMs = now - this.#measured.fromMs;
    if (wallMs < measuredMs) return;
    timeStore.setState({ achieved: this.#measured.playedMs / wallMs });
    this.#measureAnew();
  }
}
