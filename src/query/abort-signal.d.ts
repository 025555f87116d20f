/** The part of the platform's AbortSignal that pure code uses; browsers and Node declare the rest. */
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
