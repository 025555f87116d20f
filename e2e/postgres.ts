import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './gateway.ts';

const debian = '/usr/lib/postgresql';

/** Debian keeps its programs, by version, where no PATH looks. */
const places = [
  ...(process.env.PATH ?? '').split(delimiter),
  ...(existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []).map((version) =>
    join(debian, version, 'bin'),
  ),
  '/opt/homebrew/bin',
];

/** The folder of PostgreSQL's server programs, or undefined when this machine has none. */
export const postgresPath: string | undefined =
  process.env.GEMBA_POSTGRES ?? places.find((folder) => folder !== '' && existsSync(join(folder, 'initdb')));

export interface Postgres {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** postgres://user:password@127.0.0.1:port/database */
  url(database?: string): string;
  /** Ends the server; resolves when it is gone. SIGKILL leaves it no time to write anything. */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same port with what was stored; `settings` as in postgresql.conf. */
  start(settings?: Record<string, string>): Promise<void>;
  /** Ends the server and deletes everything. */
  remove(): Promise<void>;
}

/** A real server on 127.0.0.1 with an empty cluster of its own. Call `remove` at the end. */
export async function startPostgres(): Promise<Postgres> {
  if (postgresPath === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const programs = postgresPath;
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  const [user, password] = ['keeper', 'not a secret'];
  writeFileSync(join(folder, 'password'), password);
  // PostgreSQL refuses to run as root.
  const other = process.getuid?.() === 0 ? ordinaryUser() : undefined;
  if (other) {
    for (const path of [folder, join(folder, 'password')]) chownSync(path, other.uid, other.gid);
  }
  const options = { ...other, cwd: folder };
  const make = [
    '-D',
    data,
    '-U',
    user,
    '-A',
    'scram-sha-256',
    '--pwfile',
    join(folder, 'password'),
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  ];
  execFileSync(join(programs, 'initdb'), make, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await freePort();
  const url = (database = 'postgres') =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  let running: ChildProcess | undefined;

  const start = async (settings: Record<string, string> = {}): Promise<void> => {
    if (running) return;
    const given = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: folder, ...settings };
    const args = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    for (;;) {
      const server = spawn(join(programs, 'postgres'), ['-D', data, ...args], {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      server.stderr.on('data', (text: Buffer) => {
        said = (said + text.toString()).slice(-10_000);
      });
      while (server.exitCode === null && !(await answers(url()))) await wait(20);
      if (server.exitCode === null) {
        running = server;
        return;
      }
      // After SIGKILL its children need a moment to notice.
      if (!/pre-existing shared memory|lock file/.test(said))
        throw new Error(`PostgreSQL ended at once: ${said.trim()}`);
      await wait(50);
    }
  };

  const stop = async (signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> => {
    const server = running;
    running = undefined;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  };

  const remove = async (): Promise<void> => {
    await stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  };

  try {
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return { port, user, password, url, start, stop, remove };
}

/** The user that Debian's package makes, else the one that owns nothing. */
function ordinaryUser(): { readonly uid: number; readonly gid: number } {
  const uid = Number(spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout);
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((each) => each.split(':'))
    .find((fields) => (uid > 0 ? Number(fields[2]) === uid : fields[0] === 'nobody'));
  if (!line) throw new Error('PostgreSQL does not run as root, and there is no other user: make a user postgres.');
  return { uid: Number(line[2]), gid: Number(line[3]) };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
