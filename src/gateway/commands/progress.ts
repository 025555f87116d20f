import type { Clock } from '../clock.ts';

/** Below this nobody waits for word. */
const spacingMs = 2000;

/** Tells on the error stream how far long work is: in one line on a terminal, in a line now and then elsewhere. */
export class Progress {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #stream: NodeJS.WriteStream;
  #saidMs: number;
  #open = false;

  constructor(clock: Pick<Clock, 'now'>, stream: NodeJS.WriteStream) {
    this.#clock = clock;
    this.#stream = stream;
    this.#saidMs = clock.now();
  }

  /** `share` is 0 to 1. */
  say(what: string, share: number): void {
    if (this.#clock.now() - this.#saidMs < (this.#stream.isTTY ? spacingMs / 10 : spacingMs)) return;
    this.#saidMs = this.#clock.now();
    const line = `${what}: ${Math.floor(share * 100)} %`;
    this.#stream.write(this.#stream.isTTY ? `\r${line}\x1b[K` : `${line}\n`);
    this.#open = this.#stream.isTTY;
  }

  /** Takes the line away, so that another text may follow. */
  clear(): void {
    if (this.#open) this.#stream.write('\r\x1b[K');
    this.#open = false;
  }
}
