import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Debian puts it where an ordinary user's PATH does not look. */
const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];

/** Where the mosquitto broker is, or undefined when this machine has none. */
export const mosquittoPath: string | undefined =
  process.env.GEMBA_MOSQUITTO ??
  places
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'mosquitto'))
    .find((file) => existsSync(file));

export interface Mosquitto {
  readonly port: number;
  /** mqtt://127.0.0.1:port */
  readonly url: string;
  /** Ends the broker; resolves when it is gone. SIGKILL leaves no time for a farewell. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same port, with nothing remembered, if it does not run. */
  start(): Promise<void>;
}

/** A real broker on 127.0.0.1 that lets everybody in and keeps nothing. Call `stop` at the end. */
export async function startMosquitto(port?: number): Promise<Mosquitto> {
  if (mosquittoPath === undefined) throw new Error('mosquitto is not installed: apt-get install mosquitto');
  const program = mosquittoPath;
  const ownPort = port ?? (await freePort());
  let running: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    if (running) return;
    const folder = await mkdtemp(join(tmpdir(), 'mosquitto-'));
    const config = join(folder, 'mosquitto.conf');
    await writeFile(config, `listener ${ownPort} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
    const broker = spawn(program, ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    broker.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    running = broker;
    try {
      while (!(await answers(ownPort))) {
        if (broker.exitCode !== null) throw new Error(`mosquitto ended at once: ${said.trim()}`);
        await wait(20);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    const broker = running;
    running = undefined;
    if (!broker || broker.exitCode !== null || broker.signalCode !== null) return;
    const gone = once(broker, 'exit');
    broker.kill(signal);
    await gone;
  };

  await start();
  return { port: ownPort, url: `mqtt://127.0.0.1:${ownPort}`, start, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
