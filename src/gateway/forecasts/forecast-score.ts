/** What was said at a minute of a limit: when it will be passed, in minutes from then. */
export interface Said {
  readonly minute: number;
  readonly earliest: number;
  readonly latest: number;
}

export interface Score {
  /** Forecasts, and those of them in whose interval the limit was passed. */
  said: number;
  held: number;
  /** Stretches in which a limit was foretold all the time, and after which it was never passed in time. */
  stretches: number;
  falseStretches: number;
  /** Times a limit was passed, and for each that was foretold how many minutes before. */
  passings: number;
  readonly leads: number[];
}

export const emptyScore = (): Score => ({ said: 0, held: 0, stretches: 0, falseStretches: 0, passings: 0, leads: [] });

/** Foretold less than this before, nobody could have done anything, minutes. */
const leastLead = 5;
/** A limit passed again within this many minutes was passed once. */
const restMinutes = 10;
/** Forecasts no farther apart than this are one stretch. */
const stretchMinutes = 11;

/** Adds what was said of one limit against what came: `passed` tells of each minute whether the limit was passed in it. */
export function judge(score: Score, passed: Uint8Array, said: readonly Said[], fromMinute: number): void {
  const next = nextPassings(passed);
  const waitFrom = (minute: number): number => next[minute + 1]! - minute;
  // What reaches beyond the end cannot be judged.
  const judged = said.filter(({ minute, latest }) => minute + latest < passed.length - 1);
  let until = Number.NEGATIVE_INFINITY;
  let kept = true;
  for (const { minute, earliest, latest } of judged) {
    const wait = waitFrom(minute);
    score.said++;
    // A minute's value is somewhere in it.
    if (wait >= earliest - 1 && wait <= latest + 1) score.held++;
    if (minute - until > stretchMinutes) {
      if (!kept) score.falseStretches++;
      score.stretches++;
      kept = false;
    }
    until = minute;
    kept ||= wait <= latest + 1;
  }
  if (!kept) score.falseStretches++;
  let lastMinute = Number.NEGATIVE_INFINITY;
  for (let minute = fromMinute; minute < passed.length; minute++) {
    if (passed[minute] === 0) continue;
    const before = lastMinute;
    lastMinute = minute;
    if (minute - before <= restMinutes) continue;
    score.passings++;
    const first = said.find(
      (each) =>
        each.minute > before &&
        each.minute <= minute - leastLead &&
        minute >= each.minute + each.earliest - 1 &&
        minute <= each.minute + each.latest + 1,
    );
    if (first) score.leads.push(minute - first.minute);
  }
}

/** Of each minute, and of the one after the last, the next minute in which the limit is passed. */
function nextPassings(passed: Uint8Array): Float64Array {
  const next = new Float64Array(passed.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let minute = passed.length - 1; minute >= 0; minute--) {
    next[minute] = passed[minute] === 1 ? minute : next[minute + 1]!;
  }
  return next;
}
