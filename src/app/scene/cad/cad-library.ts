import { type ModelFault, ModelFileError } from '../../../twin/model-file/model-fault.ts';
import type { ModelReason } from '../../stores/cad.ts';
import { CadModel } from './cad-model.ts';
import { readApart } from './read-apart.ts';

/** How far a file is. */
export type Shelved =
  | { readonly phase: 'reading'; readonly share: number }
  | { readonly phase: 'failed'; readonly reason: ModelReason }
  | { readonly phase: 'ready'; readonly model: CadModel; readonly bytes: number };

interface Entry {
  state: Shelved;
  readonly stop: AbortController;
}

/** Fetching counts for the first part of the progress, reading for the rest. */
const fetchShare = 0.4;

/**
 * The model files that are in use, each read once, however many machines show it. It outlives the stage: a plant that
 * was edited, or a picture that started anew, does not read them again.
 */
export class CadLibrary {
  readonly #entries = new Map<string, Entry>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks for a file by what tells it from any other; `bytes` where they are at hand, else `url`. */
  want(name: string, source: { readonly url: string } | { readonly bytes: Uint8Array }): Shelved {
    const known = this.#entries.get(name);
    if (known) return known.state;
    const entry: Entry = { state: { phase: 'reading', share: 0 }, stop: new AbortController() };
    this.#entries.set(name, entry);
    const tell = (state: Shelved): void => {
      if (entry.stop.signal.aborted) return;
      entry.state = state;
      this.#changed();
    };
    const share = (done: number): void => tell({ phase: 'reading', share: Math.min(1, done) });
    const run = async (): Promise<void> => {
      const { signal } = entry.stop;
      const bytes = 'bytes' in source ? source.bytes : await download(source.url, (s) => share(s * fetchShare), signal);
      const read = await readApart(bytes, (s) => share(fetchShare + s * (1 - fetchShare)), signal);
      tell({ phase: 'ready', model: new CadModel(read), bytes: bytes.length });
    };
    run().catch((error: unknown) => tell({ phase: 'failed', reason: reasonOf(error) }));
    return entry.state;
  }

  /** Forgets what is not among `names`. */
  keep(names: ReadonlySet<string>): void {
    for (const [name, { state, stop }] of this.#entries) {
      if (names.has(name)) continue;
      stop.abort();
      if (state.phase === 'ready') state.model.dispose();
      this.#entries.delete(name);
    }
  }
}

function reasonOf(error: unknown): ModelReason {
  if (error instanceof ModelFileError) return error.fault;
  return { code: 'said', values: { sentence: (error as Error).message } };
}

async function download(url: string, progress: (share: number) => void, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetch(url, { signal });
  if (!answer.ok || !answer.body) {
    const { fault } = (await answer.json().catch(() => ({}))) as { fault?: ModelFault };
    throw fault ? new ModelFileError(fault.code, fault.values) : new Error(`HTTP ${answer.status}`);
  }
  const total = Number(answer.headers.get('content-length') ?? 0);
  const bytes = new Uint8Array(total);
  let at = 0;
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    // Longer than it said: the gateway sends no such thing.
    if (at + part.value.length > total) throw new ModelFileError('longer');
    bytes.set(part.value, at);
    at += part.value.length;
    progress(at / total);
  }
  return bytes.subarray(0, at);
}
