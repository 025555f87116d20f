import { hostname } from 'node:os';
import { Client, type ClientConfig } from 'pg';
import { type Sentence, SentenceError, sentence } from '../sentence.ts';

/** Where a history is kept in PostgreSQL. Holds the password: of it only `place` and `refusal` may be shown. */
export interface PostgresAddress {
  readonly config: ClientConfig;
  /** A part of a sentence, without the password: "PostgreSQL at db.plant:5432, database plant". */
  readonly place: Sentence;
  /** What a person can do about an error of this server. */
  refusal(error: unknown): SentenceError;
}

/**
 * Reads a `postgres://` address; what it leaves out comes from PostgreSQL's own environment variables (PGPASSWORD,
 * PGHOST ...) or from ~/.pgpass. Throws one sentence that never repeats the address: a password could be in any part
 * of one that is malformed.
 */
export function readAddress(address: string, schema: string): PostgresAddress {
  const login = /^postgres(?:ql)?:\/\/[^/?#]*/.exec(address)?.[0];
  if (login === undefined || /[@#]/.test(address.slice(login.length)))
    throw new PlainRefusal(sentence('postgres.noAddress'));
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
    throw new PlainRefusal(sentence('postgres.noAddress'));
  }
  const { host, port, database, user, password } = parsed;
  const server = host.startsWith('/') ? host : `${host}:${port}`;
  const place = sentence('postgres.place', { server, database: database ?? '' });
  const refusal = (error: unknown): SentenceError => {
    if (error instanceof PlainRefusal) return error;
    const { code = '' } = error as { code?: string };
    const said = firstLine(error);
    const hidden = typeof password === 'string' && password !== '' ? said.replaceAll(password, '***') : said;
    return new SentenceError(refusalSentence({ server, database: database ?? '', user: user ?? '' }, code, hidden));
  };
  return { config, place, refusal };
}

/** An error whose message already says what to do. */
export class PlainRefusal extends SentenceError {}

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

function refusalSentence({ server, database, user }: Login, code: string, why: string): Sentence {
  if (code === '28P01') return sentence('postgres.wrongPassword', { server, user });
  if (/password must be a string|no password supplied/i.test(why)) {
    return sentence('postgres.noPassword', { server, user });
  }
  if (code === '28000' && /no encryption|SSL off/i.test(why)) return sentence('postgres.wantsTls', { server, user });
  if (code === '28000') return sentence('postgres.notLetIn', { server, user, why });
  if (code === '3D000') return sentence('postgres.noDatabase', { server, database });
  if (/does not support SSL/i.test(why)) return sentence('postgres.noTls', { server });
  if (/CERT|SIGNATURE|ISSUER/.test(code) || /certificate/i.test(why)) {
    return sentence('postgres.notTrusted', { server, why });
  }
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return sentence('postgres.refuses', { server, code });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return sentence('postgres.notFound', { server, code });
  if (/^E[A-Z]+$/.test(code) || /timeout|timed out|terminated|Connection ended/i.test(why)) {
    return sentence('postgres.silent', { server, why });
  }
  if (/^57P0[12]$/.test(code)) return sentence('postgres.ended', { server, why });
  if (code === '57P03') return sentence('postgres.startingUp', { server });
  if (code === '53300') return sentence('postgres.tooMany', { server });
  if (code === '53100') return sentence('postgres.diskFull', { server });
  if (code === '25006') return sentence('postgres.readOnly', { server });
  if (code === '42501') return sentence('postgres.mayNot', { server, database, user, why });
  return sentence('postgres.otherwise', { server, database, why });
}
