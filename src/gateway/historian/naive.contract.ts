export interface Row {
  readonly slot: number;
  readonly timeMs: number;
  readonly value: number;
  readonly quality: number;
}

/** A row that another one of its (tag, time) replaced. */
export interface Correction extends Row {
  readonly receivedMs: number;
  readonly correctedMs: number;
  readonly newValue: number;
  readonly newQuality: number;
}

/** The rules of SPEC.md in the fewest words, as the oracle of the contract. */
export class NaiveHistorian {
  readonly #rows = new Map<string, Row>();
  readonly #receivedMs = new Map<string, number>();
  readonly #corrections: Correction[] = [];

  append(rows: readonly Row[], receivedMs = Number.NaN): void {
    for (const row of rows) {
      const key = `${row.slot} ${row.timeMs}`;
      const old = this.#rows.get(key);
      if (old && Object.is(old.value, row.value) && old.quality === row.quality) continue;
      if (old) {
        const replaced = { receivedMs: this.#receivedMs.get(key)!, correctedMs: receivedMs };
        this.#corrections.push({ ...old, ...replaced, newValue: row.value, newQuality: row.quality });
      }
      this.#rows.set(key, row);
      this.#receivedMs.set(key, receivedMs);
    }
  }

  corrections(slot: number, fromMs: number, toMs: number): Correction[] {
    return this.#corrections
      .filter((each) => each.slot === slot && each.timeMs >= fromMs && each.timeMs < toMs)
      .sort((a, b) => a.timeMs - b.timeMs);
  }

  read(slot: number, fromMs: number, toMs: number): Row[] {
    return [...this.#rows.values()]
      .filter((row) => row.slot === slot && row.timeMs >= fromMs && row.timeMs < toMs)
      .sort((a, b) => a.timeMs - b.timeMs);
  }

  snapshot(slot: number, atMs: number): Row | undefined {
    return this.read(slot, Number.NEGATIVE_INFINITY, atMs + 1).at(-1);
  }

  thin(slot: number, fromMs: number, toMs: number, buckets: number) {
    const bucketMs = (toMs - fromMs) / buckets;
    const groups = new Map<number, Row[]>();
    for (const row of this.read(slot, fromMs, toMs)) {
      if (row.quality > 1 || Number.isNaN(row.value)) continue;
      const bucket = Math.min(Math.floor((row.timeMs - fromMs) / bucketMs), buckets - 1);
      groups.set(bucket, [...(groups.get(bucket) ?? []), row]);
    }
    const found = [...groups.values()];
    return {
      firstTimesMs: found.map((group) => group[0]!.timeMs),
      lastTimesMs: found.map((group) => group.at(-1)!.timeMs),
      firsts: found.map((group) => group[0]!.value),
      lows: found.map((group) => Math.min(...group.map((row) => row.value))),
      highs: found.map((group) => Math.max(...group.map((row) => row.value))),
      lasts: found.map((group) => group.at(-1)!.value),
      counts: found.map((group) => group.length),
    };
  }
}
