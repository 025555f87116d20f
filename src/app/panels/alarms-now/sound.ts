import type { Priority } from '../../stores/alarms.ts';

interface Note {
  readonly hz: number;
  readonly startSecs: number;
}

const noteSecs = 0.14;
/** Told apart by number and by pitch, so that one of the two suffices. */
const notes: Readonly<Record<Priority, readonly Note[]>> = {
  1: [0, 0.2, 0.4].map((startSecs) => ({ hz: 988, startSecs })),
  2: [0, 0.24].map((startSecs) => ({ hz: 659, startSecs })),
  3: [{ hz: 440, startSecs: 0 }],
};
const loudness = 0.2;
const fadeSecs = 0.02;
/** A flood of alarms is no concert: the next sound waits for so long, ms. A higher priority does not wait. */
const restMs = 2000;

/** Plays alarm sounds; browsers allow it once somebody has pressed something on the page. */
export class AlarmSound {
  readonly #nowMs: () => number;
  #context: AudioContext | null = null;
  #playing: readonly OscillatorNode[] = [];
  #last: { readonly atMs: number; readonly priority: Priority } | null = null;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Whether it was played; not if it is not allowed yet, or another has just been. */
  async play(priority: Priority): Promise<boolean> {
    const atMs = this.#nowMs();
    if (this.#last && atMs - this.#last.atMs < restMs && priority >= this.#last.priority) return false;
    if (!(await this.allowed())) return false;
    this.#last = { atMs, priority };
    const context = this.#context!;
    this.#playing = notes[priority].map(({ hz, startSecs }) => {
      const startsAt = context.currentTime + startSecs;
      const tone = new OscillatorNode(context, { frequency: hz });
      const gain = new GainNode(context, { gain: 0 });
      // Faded in and out: a tone that begins at once cracks.
      gain.gain.setValueAtTime(0, startsAt);
      gain.gain.linearRampToValueAtTime(loudness, startsAt + fadeSecs);
      gain.gain.setValueAtTime(loudness, startsAt + noteSecs - fadeSecs);
      gain.gain.linearRampToValueAtTime(0, startsAt + noteSecs);
      tone.connect(gain).connect(context.destination);
      tone.start(startsAt);
      tone.stop(startsAt + noteSecs);
      return tone;
    });
    return true;
  }

  stop(): void {
    for (const tone of this.#playing) tone.stop();
    this.#playing = [];
  }

  /** Whether the browser lets the page be heard now. */
  async allowed(): Promise<boolean> {
    this.#context ??= new AudioContext();
    // Without a press it neither resolves nor rejects.
    if (this.#context.state !== 'running') void this.#context.resume();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return this.#context.state === 'running';
  }
}
