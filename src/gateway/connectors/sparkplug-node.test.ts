import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { SampleBatchBuilder } from '../../series/sample-batch.ts';
import type { SparkplugSource } from '../../twin/plant.ts';
import { DataType, encodePayload, type MetricToWrite, type PayloadToWrite } from './sparkplug-codec.ts';
import { EdgeNode, maxPayloadBytes } from './sparkplug-node.ts';
import { plantOf } from './test-plant.ts';
import { RememberingSink, type Row, rowsOf } from './test-sink.ts';

const source: SparkplugSource = {
  id: 's',
  type: 'sparkplug',
  url: 'mqtt://b',
  group: 'g',
  edgeNode: 'n',
  host: 'h',
};
const addresses = ['pump/P', 'pump/F', 'tank/T', 'uptime', 'pump/Text'];
const [P, F, T, UPTIME, TEXT] = [0, 1, 2, 3, 4];
const startMs = Date.UTC(2030, 0, 1);

/** A host's view of one node, with a clock of its own. */
class Bench {
  nowMs = startMs;
  readonly out = new SampleBatchBuilder();
  readonly sink = new RememberingSink();
  rebirths = 0;
  readonly node: EdgeNode;

  constructor(states?: readonly string[]) {
    this.node = new EdgeNode(source, plantOf(source, addresses, states).tags, () => this.nowMs, {
      requestRebirth: () => {
        this.rebirths++;
      },
      dropped: (reason, detail, count) => this.sink.dropped(reason, detail, count),
      connection: (state) => this.sink.connection(state),
      numberOf: (tag, text) => this.sink.numberOf(tag, text),
    });
    this.node.brokerConnected();
  }

  get states() {
    return this.sink.states;
  }

  get drops(): string[] {
    return this.sink.drops.map(({ reason, detail, count }) => `${count} ${reason}: ${detail}`);
  }

  /** What the message brought, as [slot, value, quality, time since the start]. */
  send(type: string, payload: PayloadToWrite | Uint8Array, device = ''): (readonly [number, number, string, number])[] {
    const bytes = payload instanceof Uint8Array ? payload : encodePayload(payload);
    return this.brings(() => {
      this.node.receive(`spBv1.0/g/${type}/n${device === '' ? '' : `/${device}`}`, bytes, this.out);
    });
  }

  brings(work: () => void): (readonly [number, number, string, number])[] {
    this.out.clear();
    work();
    return rowsOf(this.out).map(({ slot, value, quality, timeMs }: Row) => [slot, value, quality, timeMs - startMs]);
  }

  wait(ms: number): (readonly [number, number, string, number])[] {
    return this.brings(() => {
      for (const end = this.nowMs + ms; this.nowMs < end; ) {
        this.nowMs += 250;
        this.node.tick(this.out);
      }
    });
  }

  /** A node with a pump and a tank, all at 1. */
  bear(bdSeq = 5): void {
    this.send('NBIRTH', { timestampMs: this.nowMs, seq: 0, metrics: [bd(bdSeq), named('uptime', 1)] });
    this.send('DBIRTH', { timestampMs: this.nowMs, seq: 1, metrics: [named('P', 1, 11), named('F', 1, 12)] }, 'pump');
    this.send('DBIRTH', { timestampMs: this.nowMs, seq: 2, metrics: [named('T', 1, 21)] }, 'tank');
  }
}

const bd = (bdSeq: number): MetricToWrite => ({ name: 'bdSeq', datatype: DataType.int64, value: bdSeq });
const named = (name: string, value: number | null, alias?: number): MetricToWrite => ({
  name,
  datatype: DataType.double,
  value,
  ...(alias !== undefined && { alias }),
});
const aliased = (alias: number, value: number, timestampMs?: number): MetricToWrite => ({
  alias,
  datatype: DataType.double,
  omitDatatype: true,
  value,
  ...(timestampMs !== undefined && { timestampMs }),
});

const short = (rows: readonly (readonly [number, number, string, number])[]) => rows.map((row) => row.slice(0, 3));

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe('births and data', () => {
  test('SPB-3 SPB-4 bring values by alias, each at its own time, its payload’s, or now', () => {
    bench.bear();
    expect(bench.states.at(-1)).toEqual({ connected: true, detail: '' });
    bench.nowMs += 700;
    const metrics = [aliased(11, 2, startMs + 100), aliased(12, 3)];
    expect(bench.send('DDATA', { timestampMs: startMs + 200, seq: 3, metrics }, 'pump')).toEqual([
      [P, 2, 'good', 100],
      [F, 3, 'good', 200],
    ]);
    expect(bench.send('DDATA', { seq: 4, metrics: [aliased(21, 4, 0)] }, 'tank')).toEqual([[T, 4, 'good', 700]]);
    expect(bench.send('NDATA', { seq: 5, metrics: [named('uptime', 5)] })).toEqual([[UPTIME, 5, 'good', 700]]);
    expect(bench.drops).toEqual([]);
    expect(bench.rebirths).toBe(0);
  });

  test('SPB-4 a new birth changes what an alias means, and NBIRTH forgets it', () => {
    bench.bear();
    bench.send('DBIRTH', { seq: 3, metrics: [named('F', 1, 11)] }, 'pump');
    expect(short(bench.send('DDATA', { seq: 4, metrics: [aliased(11, 9)] }, 'pump'))).toEqual([[F, 9, 'good']]);
    bench.send('NBIRTH', { seq: 0, metrics: [bd(6)] });
    expect(bench.send('DDATA', { seq: 1, metrics: [aliased(11, 9)] }, 'pump')).toEqual([]);
    expect(bench.drops).toEqual(['1 sequence: DDATA of pump: 1 value under an alias that no birth has named']);
    expect(bench.rebirths).toBe(1);
  });

  test('SPB-1 signed integers are read by the datatype of the birth; state names become numbers', () => {
    const state = new Bench(['Idle', 'Execute']);
    const birth = [{ name: 'P', alias: 1, datatype: DataType.int16, value: -5 }];
    state.send('NBIRTH', { seq: 0, metrics: [bd(1)] });
    expect(short(state.send('DBIRTH', { seq: 1, metrics: birth }, 'pump'))).toEqual([[P, -5, 'good']]);
    const data = [{ alias: 1, datatype: DataType.int16, omitDatatype: true, value: -300 }];
    expect(short(state.send('DDATA', { seq: 2, metrics: data }, 'pump'))).toEqual([[P, -300, 'good']]);
    const named = [{ alias: 1, datatype: DataType.string, value: 'EXECUTE' }];
    expect(short(state.send('DDATA', { seq: 3, metrics: named }, 'pump'))).toEqual([[P, 1, 'good']]);
    const unknown = [{ alias: 1, datatype: DataType.string, value: 'Dancing' }];
    expect(short(state.send('DDATA', { seq: 4, metrics: unknown }, 'pump'))).toEqual([[P, Number.NaN, 'bad']]);
    expect(state.drops).toEqual(['1 not-a-number: pump/P: "Dancing" is none of its states']);
  });

  test('SPB-14 strings of a text become its numbers, and what is no string is counted and bad', () => {
    const bench = new Bench();
    const string = { alias: 1, datatype: DataType.string };
    bench.send('NBIRTH', { seq: 0, metrics: [bd(1)] });
    const birth = [{ ...string, name: 'Text', value: 'Lot 7' }];
    expect(short(bench.send('DBIRTH', { seq: 1, metrics: birth }, 'pump'))).toEqual([[TEXT, 0, 'good']]);
    const data = ['Lot 8', '', 'Lot 7'].map((value) => ({ ...string, omitDatatype: true, value }));
    expect(short(bench.send('DDATA', { seq: 2, metrics: data }, 'pump'))).toEqual([
      [TEXT, 1, 'good'],
      [TEXT, 2, 'good'],
      [TEXT, 0, 'good'],
    ]);
    expect(bench.sink.texts).toEqual(['Lot 7', 'Lot 8', '']);
    const number = [{ alias: 1, datatype: DataType.int32, value: 4711 }];
    expect(short(bench.send('DDATA', { seq: 3, metrics: number }, 'pump'))).toEqual([[TEXT, Number.NaN, 'bad']]);
    expect(bench.drops).toEqual(['1 not-a-text: pump/Text: 4711 is not a text']);
    // Nothing is lost of a text that means nothing to the text around it.
    const hostile = [{ ...string, value: '{{tag}} $t(noText)' }];
    bench.send('DDATA', { seq: 4, metrics: hostile }, 'pump');
    expect(bench.sink.texts.at(-1)).toBe('{{tag}} $t(noText)');
  });

  test('historical values go to the record at their own time and do not end staleness of what is newer', () => {
    bench.bear();
    bench.nowMs += 10_000;
    bench.send('DDATA', { seq: 3, metrics: [aliased(11, 2, startMs + 9000)] }, 'pump');
    const late = [{ ...aliased(11, 7, startMs + 500), isHistorical: true }];
    expect(bench.send('DDATA', { seq: 4, metrics: late }, 'pump')).toEqual([[P, 7, 'good', 500]]);
    expect(bench.brings(() => bench.node.brokerLost(bench.out))).toContainEqual([P, 2, 'stale', 10_000]);
  });
});

describe('sequence numbers', () => {
  test('SPB-5 a gap counts what was lost and asks once, then again only while no birth comes', () => {
    bench.bear();
    const at = (seq: number) => bench.send('DDATA', { seq, metrics: [aliased(11, seq)] }, 'pump');
    at(3);
    expect(short(at(7))).toEqual([[P, 7, 'good']]);
    at(8);
    at(20);
    expect(bench.drops).toEqual([
      '3 sequence: DDATA of pump: message 7 came where 4 was due',
      '11 sequence: DDATA of pump: message 20 came where 9 was due',
    ]);
    expect(bench.rebirths).toBe(1);
    bench.wait(1000);
    expect(bench.rebirths).toBe(2);
    bench.wait(1750);
    expect(bench.rebirths).toBe(2);
    bench.wait(250);
    expect(bench.rebirths).toBe(3);
    bench.bear();
    bench.wait(100_000);
    expect(bench.rebirths).toBe(3);
  });

  test('SPB-5 a node that goes on losing messages is asked ever more rarely', () => {
    bench.bear();
    for (let second = 0; second < 600; second++) {
      bench.nowMs += 1000;
      bench.send('DDATA', { seq: (second * 7) % 256, metrics: [aliased(11, 1)] }, 'pump');
      if (bench.rebirths > 0) bench.bear();
    }
    expect(bench.rebirths).toBeLessThan(30);
    expect(bench.rebirths).toBeGreaterThan(10);
  });

  test('SPB-5 DATA before BIRTH, or no birth at all, asks for one', () => {
    bench.wait(750);
    expect(bench.rebirths).toBe(0);
    bench.wait(250);
    expect(bench.rebirths).toBe(1);
    const early = new Bench();
    // A value with a name of its own needs no birth.
    expect(short(early.send('DDATA', { seq: 9, metrics: [aliased(11, 1), named('F', 2)] }, 'pump'))).toEqual([
      [F, 2, 'good'],
    ]);
    expect(early.rebirths).toBe(1);
  });

  test('SPB-5 whichever messages of a stream are lost, the counts add up and an unbroken stream is not disturbed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 600 }), (kept) => {
        const each = new Bench();
        each.bear();
        let [lost, runOfLost, seen] = [0, 0, 0];
        kept.forEach((isKept, i) => {
          if (!isKept) {
            runOfLost++;
            return;
          }
          lost += runOfLost % 256; // 256 in a row look like none
          runOfLost = 0;
          seen += each.send('DDATA', { seq: (3 + i) % 256, metrics: [aliased(11, i)] }, 'pump').length;
        });
        const counted = each.drops.reduce((sum, drop) => sum + Number.parseInt(drop, 10), 0);
        expect(counted).toBe(lost);
        expect(each.rebirths).toBe(lost > 0 ? 1 : 0);
        expect(seen).toBe(kept.filter(Boolean).length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('deaths', () => {
  test('SPB-6 SPB-7 NDEATH makes every tag stale, unless it is of an older session', () => {
    bench.bear(6);
    bench.nowMs += 5000;
    expect(bench.send('NDEATH', { metrics: [bd(5)] })).toEqual([]);
    expect(bench.send('NDEATH', { metrics: [bd(6)] })).toEqual([
      [UPTIME, 1, 'stale', 5000],
      [P, 1, 'stale', 5000],
      [F, 1, 'stale', 5000],
      [T, 1, 'stale', 5000],
    ]);
    expect(bench.states.at(-1)).toEqual({ connected: false, detail: 'edge node g/n has gone offline' });
    expect(bench.send('NDEATH', { metrics: [bd(6)] })).toEqual([]);
    expect(bench.brings(() => bench.node.brokerLost(bench.out))).toEqual([]);
    bench.wait(60_000);
    expect(bench.rebirths).toBe(0);
  });

  test('SPB-7 DDEATH makes the device’s tags stale and no others', () => {
    bench.bear();
    expect(bench.send('DDEATH', { seq: 3, metrics: [] }, 'tank')).toEqual([[T, 1, 'stale', 1]]);
    expect(bench.states.at(-1)).toEqual({ connected: true, detail: 'connected; offline: tank' });
    bench.send('DBIRTH', { seq: 4, metrics: [named('T', 3, 21)] }, 'tank');
    expect(bench.states.at(-1)).toEqual({ connected: true, detail: '' });
    expect(bench.drops).toEqual([]);
  });

  test('SPB-7 a device that does not come back with its node is stale after 5 s', () => {
    bench.bear();
    bench.nowMs += 1000;
    bench.send('NBIRTH', { seq: 0, metrics: [bd(6)] });
    bench.send('DBIRTH', { seq: 1, metrics: [named('P', 1, 11), named('F', 1, 12)] }, 'pump');
    expect(bench.wait(4750)).toEqual([]);
    expect(bench.wait(250)).toEqual([[T, 1, 'stale', 6000]]);
  });

  test('SPB-7 a stale value is never older than the value, even from a clock that leads', () => {
    bench.bear();
    bench.send('DDATA', { seq: 3, metrics: [aliased(11, 2, startMs + 60_000)] }, 'pump');
    expect(bench.brings(() => bench.node.brokerLost(bench.out))).toContainEqual([P, 2, 'stale', 60_001]);
  });

  test('SPB-8 a birth with values older than the loss ends staleness at the time of the birth', () => {
    bench.bear();
    bench.nowMs += 5000;
    bench.node.brokerLost(bench.out);
    bench.nowMs += 5000;
    bench.node.brokerConnected();
    bench.send('NBIRTH', { timestampMs: bench.nowMs, seq: 0, metrics: [bd(6)] });
    const metrics = [
      { ...named('P', 3, 11), timestampMs: startMs + 2000 },
      { ...named('F', 4, 12), timestampMs: startMs + 9000 },
    ];
    expect(bench.send('DBIRTH', { timestampMs: bench.nowMs, seq: 1, metrics }, 'pump')).toEqual([
      [P, 3, 'good', 2000],
      [P, 3, 'good', 10_000],
      [F, 4, 'good', 9000],
    ]);
  });
});

describe('births after a restart of the gateway', () => {
  test('SPB-8 put a value that is older than the birth again at the birth, once', () => {
    bench.send('NBIRTH', { timestampMs: startMs, seq: 0, metrics: [bd(1)] });
    const metrics = [
      { ...named('P', 22.5, 11), timestampMs: startMs - 60_000 },
      { ...named('F', 4, 12), timestampMs: startMs },
    ];
    expect(bench.send('DBIRTH', { timestampMs: startMs, seq: 1, metrics }, 'pump')).toEqual([
      [P, 22.5, 'good', -60_000],
      [P, 22.5, 'good', 0],
      [F, 4, 'good', 0],
    ]);
    bench.nowMs += 5000;
    expect(bench.send('DBIRTH', { timestampMs: bench.nowMs, seq: 2, metrics }, 'pump')).toEqual([
      [P, 22.5, 'good', -60_000],
      [F, 4, 'good', 0],
    ]);
  });
});

describe('bad input', () => {
  test('SPB-2 is counted and leaves what follows alone', () => {
    bench.bear();
    expect(bench.send('DDATA', Uint8Array.of(0x12, 0x7f), 'pump')).toEqual([]);
    expect(bench.send('DDATA', new Uint8Array(maxPayloadBytes + 1), 'pump')).toEqual([]);
    expect(bench.drops).toEqual([
      expect.stringMatching(/^1 malformed: DDATA of pump: /),
      `1 malformed: DDATA of pump: 1,000,001 bytes are more than 1,000,000`,
    ]);
    expect(short(bench.send('DDATA', { seq: 3, metrics: [aliased(11, 2)] }, 'pump'))).toEqual([[P, 2, 'good']]);
  });

  test('SPB-2 random messages on every topic never throw and never store beyond the tags', () => {
    const types = fc.constantFrom('NBIRTH', 'DBIRTH', 'NDATA', 'DDATA', 'NDEATH', 'DDEATH', 'NCMD', 'STATE', 'X');
    const content = fc.oneof(
      fc.record({ datatype: fc.constantFrom(9, 10), value: fc.double() }),
      fc.record({ datatype: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 13, 99), value: fc.maxSafeInteger() }),
      fc.record({ datatype: fc.nat({ max: 40 }), value: fc.oneof(fc.boolean(), fc.string(), fc.constant(null)) }),
    );
    const place = fc.record({
      alias: fc.nat({ max: 30 }),
      name: fc.constantFrom('P', 'F', 'T', 'uptime', 'bdSeq', '', 'Node Control/Rebirth'),
      timestampMs: fc.nat({ max: 2 ** 45 }),
    });
    const metric = fc.tuple(place, content).map(([where, what]) => ({ ...where, ...what }));
    const payload = fc.record({ seq: fc.nat({ max: 300 }), metrics: fc.array(metric, { maxLength: 6 }) });
    const bytes = fc.oneof(payload.map(encodePayload), fc.uint8Array({ maxLength: 60 }));
    const message = fc.tuple(types, bytes, fc.constantFrom('', 'pump', 'tank', 'a/b'), fc.nat({ max: 3000 }));
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        const each = new Bench();
        for (const [type, content, device, waitMs] of messages) {
          for (const [slot, value, quality] of each.send(type, content, device)) {
            expect(slot).toBeLessThan(addresses.length);
            if (quality === 'good') expect(value).not.toBeNaN();
          }
          each.wait(waitMs);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('SPB-9 a metric that nobody declared is counted once, and the others are taken', () => {
    bench.bear();
    const metrics = [named('X', 1), aliased(11, 2), named('Device Control/Rebirth', 1)];
    expect(short(bench.send('DDATA', { seq: 3, metrics }, 'pump'))).toEqual([[P, 2, 'good']]);
    bench.send('DDATA', { seq: 4, metrics }, 'pump');
    expect(bench.drops).toEqual(['1 undeclared: no tag of the plant file has the address "pump/X"']);
  });

  test('SPB-9 a device that nobody declared is counted once, keeps its place in the sequence, and asks for nothing', () => {
    bench.bear();
    const metrics = [named('A', 1, 31), named('B', 1, 32)];
    expect(bench.send('DBIRTH', { seq: 3, metrics }, 'oven')).toEqual([]);
    expect(bench.send('DDATA', { seq: 4, metrics: [aliased(31, 2), aliased(99, 2)] }, 'oven')).toEqual([]);
    expect(bench.send('DDEATH', { seq: 5, metrics: [] }, 'oven')).toEqual([]);
    expect(bench.send('DDATA', { seq: 6, metrics: [aliased(31, 2)] }, 'oven')).toEqual([]);
    expect(bench.drops).toEqual(['1 undeclared: no tag of the plant file has an address that begins with "oven/"']);
    expect(bench.states.at(-1)).toEqual({ connected: true, detail: '' });
    bench.wait(10_000);
    expect(bench.rebirths).toBe(0);
  });

  test('SPB-9 an undeclared metric that goes on by alias is no loss', () => {
    bench.bear();
    bench.send('DBIRTH', { seq: 3, metrics: [named('P', 1, 11), named('X', 1, 13)] }, 'pump');
    expect(short(bench.send('DDATA', { seq: 4, metrics: [aliased(13, 2), aliased(11, 2)] }, 'pump'))).toEqual([
      [P, 2, 'good'],
    ]);
    expect(bench.drops).toEqual(['1 undeclared: no tag of the plant file has the address "pump/X"']);
  });

  test('SPB-9 names without end are told of cut short, and only a thousand of them', () => {
    bench.bear();
    const long = 'x'.repeat(10_000);
    for (let k = 0; k < 700; k++) {
      const metrics = [named(`${k}${long}`, 1), named(`${k}`, 1, 11)];
      bench.send('DBIRTH', { seq: (3 + 2 * k) % 256, metrics }, 'pump');
      bench.send('DBIRTH', { seq: (4 + 2 * k) % 256, metrics: [] }, `${k}${long}`);
    }
    expect(bench.drops).toHaveLength(1000);
    expect(Math.max(...bench.drops.map((drop) => drop.length))).toBeLessThan(200);
    bench.sink.drops.length = 0;
    bench.send('DDATA', { seq: 0, metrics: [] }, long);
    expect(bench.drops.map((drop) => drop.length)).toEqual([expect.toSatisfy((length: number) => length < 200)]);
  });

  test('SPB-10 NaN and infinities are counted and bad, null is only bad', () => {
    bench.bear();
    const metrics = [aliased(11, Number.NaN), aliased(12, Number.POSITIVE_INFINITY)];
    expect(short(bench.send('DDATA', { seq: 3, metrics }, 'pump'))).toEqual([
      [P, Number.NaN, 'bad'],
      [F, Number.NaN, 'bad'],
    ]);
    const none = { name: 'T', datatype: DataType.double, value: null };
    expect(short(bench.send('DDATA', { seq: 4, metrics: [none] }, 'tank'))).toEqual([[T, Number.NaN, 'bad']]);
    expect(bench.drops).toEqual(['1 not-a-number: pump/P: NaN', '1 not-a-number: pump/F: Infinity']);
  });

  test('SPB-11 a clock an hour ahead is counted and not stored; five minutes are', () => {
    bench.bear();
    const metrics = [aliased(11, 2, startMs + 3_600_000), aliased(12, 3, startMs + 300_000)];
    expect(bench.send('DDATA', { seq: 3, metrics }, 'pump')).toEqual([[F, 3, 'good', 300_000]]);
    expect(bench.drops).toEqual(['1 future: DDATA of pump: 1 value 3,600 s ahead of this clock']);
  });

  test('messages of other nodes and groups are none of its business', () => {
    const payload = encodePayload({ seq: 0, metrics: [named('uptime', 1)] });
    const brought = bench.brings(() => {
      for (const topic of ['spBv1.0/g/NBIRTH/other', 'spBv1.0/x/NBIRTH/n', 'spBv2.0/g/NBIRTH/n', 'a'])
        bench.node.receive(topic, payload, bench.out);
    });
    expect(brought).toEqual([]);
  });
});
