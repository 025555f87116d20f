import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { reasonOf, type Sentence, SentenceError, sentence } from '../sentence.ts';
import { pause } from './pause.ts';

/** Time for TCP, TLS and CONNACK together. */
const connectMs = 3000;
/** A ping each. A broker that has said nothing for three of them is lost: known after 1.6 s at most. */
const pingMs = 400;
const quietPings = 3;
/** For what is still to be acknowledged and the farewell. */
const endMs = 1000;
/** What the broker is told, in seconds. Longer than our own pings: a busy moment of this process ends no session. */
const keepaliveS = 5;

export interface BrokerOptions {
  readonly url: string;
  readonly clientId: string;
  readonly will: NonNullable<IClientOptions['will']>;
  /** Call `done` when the next message may come; until then the broker is made to wait. */
  onMessage(topic: string, bytes: Uint8Array, done: () => void): void;
}

/** One MQTT session, from CONNECT to its end. It never reconnects or queues: a new session starts with new births. */
export interface BrokerSession {
  /** Aborts when the session has ended, on whichever side; its `reason` is a `Sentence`. */
  readonly ended: AbortSignal;
  subscribe(topics: readonly string[]): Promise<void>;
  /** Resolves when the bytes have left (QoS 0) or the broker has them (QoS 1), or when the session has ended. */
  publish(topic: string, payload: string | Uint8Array, options?: { qos?: 0 | 1; retain?: boolean }): Promise<void>;
  /** DISCONNECT, so that the will is not sent; resolves at once when the session has ended already. */
  end(): Promise<void>;
}

/** Resolves once the broker has accepted us; rejects with a `SentenceError`. */
export async function connectBroker(options: BrokerOptions, signal: AbortSignal): Promise<BrokerSession> {
  const broker = withoutPassword(options.url);
  let client: MqttClient;
  try {
    client = mqtt.connect(options.url, {
      clientId: options.clientId,
      will: options.will,
      clean: true,
      protocolVersion: 4,
      keepalive: keepaliveS,
      reconnectPeriod: 0,
      connectTimeout: connectMs,
      queueQoSZero: false,
      resubscribe: false,
    });
  } catch (error) {
    throw new SentenceError(sentence('sparkplug.invalid', { broker, why: reasonOf(error) }));
  }
  const ending = new AbortController();
  const ended = ending.signal;
  let reason = sentence('sparkplug.closed', { broker });
  let isPaused = false;
  const fail = (why: Sentence): void => {
    reason = why;
    client.end(true);
  };
  client.on('error', (error) => fail(brokerFault(broker, error)));
  client.once('close', () => ending.abort(reason));
  client.handleMessage = (packet, done) => {
    if (packet.cmd !== 'publish' || ended.aborted) return done();
    isPaused = true;
    const bytes = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    options.onMessage(packet.topic, bytes, () => {
      isPaused = false;
      done();
    });
  };
  const abort = (): void => fail(sentence('sparkplug.notReachedInTime', { broker }));
  signal.addEventListener('abort', abort, { once: true });
  await untilEnded(ended, (resolve) => client.once('connect', resolve));
  signal.removeEventListener('abort', abort);
  if (ended.aborted) throw new SentenceError(ended.reason);
  void watch(client, ended, () => isPaused).then((isQuiet) => {
    if (isQuiet) fail(sentence('sparkplug.silent', { broker }));
  });
  return {
    ended,
    subscribe: (topics) =>
      untilEnded(ended, (resolve, reject) => {
        client.subscribe([...topics], { qos: 1 }, (error) =>
          error
            ? reject(new SentenceError(sentence('sparkplug.invalid', { broker, why: reasonOf(error) })))
            : resolve(),
        );
      }),
    publish: (topic, payload, { qos = 0, retain = false } = {}) =>
      untilEnded(ended, (resolve) => {
        const bytes = typeof payload === 'string' ? payload : Buffer.from(payload);
        // An error means that the connection is gone, which `ended` tells.
        client.publish(topic, bytes, { qos, retain }, () => resolve());
      }),
    end: async () => {
      if (ended.aborted) return;
      client.end();
      await pause(endMs, ended);
      client.stream.destroy(); // mqtt.js ignores a second, forced end
    },
  };
}

/** Resolves with `start`'s work or when the session ends: mqtt.js leaves callbacks of a lost connection uncalled. */
function untilEnded(
  ended: AbortSignal,
  start: (resolve: () => void, reject: (error: Error) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      ended.removeEventListener('abort', finish);
      resolve();
    };
    if (ended.aborted) return finish();
    ended.addEventListener('abort', finish, { once: true });
    start(finish, (error) => {
      ended.removeEventListener('abort', finish);
      reject(error);
    });
  });
}

/** Resolves true when the broker has gone quiet, false when the session has ended by itself. */
async function watch(client: MqttClient, ended: AbortSignal, isPaused: () => boolean): Promise<boolean> {
  let quiet = 0;
  client.on('packetreceive', () => {
    quiet = 0;
  });
  while (!ended.aborted) {
    if (isPaused()) quiet = 0; // nothing is read, so nothing can be heard
    if (quiet >= quietPings) return true;
    quiet++;
    if (client.connected) client.sendPing();
    await pause(pingMs, ended);
  }
  return false;
}

const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

function brokerFault(broker: string, error: Error): Sentence {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return sentence('sparkplug.notReachable', { broker, code });
  // CONNACK codes of MQTT 3.1.1, 3.2.2.3.
  if (code === 4) return sentence('sparkplug.wrongPassword', { broker });
  if (code === 5) return sentence('sparkplug.notAuthorised', { broker });
  if (error.message === 'connack timeout') return sentence('sparkplug.noAnswer', { broker });
  return sentence('sparkplug.refused', { broker, why: error.message });
}

/** Waits between attempts: doubling from 0.5 to 5 s, with up to a quarter more so that clients do not come in step. */
export const reconnectDelayMs = (attempt: number, random: () => number): number =>
  Math.min(5000, 500 * 2 ** attempt) * (1 + random() / 4);
