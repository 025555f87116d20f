import type { Clock } from '../clock.ts';
import { inWords, reasonOf, type Sentence } from '../sentence.ts';
import { pause } from './pause.ts';
import type { MappedColumn } from './recording-mapping.ts';
import type { PacedRow } from './recording-pace.ts';
import { ReplayBacklog } from './replay-backlog.ts';
import { EdgeMessages, type Message } from './replay-messages.ts';
import { decodePayload } from './sparkplug-codec.ts';
import { type BrokerSession, connectBroker, reconnectDelayMs } from './sparkplug-connection.ts';
import { nodeTopic, rebirthMetric } from './sparkplug-topics.ts';

/** Rows kept while the broker is away: more than a day of one row a second. */
const capacityRows = 100_000;
/** A lost connection is noticed within 2 s; what was sent in this long before that is sent again. */
const unsureMs = 5000;
/** What a host can have missed without the broker being away, and gets again when it asks for a rebirth. */
const keepSentMs = 5 * 60_000;
/** After an outage a host may come back later than we do, by its longest wait for a connection and a birth. */
const settleMs = 10_000;
/** Rows in one DATA message: some kilobytes. */
const rowsPerMessage = 100;

export interface EdgeOptions {
  readonly broker: string;
  readonly group: string;
  readonly node: string;
  readonly columns: readonly MappedColumn[];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: (line: string) => void;
}

/** A Sparkplug B edge node. Rows are pushed in at any time; `run` sends them whenever the broker is there. */
export class ReplayEdge {
  readonly #options: EdgeOptions;
  readonly #messages: EdgeMessages;
  readonly #backlog = new ReplayBacklog(capacityRows, keepSentMs);
  #bdSeq: number;
  #hasEnded = false;
  #isRebirthWanted = false;
  #wake = new AbortController();

  constructor(options: EdgeOptions) {
    this.#options = options;
    this.#messages = new EdgeMessages(options.group, options.node, options.columns);
    // A late NDEATH of an earlier process must not fit this one's first session.
    this.#bdSeq = Math.floor(options.clock.now() / 1000) % 256;
  }

  get deviceCount(): number {
    return this.#messages.deviceCount;
  }

  push(row: PacedRow): void {
    this.#backlog.push(row);
    this.#wakeUp();
  }

  /** There will be no more rows: `run` resolves when all have been sent. */
  end(): void {
    this.#hasEnded = true;
    this.#wakeUp();
  }

  /** Resolves when everything has been sent after `end`, or when the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { broker, clock, log } = this.#options;
    let lostMs: number | undefined;
    for (let attempt = 0; !signal.aborted; attempt++) {
      let why: Sentence;
      try {
        const session = await this.#connect(signal);
        const wasAway = attempt > 0 || lostMs !== undefined;
        attempt = 0;
        log(lostMs === undefined ? `connected to ${broker}` : this.#returned());
        if (lostMs !== undefined) this.#backlog.sendAgain(lostMs - unsureMs);
        if (await this.#runSession(session, wasAway, signal)) return;
        why = session.ended.reason;
        lostMs = clock.now();
      } catch (error) {
        why = reasonOf(error);
      }
      if (signal.aborted) return;
      const delayMs = reconnectDelayMs(attempt, () => 0);
      if (attempt === 0) log(`${inWords(why, 'en')}; keeping rows until it is back`);
      await pause(delayMs, signal);
    }
  }

  #returned(): string {
    const { unsent, lost } = this.#backlog;
    const dropped = lost > 0 ? `; ${lost} older rows had to be dropped` : '';
    return `connected again to ${this.#options.broker}: ${unsent} rows follow as history${dropped}`;
  }

  #connect(signal: AbortSignal): Promise<BrokerSession> {
    const { broker, group, node, clock } = this.#options;
    this.#bdSeq = (this.#bdSeq + 1) % 256;
    const will = this.#messages.death(clock.now(), this.#bdSeq);
    return connectBroker(
      {
        url: broker,
        clientId: `gemba-replay-${group}-${node}`,
        will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: false },
        onMessage: (_topic, bytes, done) => {
          this.#obey(bytes);
          done();
        },
      },
      signal,
    );
  }

  /** Resolves true when there is nothing left to do, false when the session was lost. */
  async #runSession(session: BrokerSession, wasAway: boolean, signal: AbortSignal): Promise<boolean> {
    const { group, node, clock } = this.#options;
    const stop = AbortSignal.any([session.ended, signal]);
    stop.addEventListener('abort', () => this.#wakeUp(), { once: true });
    const settledMs = clock.now() + (wasAway ? settleMs : 0);
    await session.subscribe([nodeTopic(group, 'NCMD', node)]);
    await this.#sendBirths(session);
    while (!stop.aborted) {
      this.#wake = new AbortController();
      if (this.#isRebirthWanted) {
        this.#backlog.sendAgain(Number.NEGATIVE_INFINITY);
        await this.#sendBirths(session);
      }
      const nowMs = clock.now();
      const { rows, isHistorical } = this.#backlog.take(rowsPerMessage, nowMs);
      if (rows.length > 0) await this.#send(session, this.#messages.data(nowMs, rows, isHistorical));
      else if (this.#hasEnded && nowMs >= settledMs) break;
      else await pause(1000, this.#wake.signal);
    }
    if (session.ended.aborted) return false;
    const { topic, payload } = this.#messages.death(clock.now(), this.#bdSeq);
    // Acknowledged, and so is then all that went before it on this connection.
    await session.publish(topic, payload, { qos: 1 });
    const isAcknowledged = !session.ended.aborted;
    await session.end();
    return isAcknowledged;
  }

  async #sendBirths(session: BrokerSession): Promise<void> {
    this.#isRebirthWanted = false;
    this.#backlog.beginLive();
    await this.#send(session, this.#messages.births(this.#options.clock.now(), this.#bdSeq, this.#backlog.newest));
  }

  async #send(session: BrokerSession, messages: readonly Message[]): Promise<void> {
    for (const { topic, payload } of messages) await session.publish(topic, payload);
  }

  #obey(bytes: Uint8Array): void {
    const command = decodePayload(bytes);
    if ('malformed' in command) return;
    if (!command.metrics.some(({ name, value }) => name === rebirthMetric && value === true)) return;
    this.#options.log('a host asked for a rebirth');
    this.#isRebirthWanted = true;
    this.#wakeUp();
  }

  #wakeUp(): void {
    this.#wake.abort();
  }
}
