import { readFile } from 'node:fs/promises';
import { storedIn } from './crash-writer.fixture.ts';

/** Runs a program under `strace`, which notes in a file what it does to files and says. */
export const tracing = (file: string): string =>
  `exec strace -f -y -qq -xx -s 100000000 -e signal=none -o ${file} ` +
  '-e trace=openat,write,pwrite64,ftruncate,rename,unlink,fsync,fdatasync';

export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly at: number | null; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly file: string; readonly bytes: number }
  | { readonly kind: 'sync' | 'gone'; readonly file: string }
  | { readonly kind: 'renamed'; readonly file: string; readonly to: string }
  | { readonly kind: 'said'; readonly text: string };

/** What a run did to the files of its folder and what it acknowledged, in order. */
export async function readTrace(file: string, folder: string): Promise<Step[]> {
  const steps: Step[] = [];
  /** By thread: a call whose end is told later. Its write counts from its beginning, its fsync from its end. */
  const waiting = new Map<string, string>();
  for (const line of (await readFile(file, 'latin1')).split('\n')) {
    const [, thread, call] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (thread === undefined || call === undefined) continue;
    const resumed = /^<\.\.\. \w+ resumed>/.test(call);
    const begun = waiting.get(thread);
    if (resumed) waiting.delete(thread);
    else if (call.includes('<unfinished ...>')) waiting.set(thread, call);
    const told = resumed && /^f(data)?sync/.test(begun ?? '') ? `${begun} ${call}` : call;
    const step = resumed && told === call ? undefined : stepOf(told, folder);
    if (step) steps.push(step);
  }
  return steps;
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

function stepOf(call: string, folder: string): Step | undefined {
  const said = /^write\(1<[^>]*>, "([^"]*)"/.exec(call);
  if (said) return { kind: 'said', text: bytesOf(said[1]!).toString('utf8') };
  const [, name, path = '', rest = ''] = /^(\w+)\(\d+<([^>]*)>(.*)$/s.exec(call) ?? [];
  const file = nameIn(folder, bytesOf(path).toString());
  if (name !== undefined && file !== undefined) {
    const written = /^, "([^"]*)", \d+(?:, (\d+))?/.exec(rest);
    if (written) {
      const at = name === 'pwrite64' ? Number(written[2]) : null;
      return { kind: 'write', file, at, bytes: bytesOf(written[1]!) };
    }
    if (name === 'ftruncate') return { kind: 'cut', file, bytes: Number(/^, (\d+)/.exec(rest)![1]) };
    // An fsync that has not come back is none.
    if (/sync$/.test(name)) return / = 0$/.test(call.trimEnd()) ? { kind: 'sync', file } : undefined;
  }
  const paths = [...call.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex]) =>
    nameIn(folder, bytesOf(hex!).toString()),
  );
  if (call.startsWith('unlink') && paths[0] && / = 0$/.test(call)) return { kind: 'gone', file: paths[0] };
  if (call.startsWith('rename') && paths[0] && paths[1] && / = 0$/.test(call))
    return { kind: 'renamed', file: paths[0], to: paths[1] };
  if (call.startsWith('openat') && paths[0] && call.includes('O_TRUNC'))
    return { kind: 'cut', file: paths[0], bytes: 0 };
  return undefined;
}

const nameIn = (folder: string, path: string): string | undefined =>
  path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;

/** The files of a folder at one moment, by name. */
export type Files = ReadonlyMap<string, Buffer>;

export interface Prefix {
  readonly name: string;
  readonly files: Files;
  readonly acknowledged: readonly number[];
}

/**
 * The folder as each prefix of a run from `start` leaves it: after a kill, where every write so far counts, the last one whole or
 * half; and after a power cut, where of each file only what was fsynced counts. Names appear and go at once, as on a
 * journalling file system.
 */
export function* prefixesOf(start: Omit<Prefix, 'name'>, steps: readonly Step[]): Generator<Prefix> {
  const now = new Map(start.files);
  const synced = new Map(start.files);
  const acknowledged = [...start.acknowledged];
  const prefix = (name: string, files: Files): Prefix => ({
    name,
    files: new Map(files),
    acknowledged: [...acknowledged],
  });
  for (const [i, step] of steps.entries()) {
    switch (step.kind) {
      case 'said':
        acknowledged.push(...storedIn(step.text.split('\n')));
        // All that was acknowledged must stand on what is synced by now.
        yield prefix(`power cut at step ${i}`, synced);
        break;
      case 'write': {
        const { file, bytes } = step;
        const before = now.get(file) ?? Buffer.alloc(0);
        const at = step.at ?? before.length;
        if (bytes.length > 1) {
          yield prefix(
            `kill in step ${i}`,
            new Map(now).set(file, patched(before, at, bytes.subarray(0, bytes.length >> 1))),
          );
        }
        now.set(file, patched(before, at, bytes));
        yield prefix(`kill after step ${i}`, now);
        break;
      }
      case 'cut':
        now.set(
          step.file,
          patched(now.get(step.file) ?? Buffer.alloc(0), step.bytes, Buffer.alloc(0)).subarray(0, step.bytes),
        );
        yield prefix(`kill after step ${i}`, now);
        break;
      case 'sync':
        synced.set(step.file, now.get(step.file) ?? Buffer.alloc(0));
        yield prefix(`power cut at step ${i}`, synced);
        break;
      case 'gone':
        now.delete(step.file);
        synced.delete(step.file);
        yield prefix(`kill after step ${i}`, now);
        yield prefix(`power cut at step ${i}`, synced);
        break;
      case 'renamed':
        for (const files of [now, synced]) {
          const moved = files.get(step.file);
          files.delete(step.file);
          if (moved) files.set(step.to, moved);
        }
        yield prefix(`kill after step ${i}`, now);
        yield prefix(`power cut at step ${i}`, synced);
    }
  }
}

/** `before` with `bytes` at `at`, in a buffer of its own; what lies between is zero, as in a file. */
function patched(before: Buffer, at: number, bytes: Buffer): Buffer {
  const after = Buffer.alloc(Math.max(before.length, at + bytes.length));
  before.copy(after);
  bytes.copy(after, at);
  return after;
}
