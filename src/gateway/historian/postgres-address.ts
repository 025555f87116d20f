import { hostname } from 'node:os';
import { Client, type ClientConfig } from 'pg';

/** Where a history is kept in PostgreSQL. Holds the password: of it only `place` and `refusal` may be shown. */
export interface PostgresAddress {
  readonly config: ClientConfig;
  /** A part of a sentence, without the password: "PostgreSQL at db.plant:5432, database plant". */
  readonly place: string;
  /** What a person can do about an error of this server, in one sentence. */
  refusal(error: unknown): Error;
}

const malformed =
  'The address of the history is not a PostgreSQL address: write postgres://user:password@host:5432/database, with ' +
  'special characters of the password in percent encoding (@ is %40, / is %2F, # is %23).';

/**
 * Reads a `postgres://` address; what it leaves out comes from PostgreSQL's own environment variables (PGPASSWORD,
 * PGHOST ...) or from ~/.pgpass. Throws one sentence that never repeats the address: a password could be in any part
 * of one that is malformed.
 */
export function readAddress(address: string, schema: string): PostgresAddress {
  const login = /^postgres(?:ql)?:\/\/[^/?#]*/.exec(address)?.[0];
  if (login === undefined || /[@#]/.test(address.slice(login.length))) throw new PlainRefusal(malformed);
  const config: ClientConfig = {
    connectionString: address,
    // So that a refused gateway can say which one holds the history.
    application_name: `gemba process ${process.pid} on ${hostname()}`.slice(0, 63),
    // The server finds out within half a minute that a gateway's machine is gone, and gives its lock free.
    options: [
      `search_path=${schema},pg_temp`,
      'synchronous_commit=on',
      'work_mem=64MB',
      'jit=off',
      'tcp_keepalives_idle=10',
      'tcp_keepalives_interval=5',
      'tcp_keepalives_count=4',
    ]
      .map((setting) => `-c ${setting}`)
      .join(' '),
    connectionTimeoutMillis: 10_000,
    // A connection may go without a word.
    query_timeout: 60_000,
    keepAlive: true,
  };
  let parsed: Client;
  try {
    parsed = new Client(config);
  } catch {
    // Without a cause: its message repeats the address.
    throw new PlainRefusal(malformed);
  }
  const { host, port, database, user, password } = parsed;
  const server = host.startsWith('/') ? host : `${host}:${port}`;
  const place = `PostgreSQL at ${server}, database ${database}`;
  const refusal = (error: unknown): Error => {
    if (error instanceof PlainRefusal) return error;
    const { code = '' } = error as { code?: string };
    const said = firstLine(error);
    const hidden = typeof password === 'string' && password !== '' ? said.replaceAll(password, '***') : said;
    return new Error(sentence({ server, database: database ?? '', user: user ?? '' }, code, hidden));
  };
  return { config, place, refusal };
}

/** An error whose message already says what to do. */
export class PlainRefusal extends Error {}

const firstLine = (error: unknown): string => {
  // Of several addresses of one name each has an error of its own.
  const one = error instanceof AggregateError ? error.errors[0] : error;
  return (one instanceof Error ? one.message : String(one)).split('\n')[0]!;
};

interface Login {
  readonly server: string;
  readonly database: string;
  readonly user: string;
}

function sentence({ server, database, user }: Login, code: string, said: string): string {
  const at = `PostgreSQL at ${server}`;
  if (code === '28P01') return `${at} refuses the password of user ${user}: correct it in the address of the history.`;
  if (/password must be a string|no password supplied/i.test(said)) {
    return `${at} wants a password for user ${user}: put it into the address of the history, or set PGPASSWORD.`;
  }
  if (code === '28000' && /no encryption|SSL off/i.test(said)) {
    return `${at} requires TLS of user ${user}: add ?sslmode=verify-full to the address of the history.`;
  }
  if (code === '28000') return `${at} does not let user ${user} in (${said}): correct the user, or allow it there.`;
  if (code === '3D000') return `${at} has no database ${database}: create it, or correct the address of the history.`;
  if (/does not support SSL/i.test(said)) {
    return `${at} has no TLS: take sslmode out of the address of the history, or turn TLS on there.`;
  }
  if (/CERT|SIGNATURE|ISSUER/.test(code) || /certificate/i.test(said)) {
    return `The certificate of ${at} is not trusted (${said}): name its authority with sslrootcert=<file> in the address.`;
  }
  if (code === 'ECONNREFUSED' || code === 'ENOENT') {
    return `${at} refuses connections (${code}): start it, or correct the address of the history.`;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `${at} cannot be found (${code}): correct the host in the address of the history.`;
  }
  if (/^E[A-Z]+$/.test(code) || /timeout|timed out|terminated|Connection ended/i.test(said)) {
    return `${at} does not answer (${said}): check that it runs and that its host and port can be reached.`;
  }
  if (/^57P0[12]$/.test(code)) return `${at} has ended the connection (${said}): check that it runs.`;
  if (code === '57P03') return `${at} is starting up or shutting down: try again in a moment.`;
  if (code === '53300') return `${at} has too many connections: end some, or raise max_connections there.`;
  if (code === '53100') return `The disk of ${at} is full: make room.`;
  if (code === '25006') return `${at} is read-only, as a standby is: give the address of the primary.`;
  if (code === '42501') {
    return `User ${user} may not keep a history in database ${database} of ${at} (${said}): GRANT CREATE ON DATABASE it.`;
  }
  return `${at}, database ${database}, cannot keep the history: ${said}`;
}
