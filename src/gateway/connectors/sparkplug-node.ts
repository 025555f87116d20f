import type { SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { SparkplugSource } from '../../twin/plant.ts';
import type { PlacedTag } from '../../twin/plant-index.ts';
import { type Sentence, sentence } from '../sentence.ts';
import type { ConnectionState, DropReason, Sink } from './connector.ts';
import { type Alias, decodePayload, type Metric, numberOf, type Payload } from './sparkplug-codec.ts';
import { RebirthRequests } from './sparkplug-rebirth.ts';
import { addressOf, parseTopic, type SparkplugTopic } from './sparkplug-topics.ts';
import { metricValue } from './sparkplug-value.ts';
import { TagStates } from './tag-states.ts';

/** No sane edge node sends more at once; a longer message is refused unread. */
export const maxPayloadBytes = 1_000_000;
/** A source clock may lead ours by this much before its samples are put aside. */
const maxAheadMs = 5 * 60_000;
/** After an NBIRTH each known device has this long to report, then its tags are stale. */
const deviceBirthMs = 5000;
/** After a connection the node has this long to be born by itself before it is asked to. */
const nodeBirthMs = 1000;
/** Names remembered as undeclared, and what is kept of each; a node that makes names up cannot fill the memory. */
const maxUndeclared = 1000;
const maxNameLength = 120;

export interface NodeEvents {
  /** Ask the edge node for all its births. */
  requestRebirth(): void;
  dropped(reason: DropReason, detail: Sentence, count?: number): void;
  connection(state: ConnectionState): void;
  /** A text's number, as `Sink` tells it. */
  readonly numberOf: Sink['numberOf'];
}

interface KnownMetric {
  readonly datatype: number | undefined;
  readonly tag: PlacedTag;
}

interface Device {
  state: 'born' | 'awaited' | 'dead';
  /** Per device, which serves nodes that number each device's metrics from zero too. */
  readonly byAlias: Map<Alias, KnownMetric | 'undeclared'>;
  /** Of metrics that have a tag. */
  readonly byName: Map<string, KnownMetric>;
}

/**
 * One edge node and its devices as a Sparkplug 3.0 host application sees them: messages in, samples out. Holds no
 * connection and no timer: `tick` is called a few times a second. A broker keeps one publisher's messages in order, so
 * a gap in the sequence is a loss at once (a reorder timeout of zero). Metrics of the node itself are those of
 * device "". Of a device that no tag names, nothing but the sequence is looked at.
 */
export class EdgeNode {
  readonly #source: SparkplugSource;
  /** For people. */
  readonly #name: string;
  readonly #now: () => number;
  readonly #events: NodeEvents;
  readonly #tagByAddress = new Map<string, PlacedTag>();
  readonly #tags: TagStates;
  readonly #rebirth: RebirthRequests;
  readonly #undeclared = new Set<string>();
  readonly #devices = new Map<string, Device>();
  /** Devices that tags name, and the node itself. */
  readonly #declaredDevices = new Set(['']);
  #nextSeq = 0;
  #bdSeq: number | undefined;
  #bornMs: number | undefined;
  /** From when a node that is not born is asked to be; undefined while there is nobody to ask. */
  #askFromMs: number | undefined;

  constructor(source: SparkplugSource, tags: readonly PlacedTag[], now: () => number, events: NodeEvents) {
    this.#source = source;
    this.#name = `${source.group}/${source.edgeNode}`;
    this.#now = now;
    this.#tags = new TagStates(now());
    this.#events = events;
    for (const tag of tags) {
      const { address } = tag.tag;
      this.#tagByAddress.set(address, tag);
      if (address.includes('/')) this.#declaredDevices.add(address.slice(0, address.indexOf('/')));
    }
    this.#rebirth = new RebirthRequests(now, () => events.requestRebirth());
  }

  brokerConnected(): void {
    this.#forgetSession();
    this.#askFromMs = this.#now() + nodeBirthMs;
    this.#events.connection({ connected: false, detail: sentence('sparkplug.waitingForBirth', { node: this.#name }) });
  }

  /** What the tags last said is not known to hold any longer. The caller tells why. */
  brokerLost(out: SampleBatchBuilder): void {
    this.#forgetSession();
    this.#tags.markStale(() => true, this.#now(), out);
  }

  tick(out: SampleBatchBuilder): void {
    const nowMs = this.#now();
    if (this.#bornMs === undefined) {
      if (this.#askFromMs !== undefined && nowMs >= this.#askFromMs) this.#rebirth.want();
    } else if (nowMs - this.#bornMs >= deviceBirthMs) {
      for (const device of this.#devices.values()) if (device.state === 'awaited') this.#deviceDied(device, out);
    }
    this.#rebirth.tick();
  }

  receive(topicText: string, bytes: Uint8Array, out: SampleBatchBuilder): void {
    const topic = parseTopic(topicText);
    if (!topic || topic.group !== this.#source.group || topic.node !== this.#source.edgeNode) return;
    if (!/^[ND](BIRTH|DATA|DEATH)$/.test(topic.type)) return;
    const message = sentence('sparkplug.message', { type: topic.type, from: shortened(topic.device || topic.node) });
    if (bytes.length > maxPayloadBytes) {
      const values = { message, bytes: bytes.length, most: maxPayloadBytes };
      this.#events.dropped('malformed', sentence('sparkplug.tooLong', values));
      return;
    }
    const payload = decodePayload(bytes);
    if ('malformed' in payload) {
      this.#events.dropped('malformed', sentence('sparkplug.malformed', { message, why: payload.malformed }));
    } else this.#take(topic, payload, message, out);
  }

  #take(topic: SparkplugTopic, payload: Payload, message: Sentence, out: SampleBatchBuilder): void {
    if (topic.type === 'NBIRTH') this.#nodeBorn(payload, message, out);
    else if (topic.type === 'NDEATH') this.#nodeDied(payload, out);
    else this.#takeOfSession(topic, payload, message, out);
  }

  /** Messages that carry a sequence number and mean something only after the node's birth. */
  #takeOfSession(topic: SparkplugTopic, payload: Payload, message: Sentence, out: SampleBatchBuilder): void {
    if (this.#bornMs === undefined) this.#rebirth.want();
    else this.#checkSequence(payload.seq, message);
    if (!this.#declaredDevices.has(topic.device)) {
      this.#noteUndeclared('sparkplug.noDevice', `${topic.device}/`);
      return;
    }
    const device = this.#devices.get(topic.device);
    if (topic.type === 'DBIRTH') {
      this.#birth(topic.device, payload, message, out);
      this.#reportDevices();
    } else if (topic.type === 'DDEATH') {
      if (device) this.#deviceDied(device, out);
    } else {
      if (device?.state !== 'born') this.#rebirth.want();
      this.#takeMetrics(topic.device, device, payload, message, out);
    }
  }

  /** Nodes that number nothing are taken as they are: their losses cannot be seen. */
  #checkSequence(seq: number | undefined, message: Sentence): void {
    if (seq === undefined) return;
    const due = this.#nextSeq;
    const lost = (((seq - due) % 256) + 256) % 256;
    this.#nextSeq = (seq + 1) % 256;
    if (lost === 0) return;
    this.#events.dropped('sequence', sentence('sparkplug.lost', { message, seq, due }), lost);
    this.#rebirth.want();
  }

  #nodeBorn(payload: Payload, message: Sentence, out: SampleBatchBuilder): void {
    this.#bdSeq = bdSeqOf(payload);
    this.#bornMs = this.#now();
    this.#nextSeq = ((payload.seq ?? 0) + 1) % 256;
    this.#rebirth.born();
    for (const device of this.#devices.values()) {
      device.byAlias.clear();
      if (device.state === 'born') device.state = 'awaited';
    }
    this.#birth('', payload, message, out);
    this.#events.connection({ connected: true, detail: null });
  }

  #birth(name: string, payload: Payload, message: Sentence, out: SampleBatchBuilder): void {
    const device: Device = { state: 'born', byAlias: new Map(), byName: new Map() };
    this.#devices.set(name, device);
    for (const { name: metricName, alias, datatype } of payload.metrics) {
      if (metricName === undefined) continue;
      const tag = this.#tagByAddress.get(addressOf(name, metricName));
      const known = tag && { datatype, tag };
      if (known) device.byName.set(metricName, known);
      if (alias !== undefined) device.byAlias.set(alias, known ?? 'undeclared');
    }
    const nowMs = this.#now();
    this.#takeMetrics(name, device, payload, message, out, Math.min(payload.timestampMs || nowMs, nowMs));
  }

  #nodeDied(payload: Payload, out: SampleBatchBuilder): void {
    const bdSeq = bdSeqOf(payload);
    const isOfOldSession = bdSeq !== undefined && this.#bdSeq !== undefined && bdSeq !== this.#bdSeq;
    if (this.#bornMs === undefined || isOfOldSession) return;
    this.#forgetSession();
    this.#tags.markStale(() => true, this.#now(), out);
    this.#events.connection({ connected: false, detail: sentence('sparkplug.nodeOffline', { node: this.#name }) });
  }

  #deviceDied(device: Device, out: SampleBatchBuilder): void {
    device.state = 'dead';
    const own = new Set([...device.byName.values()].map(({ tag }) => tag));
    this.#tags.markStale((tag) => own.has(tag), this.#now(), out);
    this.#reportDevices();
  }

  #reportDevices(): void {
    if (this.#bornMs === undefined) return;
    const dead = [...this.#devices].filter(([, device]) => device.state === 'dead').map(([name]) => name);
    const detail = dead.length === 0 ? null : sentence('sparkplug.devicesOffline', { devices: dead.join(', ') });
    this.#events.connection({ connected: true, detail });
  }

  #forgetSession(): void {
    this.#bornMs = undefined;
    this.#bdSeq = undefined;
    this.#askFromMs = undefined;
    this.#devices.clear();
    this.#rebirth.reset();
  }

  /** `bornMs` where the metrics are a birth's. */
  #takeMetrics(
    name: string,
    device: Device | undefined,
    payload: Payload,
    message: Sentence,
    out: SampleBatchBuilder,
    bornMs?: number,
  ): void {
    const nowMs = this.#now();
    let unnamed = 0;
    let early = 0;
    let latestMs = 0;
    for (const metric of payload.metrics) {
      const known = this.#knownMetric(name, device, metric);
      const timeMs = metric.timestampMs || payload.timestampMs || nowMs;
      if (known === undefined) unnamed++;
      else if (known === 'undeclared') continue;
      else if (timeMs > nowMs + maxAheadMs) {
        early++;
        latestMs = Math.max(latestMs, timeMs);
      } else {
        const { tag, datatype } = known;
        const { value, quality, residual, fault } = metricValue(metric, datatype, tag, this.#events.numberOf);
        if (fault) {
          const reason = tag.texts ? 'not-a-text' : 'not-a-number';
          this.#events.dropped(reason, sentence('sparkplug.fault', { address: tag.tag.address, why: fault }));
        }
        if (bornMs === undefined) this.#tags.put(tag, timeMs, value, quality, out, residual);
        else this.#tags.putBorn(tag, timeMs, bornMs, value, quality, out, residual);
      }
    }
    if (unnamed > 0) {
      this.#events.dropped('sequence', sentence('sparkplug.unnamed', { message, count: unnamed }), unnamed);
      this.#rebirth.want();
    }
    if (early > 0) {
      const seconds = Math.round((latestMs - nowMs) / 1000);
      this.#events.dropped('future', sentence('sparkplug.early', { message, count: early, seconds }), early);
    }
  }

  /** Undefined for an alias that no birth has named. */
  #knownMetric(
    deviceName: string,
    device: Device | undefined,
    { name, alias, datatype }: Metric,
  ): KnownMetric | 'undeclared' | undefined {
    if (name === undefined) return alias === undefined ? undefined : device?.byAlias.get(alias);
    const address = addressOf(deviceName, name);
    const tag = this.#tagByAddress.get(address);
    if (tag) return device?.byName.get(name) ?? { datatype, tag };
    // What every Sparkplug node has of its own is no plant's business.
    if (address !== 'bdSeq' && !/(^|\/)(Node|Device) Control\//.test(address))
      this.#noteUndeclared('sparkplug.noAddress', address);
    return 'undeclared';
  }

  #noteUndeclared(key: 'sparkplug.noAddress' | 'sparkplug.noDevice', name: string): void {
    if (this.#undeclared.size >= maxUndeclared) return;
    const address = shortened(name);
    if (this.#undeclared.has(key + address)) return;
    this.#undeclared.add(key + address);
    this.#events.dropped('undeclared', sentence(key, { address }));
  }
}

/** A copy of its own: a slice of a long text would keep all of it in memory. */
const shortened = (text: string): string =>
  text.length <= maxNameLength ? text : `${Buffer.from(text.slice(0, maxNameLength)).toString()}…`;

/** The birth/death number: it ties an NDEATH to the session that left it with the broker. */
function bdSeqOf(payload: Payload): number | undefined {
  const value = payload.metrics.find((metric) => metric.name === 'bdSeq')?.value;
  return value === undefined ? undefined : numberOf(value, undefined);
}
