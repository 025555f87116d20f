import type { SparkplugSource } from '../../twin/plant.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { sourceTags } from '../../twin/plant-index.ts';
import { reasonOf, type Sentence, sentence } from '../sentence.ts';
import type { Connector, Sink } from './connector.ts';
import { Delivery } from './delivery.ts';
import { pause } from './pause.ts';
import { DataType, encodePayload } from './sparkplug-codec.ts';
import { type BrokerSession, connectBroker, reconnectDelayMs } from './sparkplug-connection.ts';
import { EdgeNode } from './sparkplug-node.ts';
import { nodeFilter, nodeTopic, rebirthMetric, stateTopic } from './sparkplug-topics.ts';

/** How often births that are overdue are looked for. */
const tickMs = 250;

export interface SparkplugOptions {
  /** Unix epoch, ms. */
  readonly now: () => number;
  /** [0, 1) */
  readonly random: () => number;
}

/** A Sparkplug 3.0 host application that listens to one edge node. Tag addresses are "device/metric" or "metric". */
export function sparkplugConnector(source: SparkplugSource, index: PlantIndex, options: SparkplugOptions): Connector {
  return { run: (sink, signal) => new Host(source, index, options, sink, signal).run() };
}

class Host {
  readonly #source: SparkplugSource;
  readonly #options: SparkplugOptions;
  readonly #signal: AbortSignal;
  readonly #node: EdgeNode;
  readonly #delivery: Delivery;
  #session: BrokerSession | undefined;

  constructor(source: SparkplugSource, index: PlantIndex, options: SparkplugOptions, sink: Sink, signal: AbortSignal) {
    this.#source = source;
    this.#options = options;
    this.#signal = signal;
    this.#node = new EdgeNode(source, sourceTags(index, source.id), options.now, {
      requestRebirth: () => this.#requestRebirth(),
      dropped: (reason, detail, count) => sink.dropped(reason, detail, count),
      connection: (state) => this.#delivery.report(state),
      numberOf: (tag, text) => sink.numberOf(tag, text),
    });
    this.#delivery = new Delivery(sink, signal);
  }

  async run(): Promise<void> {
    for (let attempt = 0; !this.#signal.aborted; attempt++) {
      const why = await this.#runSession(() => {
        attempt = 0;
      });
      if (why === null || this.#signal.aborted) break;
      const delayMs = reconnectDelayMs(attempt, this.#options.random);
      const seconds = Math.ceil(delayMs / 1000);
      this.#delivery.report({ connected: false, detail: sentence('sparkplug.tryingAgain', { why, seconds }) });
      await pause(delayMs, this.#signal);
    }
    await this.#delivery.idle();
  }

  /** Resolves with the reason when the session has ended; null = we ended it. */
  async #runSession(onConnected: () => void): Promise<Sentence | null> {
    const { url, group, edgeNode, host } = this.#source;
    const birthMs = this.#options.now();
    const state = (online: boolean): string => JSON.stringify({ online, timestamp: birthMs });
    const topic = stateTopic(host);
    let session: BrokerSession | undefined;
    try {
      session = await connectBroker(
        {
          url,
          // Two gateways under one host id must not throw each other out.
          clientId: `gemba-${host}-${Math.floor(this.#options.random() * 2 ** 32).toString(36)}`,
          will: { topic, payload: Buffer.from(state(false)), qos: 1, retain: true },
          onMessage: (from, bytes, done) => {
            if (from === topic) this.#answerState(bytes, state(true));
            else this.#node.receive(from, bytes, this.#delivery.pending);
            this.#delivery.flush();
            if (this.#delivery.isFull) void this.#delivery.room().then(done);
            else done();
          },
        },
        this.#signal,
      );
      this.#session = session;
      this.#node.brokerConnected();
      // Sparkplug has the subscriptions come before the host's own birth.
      await session.subscribe([nodeFilter(group, edgeNode), topic]);
      await session.publish(topic, state(true), { qos: 1, retain: true });
      onConnected();
      await this.#listen(session);
      if (session.ended.aborted) return session.ended.reason;
      this.#session = undefined; // our own farewell comes back to us, and is right
      await session.publish(topic, state(false), { qos: 1, retain: true });
      return null;
    } catch (error) {
      return reasonOf(error);
    } finally {
      this.#session = undefined;
      // After a refused subscription, too: nobody else would ever close this connection.
      await session?.end();
      this.#node.brokerLost(this.#delivery.pending);
      this.#delivery.flush();
    }
  }

  /** Until the session ends or we are to stop. */
  async #listen(session: BrokerSession): Promise<void> {
    const over = AbortSignal.any([session.ended, this.#signal]);
    while (!over.aborted) {
      this.#node.tick(this.#delivery.pending);
      this.#delivery.flush();
      await pause(tickMs, over);
    }
  }

  /** Whoever says that we are offline, the will of an older session for one, is wrong while we are here. */
  #answerState(bytes: Uint8Array, online: string): void {
    if (!/"online"\s*:\s*false/.test(Buffer.from(bytes).toString())) return;
    void this.#session?.publish(stateTopic(this.#source.host), online, { qos: 1, retain: true });
  }

  #requestRebirth(): void {
    const { group, edgeNode } = this.#source;
    const timestampMs = this.#options.now();
    const metric = { name: rebirthMetric, timestampMs, datatype: DataType.boolean, value: true };
    const command = encodePayload({ timestampMs, metrics: [metric] });
    void this.#session?.publish(nodeTopic(group, 'NCMD', edgeNode), command);
  }
}
