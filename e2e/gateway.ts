import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// From the repository's root, where npm runs every script: this file is also built into the benchmarks.
export const gemba = join(process.cwd(), 'src/gateway/gemba.mjs');

/** A port that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** Runs a command of the product to its end. */
export function runGemba(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [gemba, ...args]);
  return new Promise((resolve) => {
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
    });
    child.stderr.on('data', (part) => {
      output += part;
    });
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Resolves with the first match in what the child prints; rejects when it ends before that. */
export function printed(child: ChildProcess, pattern: RegExp): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    let output = '';
    const take = (part: Buffer) => {
      output += part;
      const match = output.match(pattern);
      if (match) resolve(match);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('close', (code) => reject(new Error(`ended with ${code} before printing ${pattern}:\n${output}`)));
  });
}

export const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('close', () => resolve()));

export interface RunningGateway {
  readonly url: string;
  readonly link: string;
  readonly port: number;
  readonly data: string;
  readonly process: ChildProcess;
  /** Ends it and forgets its data. */
  stop(): Promise<void>;
}

/** `gemba start` on a free port with a data folder of its own, until it prints its sign-in link. */
export async function startGemba(
  plant: string,
  options: { port?: number; data?: string } = {},
): Promise<RunningGateway> {
  const port = options.port ?? (await freePort());
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'gemba-e2e-')));
  const child = spawn(process.execPath, [gemba, 'start', plant, '--port', String(port), '--data', data]);
  const [link] = await printed(child, /http:\/\/localhost:\d+\/sign-in\?token=\S+/);
  return {
    url: `http://localhost:${port}`,
    link,
    port,
    data,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}
