import type { PlantIndex } from '../twin/plant-index.ts';
import { planLine } from './line-plan.ts';

interface NaiveEvent {
  readonly timeMs: number;
  readonly run: () => void;
}

interface Item {
  readonly readyMs: number;
}

interface NaiveMachine {
  readonly id: string;
  readonly takes: number;
  readonly cycleMs: number;
  readonly infeed: NaiveBuffer | undefined;
  readonly outfeed: NaiveBuffer | undefined;
  busy: boolean;
  good: number;
  state: 'Execute' | 'Held' | 'Suspended';
}

interface NaiveBuffer {
  readonly items: Item[];
  readonly capacity: number;
  readonly transitMs: number;
  from?: NaiveMachine;
  to?: NaiveMachine;
}

/**
 * The same line as one would write it first, to measure against: an object per item and per event, events in an array
 * that is sorted whenever one is added, a value object per tag and second. Without vehicles, wear, faults of items.
 */
export class NaiveLine {
  events = 0;
  nowMs = 0;
  readonly #machines: NaiveMachine[] = [];
  readonly #agenda: NaiveEvent[] = [];
  readonly #tags: readonly { readonly id: string; readonly machine: string; readonly deadband: number }[];
  readonly #last = new Map<string, number>();

  constructor(index: PlantIndex) {
    const plan = planLine(index);
    const buffers = plan.buffers.map(({ capacity, transitMs }): NaiveBuffer => ({ items: [], capacity, transitMs }));
    for (const { placed, role, infeed, outfeed, parameters } of plan.machines) {
      if (role !== 'process') continue;
      const { rate, take, put, cyclesPerOutput } = parameters;
      const machine: NaiveMachine = {
        id: placed.machine.id,
        takes: take === 0 ? 0 : Math.max(1, Math.round((take * cyclesPerOutput) / put)),
        cycleMs: 60_000 / rate,
        infeed: buffers[infeed],
        outfeed: buffers[outfeed],
        busy: false,
        good: 0,
        state: 'Execute',
      };
      if (machine.infeed) machine.infeed.to = machine;
      // What the vehicles would fetch is gone at once.
      if (machine.outfeed && plan.machines[plan.buffers[outfeed]!.takers[0]!]!.role === 'process')
        machine.outfeed.from = machine;
      this.#machines.push(machine);
      this.#at(0, () => this.#begin(machine));
    }
    this.#tags = index.tags.map(({ id, tag, machine }) => ({
      id,
      machine: machine.machine.id,
      deadband: tag.deadband ?? 0,
    }));
  }

  runTo(toMs: number): void {
    while (this.#agenda.length > 0 && this.#agenda[0]!.timeMs <= toMs) {
      const event = this.#agenda.shift()!;
      this.nowMs = event.timeMs;
      event.run();
      this.events++;
    }
  }

  /** Every tag's value now, of those that changed. */
  sample(timeMs: number): { id: string; timeMs: number; value: number }[] {
    const changed = [];
    for (const tag of this.#tags) {
      const machine = this.#machines.find(({ id }) => id === tag.machine);
      const load = machine?.state === 'Execute' ? 0.85 : 0;
      const value =
        tag.deadband === 0 ? (machine?.good ?? 0) : 20 * load + 2 * tag.deadband * (Math.sin(timeMs) + load);
      const sample = { id: tag.id, timeMs, value };
      if (Math.abs(value - (this.#last.get(tag.id) ?? Number.POSITIVE_INFINITY)) < tag.deadband) continue;
      this.#last.set(tag.id, value);
      changed.push(sample);
    }
    return changed;
  }

  #at(timeMs: number, run: () => void): void {
    this.#agenda.push({ timeMs, run });
    this.#agenda.sort((a, b) => a.timeMs - b.timeMs);
  }

  #begin(machine: NaiveMachine): void {
    if (machine.busy) return;
    const { infeed, outfeed, takes, cycleMs } = machine;
    if (infeed && takes > 0) {
      const last = infeed.items[takes - 1];
      if (last === undefined) {
        machine.state = 'Suspended';
        return;
      }
      if (last.readyMs > this.nowMs) {
        this.#at(last.readyMs, () => this.#begin(machine));
        return;
      }
    }
    if (outfeed?.from && outfeed.items.length >= outfeed.capacity) {
      machine.state = 'Suspended';
      return;
    }
    machine.state = 'Execute';
    machine.busy = true;
    infeed?.items.splice(0, takes);
    if (infeed?.from) this.#begin(infeed.from);
    this.#at(this.nowMs + cycleMs, () => {
      machine.busy = false;
      machine.good++;
      if (outfeed?.from) {
        outfeed.items.push({ readyMs: this.nowMs + outfeed.transitMs });
        if (outfeed.to) this.#begin(outfeed.to);
      }
      this.#begin(machine);
    });
  }
}
