import type { PlantEvent } from '../../protocol/messages.ts';
import { priorityOf } from '../../twin/alarm.ts';
import { AlarmRun } from '../../twin/alarm-run.ts';
import { stateClass } from '../../twin/packml.ts';
import type { PlantIndex } from '../../twin/plant-index.ts';
import { productionTags } from '../../twin/production.ts';
import type { Row } from '../historian/naive.contract.ts';

const minuteMs = 60_000;
const isTrusted = ({ quality }: Row): boolean => quality < 2;

/** The rules of SPEC.md in the fewest words, from every sample of every tag since the beginning: the tests' oracle. */
export class NaiveSummary {
  readonly #index: PlantIndex;
  readonly #bySlot: readonly (readonly Row[])[];
  readonly #nowMs: number;

  constructor(index: PlantIndex, rows: readonly Row[], nowMs: number) {
    this.#index = index;
    this.#bySlot = index.tags.map(({ slot }) =>
      rows.filter((row) => row.slot === slot).sort((a, b) => a.timeMs - b.timeMs),
    );
    this.#nowMs = nowMs;
  }

  /** Oldest first; without data gaps. */
  events(): PlantEvent[] {
    const events: (PlantEvent & { slot: number })[] = [];
    for (const placed of this.#index.tags) {
      const { slot } = placed;
      const machine = placed.machine.machine.id;
      const run = new AlarmRun(placed, (kind, timeMs, cause, value) =>
        events.push({ slot, kind, timeMs, machine, cause, value, priority: priorityOf(cause, placed.tag) }),
      );
      let before = 'unknown';
      for (const { timeMs, value, quality } of this.#bySlot[slot]!) {
        run.see(timeMs, value, quality);
        if (placed.machine.stateTag !== placed || quality >= 2) continue;
        const now = stateClass(value);
        if (now === 'stopped' && before !== 'stopped' && before !== 'unknown')
          events.push({ slot, kind: 'stopped', timeMs, machine, state: value });
        if (now === 'running' && ['idle', 'stopped', 'held', 'aborted'].includes(before))
          events.push({ slot, kind: 'started', timeMs, machine, state: value });
        before = now;
      }
      run.end(this.#nowMs);
    }
    return events.sort((a, b) => a.timeMs - b.timeMs || a.slot - b.slot).map(({ slot: _, ...event }) => event);
  }

  quiet(fromMs: number, toMs: number, leastMs: number) {
    const busy = this.#index.tags
      .filter((placed) => placed.machine.stateTag === placed)
      .flatMap(({ slot }) => {
        const rows = this.#bySlot[slot]!.map((row) => ({ ...row, code: isTrusted(row) ? row.value : Number.NaN }));
        return rows.filter(({ code }, k) => !Object.is(code, rows[k - 1]?.code ?? Number.NaN));
      })
      .map(({ timeMs }) => Math.floor(timeMs / 1000) * 1000)
      .filter((secondMs) => secondMs < toMs && secondMs + 1000 > fromMs);
    const ends = [...new Set(busy)].sort((a, b) => a - b);
    return [...ends, toMs]
      .map((endMs, k) => ({ fromMs: Math.max(fromMs, (ends[k - 1] ?? Number.NEGATIVE_INFINITY) + 1000), toMs: endMs }))
      .filter((span) => span.toMs - span.fromMs >= leastMs);
  }

  isRecorded(minute: number): boolean {
    if (minute > this.#nowMs) return true;
    return this.#bySlot.some((rows) => {
      const inForce = rows.findLast((row) => row.timeMs <= minute);
      const new_ = rows.some((row) => isTrusted(row) && row.timeMs >= minute && row.timeMs < minute + minuteMs);
      return new_ || (inForce !== undefined && isTrusted(inForce));
    });
  }

  made(minute: number): number {
    let sum = 0;
    for (const { slot } of productionTags(this.#index)) {
      const rows = this.#bySlot[slot]!;
      const before = rows.findLast((row) => row.timeMs < minute);
      const chain = rows.filter((row) => isTrusted(row) && row.timeMs >= minute && row.timeMs < minute + minuteMs);
      if (before && isTrusted(before)) chain.unshift(before);
      if (chain.length === 0) return Number.NaN;
      for (let k = 1; k < chain.length; k++) {
        const [from, to] = [chain[k - 1]!.value, chain[k]!.value];
        sum += to >= from ? to - from : to;
      }
    }
    return sum;
  }

  timeline(fromMs: number, toMs: number, buckets: number) {
    const bucketMs = (toMs - fromMs) / buckets;
    const raised = this.events().flatMap((event) => (event.kind === 'raised' ? [event] : []));
    const firstMinute = Math.floor(fromMs / minuteMs) * minuteMs;
    const minutes: { readonly startMs: number; readonly made: number; readonly recorded: boolean }[] = [];
    for (let startMs = firstMinute; startMs < toMs; startMs += minuteMs)
      minutes.push({ startMs, made: this.made(startMs), recorded: this.isRecorded(startMs) });
    return Array.from({ length: buckets }, (_, bucket) => {
      const span = { fromMs: fromMs + bucket * bucketMs, toMs: fromMs + (bucket + 1) * bucketMs };
      const own = raised.filter(
        ({ timeMs }) =>
          timeMs >= fromMs &&
          timeMs < toMs &&
          Math.min(Math.floor((timeMs - fromMs) / bucketMs), buckets - 1) === bucket,
      );
      let items = 0;
      let known = 0;
      let recorded = 0;
      for (const minute of minutes) {
        const endMs = minute.startMs + minuteMs;
        const share = (Math.min(span.toMs, endMs) - Math.max(span.fromMs, minute.startMs)) / minuteMs;
        if (share <= 0) continue;
        if (minute.recorded) recorded = 1;
        if (endMs > this.#nowMs || Number.isNaN(minute.made)) continue;
        items += minute.made * share;
        known += share;
      }
      return {
        onsets: [1, 2, 3].map((priority) => own.filter((event) => event.priority === priority).length),
        firstMs: own[0]?.timeMs ?? Number.NaN,
        recorded,
        rate: items / known,
      };
    });
  }
}
