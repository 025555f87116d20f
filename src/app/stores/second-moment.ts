import { createStore } from 'zustand/vanilla';
import { languageStore } from '../languages/language.ts';
import { nowMs } from '../live/clock.ts';
import { frames } from '../live/frames.ts';
import { LiveTable } from '../live/live-table.ts';
import { Pulse } from '../live/pulse.ts';
import { comparisonStore, secondMs } from './comparison.ts';
import { type Differences, differences, posedSlots } from './differences.ts';
import { MomentLoader } from './moment-loader.ts';
import type { Session } from './session.ts';
import { timeStore } from './time.ts';
import { twinStore } from './twin.ts';

/** What goes with a live A and is not kept yet is asked for no more often, ms. */
const liveAskMs = 1000;

/** The plant at B, in a table like A's; `table.shownMs` is the moment that it truly shows. */
export class SecondMoment {
  readonly table: LiveTable;
  /** Beats when digits of A or B may change. */
  readonly pulse = new Pulse();
  /** Why B cannot be shown, or "". */
  readonly troubleStore = createStore<{ readonly trouble: string }>(() => ({ trouble: '' }));
  readonly #session: Session;
  readonly #loader: MomentLoader;
  readonly #posed: ReadonlySet<number>;
  #found: { readonly versions: string; readonly differences: Differences } | null = null;
  #followers = 0;
  #stop: () => void = () => undefined;
  #atMs = Number.NaN;
  #wantedMs = Number.NEGATIVE_INFINITY;

  constructor(session: Session) {
    this.#session = session;
    this.table = new LiveTable(session.table.slotCount);
    this.#posed = posedSlots(session.index);
    const { record, feed } = session;
    const source = {
      snapshot: (atMs: number) => feed.snapshot(atMs),
      recall: record.recall,
      prefetch: record.prefetch,
      showPast: this.table.replace.bind(this.table),
    };
    this.#loader = new MomentLoader(source, nowMs, (trouble) => {
      if (trouble !== this.troubleStore.getState().trouble) this.troubleStore.setState({ trouble });
      frames.wake();
    });
  }

  /** Keeps the table at B for as long as somebody follows. Returns how to stop. */
  follow(): () => void {
    if (this.#followers++ === 0) this.#stop = this.#begin();
    return () => {
      if (--this.#followers > 0) return;
      this.#stop();
      this.#forget();
    };
  }

  /** What differs now. Worked out when it is asked for, once for each pair of moments. */
  differences(): Differences {
    const { table, index } = this.#session;
    const versions = `${table.version} ${table.epoch} ${this.table.version} ${this.table.epoch}`;
    if (this.#found?.versions !== versions) {
      this.#found = { versions, differences: differences(index, this.#posed, table, this.table) };
    }
    return this.#found.differences;
  }

  /** Whether a tag says where something stands. */
  isPosed(slot: number): boolean {
    return this.#posed.has(slot);
  }

  #begin(): () => void {
    const update = () => this.#update();
    const stops = [
      frames.add({
        frame: () => {
          const before = this.table.version;
          this.#update();
          this.pulse.tick(nowMs(), this.table.epoch + this.#session.table.epoch);
          return this.table.version !== before;
        },
        unseen: () => undefined,
      }),
      timeStore.subscribe(update), // so that a film shows both moments in the same picture
      comparisonStore.subscribe(update),
      // More of the record may tell more of a moment that stands.
      this.#session.record.onArrival(() => {
        if (!Number.isNaN(this.#atMs)) this.#loader.recall(this.#atMs);
      }),
      this.#session.record.onLate((fromMs) => {
        if (fromMs <= this.#atMs) this.#loader.want(this.#atMs, 0);
      }),
      twinStore.subscribe((now, before) => {
        if (now.connection !== 'connected' || before.connection === 'connected') return;
        this.#atMs = Number.NaN;
        this.#update();
      }),
      // Why it cannot be shown comes in the language of the page: asked again, in the new one.
      languageStore.subscribe(() => {
        if (this.troubleStore.getState().trouble === '') return;
        this.#atMs = Number.NaN;
        this.#update();
      }),
    ];
    this.#update();
    return () => {
      for (const stop of stops) stop();
    };
  }

  #forget(): void {
    if (Number.isNaN(this.#atMs)) return;
    this.#atMs = Number.NaN;
    this.#loader.drop();
    this.table.clear();
    this.troubleStore.setState({ trouble: '' });
  }

  #update(): void {
    const { second } = comparisonStore.getState();
    if (second === null) {
      this.#forget();
      return;
    }
    const { mode, cursorMs, playing, speed } = timeStore.getState();
    const now = nowMs();
    const live = mode === 'live';
    const atMs = secondMs(second, live ? now : cursorMs, now);
    if (atMs === this.#atMs) return;
    const moves = 'behindMs' in second && (live || playing);
    if (live && moves && now - this.#wantedMs < liveAskMs && !Number.isNaN(this.#atMs)) {
      if (this.#loader.recall(atMs)) this.#atMs = atMs;
      return;
    }
    this.#atMs = atMs;
    this.#wantedMs = now;
    this.#loader.want(atMs, moves ? (live ? 1 : speed) : 0);
  }
}

const moments = new WeakMap<Session, SecondMoment>();

/** The session's one. */
export function secondOf(session: Session): SecondMoment {
  let moment = moments.get(session);
  if (!moment) {
    moment = new SecondMoment(session);
    moments.set(session, moment);
  }
  return moment;
}
