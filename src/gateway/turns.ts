import type { Clock } from './clock.ts';

/** After a look that somebody waits for nothing else begins for so long: a hand that scrubs asks again at once. */
const quietMs = 250;
/** A look that can wait is put off for so long at most; then it has its turn whoever else asks. */
const patienceMs = 3000;

/**
 * Who looks at the record first. A page asks for dozens of things at once (since when each alarm stands, a day of the
 * timeline), and the moment that a hand waits for would share the machine with all of them. So what can wait runs one
 * after another, and gives way: what is under way is broken off and begins anew.
 */
export class Turns {
  readonly #sleep: Clock['sleep'];
  #last: Promise<unknown> = Promise.resolve();
  /** Looks that somebody waits for, or did until a moment ago. */
  #waitedFor = 0;
  #calm: { readonly come: Promise<void>; readonly tell: () => void } | null = null;
  #givesWay: AbortController | null = null;

  constructor(sleep: Clock['sleep']) {
    this.#sleep = sleep;
  }

  /** A look that somebody waits for: it runs at once, before all that can wait. */
  async ahead<T>(look: () => Promise<T>): Promise<T> {
    this.#waitedFor++;
    this.#calm ??= promised();
    this.#givesWay?.abort();
    try {
      return await look();
    } finally {
      void this.#sleep(quietMs, new AbortController().signal).then(() => {
        if (--this.#waitedFor > 0) return;
        this.#calm?.tell();
        this.#calm = null;
      });
    }
  }

  /**
   * A look that can wait, in the order in which they were asked for. Rejects as `look` does, or when `signal` was aborted
   * before its turn came. `look` may run more than once, ends early when its signal is aborted, and must not take a turn
   * itself.
   */
  take<T>(signal: AbortSignal, look: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const own = this.#last.then(() => this.#turn(signal, look));
    this.#last = own.catch(() => undefined);
    return own;
  }

  async #turn<T>(signal: AbortSignal, look: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const over = linked(signal);
    let patience: Promise<void> | undefined;
    let isPatient = true;
    try {
      for (;;) {
        while (this.#calm && isPatient && !signal.aborted) {
          patience ??= this.#sleep(patienceMs, over.controller.signal).then(() => {
            isPatient = false;
          });
          await Promise.race([this.#calm.come, patience]);
        }
        signal.throwIfAborted();
        const { controller, unlink } = linked(signal);
        if (isPatient) this.#givesWay = controller;
        try {
          return await look(controller.signal);
        } catch (error) {
          if (signal.aborted || !controller.signal.aborted) throw error;
        } finally {
          this.#givesWay = null;
          unlink();
        }
      }
    } finally {
      over.controller.abort();
      over.unlink();
    }
  }
}

/** Aborted with `signal`, until unlinked. (`AbortSignal.any` holds on to those that end before a long-lived one.) */
function linked(signal: AbortSignal): { readonly controller: AbortController; readonly unlink: () => void } {
  const controller = new AbortController();
  const end = () => controller.abort(signal.reason);
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  return { controller, unlink: () => signal.removeEventListener('abort', end) };
}

function promised(): { readonly come: Promise<void>; readonly tell: () => void } {
  let tell = () => {};
  const come = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return { come, tell };
}
