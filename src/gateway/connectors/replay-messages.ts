import type { MappedColumn } from './recording-mapping.ts';
import type { PacedRow } from './recording-pace.ts';
import { DataType, encodePayload, type MetricToWrite } from './sparkplug-codec.ts';
import { deviceTopic, nodeTopic, rebirthMetric } from './sparkplug-topics.ts';

export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
}

interface EdgeMetric {
  /** Position in a row's values. */
  readonly at: number;
  readonly name: string;
  /** Unique within the node, as Sparkplug wants it. */
  readonly alias: number;
  readonly datatype: number;
}

interface EdgeDevice {
  /** Empty for the node itself. */
  readonly name: string;
  readonly metrics: readonly EdgeMetric[];
}

/** What a Sparkplug edge node with a recording's columns as metrics says. Numbers are doubles. */
export class EdgeMessages {
  readonly #group: string;
  readonly #node: string;
  readonly #own: EdgeDevice;
  readonly #devices: readonly EdgeDevice[];
  #seq = 0;

  constructor(group: string, node: string, columns: readonly MappedColumn[]) {
    this.#group = group;
    this.#node = node;
    const byDevice = new Map<string, EdgeMetric[]>([['', []]]);
    columns.forEach(({ address, isText }, at) => {
      const slash = address.indexOf('/');
      const device = address.slice(0, Math.max(0, slash));
      const metric = {
        at,
        name: address.slice(slash + 1),
        alias: at + 1,
        datatype: isText ? DataType.string : DataType.double,
      };
      const metrics = byDevice.get(device);
      if (metrics) metrics.push(metric);
      else byDevice.set(device, [metric]);
    });
    const [own, ...devices] = [...byDevice].map(([name, metrics]) => ({ name, metrics }));
    this.#own = own!;
    this.#devices = devices;
  }

  get deviceCount(): number {
    return this.#devices.length;
  }

  /** NBIRTH and a DBIRTH a device, with what `row` says; the sequence starts over. */
  births(nowMs: number, bdSeq: number, row: PacedRow | undefined): readonly Message[] {
    this.#seq = 0;
    const control: MetricToWrite[] = [
      bdSeqMetric(bdSeq, nowMs),
      { name: rebirthMetric, timestampMs: nowMs, datatype: DataType.boolean, value: false },
    ];
    return [this.#own, ...this.#devices].map(({ name, metrics }) => {
      const values = metrics.map(({ at, name: metricName, alias, datatype }): MetricToWrite => {
        const value = row?.values[at] ?? null;
        return { name: metricName, alias, timestampMs: row?.timeMs ?? nowMs, datatype, value };
      });
      const all = name === '' ? [...control, ...values] : values;
      return this.#message(name, 'BIRTH', nowMs, all);
    });
  }

  /** A DATA message a device that has values in these rows. */
  data(nowMs: number, rows: readonly PacedRow[], isHistorical: boolean): readonly Message[] {
    return [this.#own, ...this.#devices].flatMap(({ name, metrics }) => {
      const written = rows.flatMap(({ timeMs, values }) =>
        metrics.flatMap(({ at, alias, datatype }): readonly MetricToWrite[] => {
          const value = values[at];
          if (value === undefined) return [];
          return [{ alias, timestampMs: timeMs, datatype, omitDatatype: true, isHistorical, value }];
        }),
      );
      return written.length > 0 ? [this.#message(name, 'DATA', nowMs, written)] : [];
    });
  }

  death(nowMs: number, bdSeq: number): Message {
    const payload = encodePayload({ timestampMs: nowMs, metrics: [bdSeqMetric(bdSeq, nowMs)] });
    return { topic: nodeTopic(this.#group, 'NDEATH', this.#node), payload };
  }

  #message(device: string, type: string, nowMs: number, metrics: readonly MetricToWrite[]): Message {
    const payload = encodePayload({ timestampMs: nowMs, seq: this.#seq, metrics });
    this.#seq = (this.#seq + 1) % 256;
    return { topic: deviceTopic(this.#group, type, this.#node, device), payload };
  }
}

const bdSeqMetric = (bdSeq: number, nowMs: number): MetricToWrite => ({
  name: 'bdSeq',
  timestampMs: nowMs,
  datatype: DataType.int64,
  value: bdSeq,
});
