import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packmlCode, packmlStates } from '../twin/packml.ts';
import { Line } from './line.ts';
import { stopReasons } from './machine-board.ts';
import { faultless, indexOf, rowOf, withParameters } from './test-line.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.UTC(2030, 0, 7); // a Monday
const bottling = indexOf(readFileSync(new URL('../gateway/plants/bottling.json', import.meta.url), 'utf8'));
const at = (index: typeof bottling, id: string) => index.machines.find(({ machine }) => machine.id === id)!.index;
const stateOf = (line: Line, machine: number) => packmlStates[line.board.states[machine]!];
const reasonOf = (line: Line, machine: number) => stopReasons[line.board.reasons[machine]!];

/** Every change of state as "seconds machine state reason". */
function course(line: Line, toMs: number): string[] {
  const changes: string[] = [];
  line.board.listener = (machine, timeMs) =>
    changes.push(`${timeMs} ${machine} ${stateOf(line, machine)} ${reasonOf(line, machine)}`);
  line.runTo(toMs);
  return changes;
}

describe('the course of a line', () => {
  test('SIM-1 is the same for the same seed, in however many steps', () => {
    const once = new Line(bottling, 7, startMs);
    const often = new Line(bottling, 7, startMs);
    const whole = course(once, startMs + hourMs);
    const pieces: string[] = [];
    for (let step = 1; step <= 997; step++) pieces.push(...course(often, startMs + (hourMs * step) / 997));
    expect(whole.length).toBeGreaterThan(100);
    expect(pieces).toEqual(whole);
    expect([...often.board.good]).toEqual([...once.board.good]);
    expect(course(new Line(bottling, 8, startMs), startMs + hourMs)).not.toEqual(whole);
  });

  test('SIM-1 one machine that never stops leaves the luck of the others', () => {
    const microStops = (line: Line) =>
      course(line, startMs + 2 * hourMs).filter((change) => change.includes(` ${at(bottling, 'depalletiser')} Held`));
    const plain = microStops(new Line(bottling, 7, startMs));
    const changed = microStops(
      new Line(withParameters(bottling, {}, { wrapper: { microStopEveryS: 0, jamEveryS: 0 } }), 7, startMs),
    );
    expect(plain.length).toBeGreaterThan(0);
    expect(changed[0]).toBe(plain[0]);
  });
});

describe('material', () => {
  test('SIM-2 SIM-3 no buffer overflows and no bottle is lost, at any time and for any seed', () => {
    const caseBottles = 24;
    const palletCases = 60;
    const store = at(bottling, 'store');
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 5, maxLength: 30 }),
        (seed, steps) => {
          const line = new Line(bottling, seed, startMs);
          const stockBefore = line.vehicles.stock[store]!;
          let nowMs = startMs;
          for (const stepMs of steps) {
            nowMs += stepMs;
            line.runTo(nowMs);
            const { board, vehicles } = line;
            // Bottles beyond the machine looked at, from the end of the line up.
            let downstream = vehicles.dispatched[store]! + vehicles.stock[store]! - stockBefore;
            for (const id of ['agv-1', 'agv-2']) downstream += board.inside[at(bottling, id)]!;
            downstream *= palletCases * caseBottles;
            const bottlesIn: Record<string, number> = { packer: 1, palletiser: caseBottles };
            for (const [number, buffer] of [...line.buffers.entries()].reverse()) {
              expect(buffer.fill).toBeGreaterThanOrEqual(0);
              expect(buffer.fill).toBeLessThanOrEqual(buffer.capacity);
              const { from } = line.plan.buffers[number]!;
              const { id } = line.plan.machines[from]!.placed.machine;
              const unit =
                id === 'packer' ? caseBottles : id === 'palletiser' || id === 'wrapper' ? caseBottles * palletCases : 1;
              downstream += buffer.fill * unit;
              expect(board.good[from]! * unit).toBe(downstream);
              downstream += board.inside[from]! * (bottlesIn[id] ?? unit) + board.rejected[from]!;
            }
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test('SIM-5 an undisturbed line makes what its slowest machine is rated for', () => {
    const index = withParameters(bottling, faultless);
    const line = new Line(index, 3, startMs);
    line.runTo(startMs + hourMs);
    const before = Float64Array.from(line.board.good);
    line.runTo(startMs + 3 * hourMs);
    const perMinute = (id: string) => (line.board.good[at(index, id)]! - before[at(index, id)]!) / 120;
    expect(perMinute('filler')).toBeGreaterThan(1195);
    expect(perMinute('filler')).toBeLessThanOrEqual(1200.1);
    for (const id of ['depalletiser', 'rinser', 'capper', 'inspector', 'labeller'])
      expect(Math.abs(perMinute(id) - 1200)).toBeLessThan(6);
    expect(perMinute('packer') * 24).toBeGreaterThan(1190);
    expect(perMinute('palletiser') * 24 * 60).toBeGreaterThan(1180);
    for (const id of ['rinser', 'filler', 'capper', 'labeller']) expect(stateOf(line, at(index, id))).toBe('Execute');
  });
});

describe('starved and blocked', () => {
  // Rates 1,200 a minute; the middle machine stands for 20 minutes, once.
  const jam = { jamEveryS: 3600, jamS: 1200 };
  const jammed = () => {
    const line = new Line(
      rowOf(['rinser', 'capper', 'labeller'], 2000, [{ rate: 1200 }, { rate: 1200, ...jam }, { rate: 1200 }]),
      5,
      startMs,
    );
    let jamMs = 0;
    const suspendedMs: number[] = [];
    line.board.listener = (machine, timeMs) => {
      if (machine === 1 && reasonOf(line, 1) === 'jam' && jamMs === 0) jamMs = timeMs;
      if (stateOf(line, machine) === 'Suspended' && jamMs > 0) suspendedMs[machine] ??= timeMs;
    };
    return { line, suspendedMs, jamMs: () => jamMs };
  };

  test('SIM-4 SIM-6 a jam travels up as the buffer fills and down as it empties', () => {
    const { line, suspendedMs, jamMs } = jammed();
    while (jamMs() === 0) line.runTo(line.queue.nextMs + 1);
    const room = line.buffers[0]!.free;
    const left = line.buffers[1]!.fill;
    line.runTo(jamMs() + 4 * minuteMs);
    expect(stateOf(line, 1)).toBe('Held');
    expect([stateOf(line, 0), reasonOf(line, 0)]).toEqual(['Suspended', 'blocked']);
    expect([stateOf(line, 2), reasonOf(line, 2)]).toEqual(['Suspended', 'starved']);
    expect(line.buffers[0]!.free).toBeLessThan(10);
    expect(line.buffers[1]!.fill).toBeLessThan(10);
    // At full speed it would take room / 20 a second; slowing down before the end takes longer, patience 2 s more.
    expect((suspendedMs[0]! - jamMs()) / 1000).toBeGreaterThan(room / 20);
    expect((suspendedMs[0]! - jamMs()) / 1000).toBeLessThan((2.5 * room) / 20 + 10);
    expect((suspendedMs[2]! - jamMs()) / 1000).toBeGreaterThan(left / 20);
  });

  test('SIM-4 and both go on once it is cleared, with some in reserve', () => {
    const { line, jamMs } = jammed();
    while (jamMs() === 0) line.runTo(line.queue.nextMs + 1);
    line.runTo(jamMs() + 4 * minuteMs);
    const good = line.board.good[2]!;
    const restarts: number[] = [];
    line.board.listener = (machine) => {
      if (machine === 2 && stateOf(line, 2) === 'Unsuspending') restarts.push(line.buffers[1]!.fill);
    };
    line.runTo(jamMs() + 3 * hourMs);
    expect(line.board.good[2]!).toBeGreaterThan(good + 1000);
    expect(restarts.length).toBeGreaterThan(0);
    for (const fill of restarts) expect(fill).toBeGreaterThanOrEqual(300);
  });
});

describe('faults', () => {
  test('SIM-6 a worn bearing aborts the machine; it is repaired and begins with a new one', () => {
    const index = rowOf(['rinser', 'capper'], 400, [{}, { bearingLifeH: 5 }]);
    const line = new Line(index, 2, startMs);
    const states: string[] = [];
    let worn = 0;
    let renewed = 1;
    line.board.listener = (machine) => {
      if (machine !== 1) return;
      states.push(`${stateOf(line, 1)} ${reasonOf(line, 1)}`);
      if (stateOf(line, 1) === 'Aborted') renewed = line.faults.wear(1, line.board.runMs[1]!);
    };
    while (!states.includes('Aborted breakdown')) {
      worn = line.faults.wear(1, line.board.runMs[1]!);
      line.runTo(line.queue.nextMs);
    }
    expect(worn).toBeGreaterThan(0.999);
    expect(renewed).toBeLessThan(0.01);
    const broken = states.indexOf('Aborted breakdown');
    line.runTo(line.queue.nextMs + 2 * hourMs);
    expect(states.slice(broken, broken + 5)).toEqual([
      'Aborted breakdown',
      'Clearing breakdown',
      'Resetting breakdown',
      'Starting none',
      'Execute none',
    ]);
  });

  test('SIM-7 a leaking valve underfills, the inspector throws out, and it is mended', () => {
    const index = rowOf(['rinser', 'filler', 'inspector'], 400, [{}, { leakEveryS: 600, leakMlPerH: 60 }]);
    const line = new Line(index, 4, startMs);
    const valves = line.processors.valves[1]!;
    const reasons: string[] = [];
    line.board.listener = (machine) => {
      if (machine === 1) reasons.push(reasonOf(line, 1)!);
    };
    let lowest = 500;
    let leaking = -1;
    for (let nowMs = startMs; !reasons.includes('valve repair'); nowMs += minuteMs) {
      line.runTo(nowMs);
      expect(nowMs).toBeLessThan(startMs + 24 * hourMs);
      if (leaking < 0) leaking = valves.leaking;
      if (leaking >= 0) lowest = Math.min(lowest, valves.fillsMl[leaking]!);
    }
    expect(lowest).toBeLessThan(485);
    for (const [valve, ml] of valves.fillsMl.entries()) if (valve !== leaking) expect(ml).toBeGreaterThan(490);
    const found = line.processors.underfilledFound[2]!;
    expect(found).toBeGreaterThan(300);
    expect(line.board.rejected[2]).toBe(found);
    expect(line.board.good[1]! - line.board.taken[2]! - line.buffers[1]!.fill).toBe(0);
  });

  test('SIM-8 a full store blocks the AGVs, and the whole line, until a lorry comes', () => {
    const index = withParameters(bottling, {}, { store: { capacity: 40, truckEveryS: 40_000 } });
    const line = new Line(index, 7, startMs);
    const store = at(index, 'store');
    for (let hour = 1; hour <= 6; hour++) {
      line.runTo(startMs + hour * hourMs);
      expect(line.vehicles.stock[store]).toBeLessThanOrEqual(40);
    }
    for (const id of ['agv-1', 'agv-2']) expect([id, reasonOf(line, at(index, id))]).toEqual([id, 'blocked']);
    for (const id of ['wrapper', 'palletiser', 'packer', 'labeller'])
      expect(line.board.states[at(index, id)]).toBe(packmlCode('Suspended'));
    const delivered = line.board.good[at(index, 'agv-1')]!;
    line.runTo(startMs + 20 * hourMs);
    expect(line.board.good[at(index, 'agv-1')]).toBeGreaterThan(delivered);
    for (const id of ['agv-1', 'agv-2']) {
      const percent = line.vehicles.batteryPercent(at(index, id), startMs + 20 * hourMs);
      expect(percent).toBeGreaterThan(5);
      expect(percent).toBeLessThanOrEqual(100);
    }
  });
});

describe('what cannot be run', () => {
  test('SIM-9 a buffer that is too small for one cycle is told', () => {
    expect(() => new Line(rowOf(['rinser', 'packer'], 60), 1, startMs)).toThrow(
      'The flow from "m0" to "m1" has capacity 60; the simulation needs 105 to 65535, because 10 items come in and 96 go out at a time.',
    );
  });

  test('SIM-9 an unknown parameter is told, with those there are', () => {
    expect(() => new Line(rowOf(['rinser'], 60, [{ speeed: 1 }]), 1, startMs)).toThrow(
      /Machine "m0": "simulation" has no "speeed". It may have: take, put,/,
    );
  });

  test('SIM-9 a machine with two infeeds is told', () => {
    const { plant } = rowOf(['rinser', 'capper', 'labeller'], 400);
    const [first, second] = plant.flows;
    const index = {
      ...rowOf(['rinser', 'capper', 'labeller'], 400),
      plant: { ...plant, flows: [{ ...first!, to: second!.to }, second!] },
    };
    expect(() => new Line(index, 1, startMs)).toThrow('Machine "m2" takes from two flows of items');
  });
});
