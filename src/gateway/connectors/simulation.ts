import { isDeepStrictEqual } from 'node:util';
import type { SimulationSource } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { type Sentence, sentence } from '../sentence.ts';
import type { Connector, Sink } from './connector.ts';
import { Delivery } from './delivery.ts';
import { pause } from './pause.ts';
import type { SimulationStart } from './simulation-engine.ts';
import { type RemoteEngine, startThread } from './simulation-thread.ts';

const backFillMs = 24 * 3_600_000;
const liveEveryMs = 100;
/** Further behind than this it is filling history, not delivering live. */
const behindMs = 5_000;
/** Rows per batch while filling: large enough to store at full speed, small enough to hold a few. */
const batchRows = 100_000;
/** With this many rows not yet stored it waits: the next batch is simulated while two are being stored. */
const roomRows = 3 * batchRows;

export interface SimulationOptions {
  /** Unix epoch, ms. */
  readonly now: () => number;
  /** Newest time in the record, null while it is empty. */
  readonly storedToMs: number | null;
  /** A thread; tests run it in their own. */
  readonly startEngine?: (start: SimulationStart) => RemoteEngine;
}

/**
 * Runs the built-in simulation: first what the record lacks of the last 24 h, as fast as it can be stored, then live.
 * Both are the same loop, so that there is no seam between them, and a laptop that slept fills its gap, too.
 */
export function simulationConnector(
  source: SimulationSource,
  index: PlantIndex,
  options: SimulationOptions,
): Connector {
  return { run: (sink, signal) => new Run(source, index, options, sink, signal).run() };
}

class Run {
  readonly #start: (fromMs: number) => RemoteEngine;
  readonly #now: () => number;
  readonly #delivery: Delivery;
  readonly #signal: AbortSignal;
  readonly #stopped: Promise<undefined>;
  #told: Sentence | null = null;
  #fillFromMs: number;
  /** How far the clock was set back; 0 when it has caught up. */
  #setBackMs = 0;

  constructor(
    source: SimulationSource,
    index: PlantIndex,
    options: SimulationOptions,
    sink: Sink,
    signal: AbortSignal,
  ) {
    const { startEngine = startThread } = options;
    this.#start = (fromMs) => startEngine({ plant: index.plant, source, fromMs });
    this.#now = options.now;
    this.#delivery = new Delivery(sink, signal, roomRows);
    this.#signal = signal;
    this.#stopped = new Promise((resolve) =>
      signal.addEventListener('abort', () => resolve(undefined), { once: true }),
    );
    const nowMs = this.#now();
    // A record that ends in the future was written by a clock that ran ahead; it cannot be joined.
    this.#fillFromMs = Math.min(nowMs, Math.max(options.storedToMs ?? 0, nowMs - backFillMs));
  }

  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      const engine = this.#start(this.#fillFromMs);
      try {
        await this.#follow(engine);
      } finally {
        await engine.close();
      }
    }
    await this.#delivery.idle();
  }

  /** Keeps up with the clock; returns when stopped, or so far behind that the engine must begin anew. */
  async #follow(engine: RemoteEngine): Promise<void> {
    let reachedMs = this.#fillFromMs;
    while (!this.#signal.aborted) {
      const toMs = this.#now();
      if (toMs - reachedMs > backFillMs + behindMs) {
        this.#fillFromMs = toMs - backFillMs;
        return;
      }
      this.#tell(reachedMs, toMs);
      if (toMs - reachedMs < liveEveryMs) {
        await pause(Math.min(liveEveryMs, reachedMs + liveEveryMs - toMs), this.#signal);
        continue;
      }
      const advanced = await Promise.race([engine.advance({ toMs, maxRows: batchRows }), this.#stopped]);
      if (advanced === undefined) return;
      reachedMs = advanced.reachedMs;
      if (toMs - reachedMs < behindMs) this.#fillFromMs = reachedMs;
      if (advanced.batch.length > 0) this.#delivery.send(advanced.batch);
      await (toMs - reachedMs < behindMs ? this.#delivery.room() : this.#delivery.roomForHistory());
    }
  }

  #tell(reachedMs: number, nowMs: number): void {
    const aheadMs = reachedMs - nowMs;
    this.#setBackMs = aheadMs < behindMs ? 0 : Math.max(this.#setBackMs, aheadMs);
    const isLive = -aheadMs < behindMs;
    const share = Math.floor((100 * (reachedMs - this.#fillFromMs)) / (nowMs - this.#fillFromMs));
    const filling = sentence('simulation.filling', { span: span(nowMs - this.#fillFromMs), share });
    const waiting = sentence('simulation.clockSetBack', { span: span(this.#setBackMs) });
    const detail = this.#setBackMs > 0 ? waiting : isLive ? sentence('simulation.live') : filling;
    if (isDeepStrictEqual(detail, this.#told)) return;
    this.#told = detail;
    this.#delivery.report({ connected: isLive, detail });
  }
}

function span(ms: number): Sentence {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 90) return sentence('simulation.minutes', { minutes });
  return sentence('simulation.hours', { hours: Math.round(minutes / 60) });
}
