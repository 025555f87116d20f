import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PersonIdentity } from './identity.ts';

const linkLifeMs = 24 * 3600_000;
const sessionLifeMs = 30 * 24 * 3600_000;

export type Redemption =
  | { readonly ok: true; readonly session: string; readonly person: PersonIdentity }
  | { readonly ok: false; readonly reason: 'unknown' | 'used' | 'expired' };

interface Stored extends Omit<PersonIdentity, 'kind'> {
  readonly expiresMs: number;
}

/**
 * One-time sign-in links and the sessions they open. Each is a file named by the SHA-256 of its secret, so that the
 * folder gives no one a way in, another process (`gemba link`) can add one, and a rename decides who was first.
 */
export class SignIn {
  readonly #links: string;
  readonly #sessions: string;
  readonly #now: () => number;

  private constructor(folder: string, now: () => number) {
    this.#links = join(folder, 'links');
    this.#sessions = join(folder, 'sessions');
    this.#now = now;
  }

  static async open(folder: string, now: () => number): Promise<SignIn> {
    const signIn = new SignIn(folder, now);
    await mkdir(signIn.#links, { recursive: true, mode: 0o700 });
    await mkdir(signIn.#sessions, { recursive: true, mode: 0o700 });
    return signIn;
  }

  /** The secret of a new link, good for one use within 24 h. */
  async createLink(id: string, name: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const stored: Stored = { id, name, expiresMs: this.#now() + linkLifeMs };
    await writeFile(join(this.#links, hash(secret)), JSON.stringify(stored), { mode: 0o600, flag: 'wx' });
    return secret;
  }

  /** Turns a link's secret into a session's; a second use is refused. */
  async redeem(secret: string): Promise<Redemption> {
    const file = join(this.#links, hash(secret));
    const used = `${file}.used`;
    try {
      await rename(file, used);
    } catch {
      return { ok: false, reason: (await readStored(used)) === null ? 'unknown' : 'used' };
    }
    const link = await readStored(used);
    if (link === null) return { ok: false, reason: 'unknown' };
    if (link.expiresMs < this.#now()) return { ok: false, reason: 'expired' };
    const session = randomBytes(32).toString('base64url');
    const stored: Stored = { id: link.id, name: link.name, expiresMs: this.#now() + sessionLifeMs };
    await writeFile(join(this.#sessions, hash(session)), JSON.stringify(stored), { mode: 0o600, flag: 'wx' });
    return { ok: true, session, person: { kind: 'person', id: link.id, name: link.name } };
  }

  /** Whose session this is, or null. */
  async personOf(session: string | undefined): Promise<PersonIdentity | null> {
    if (session === undefined || session === '') return null;
    const file = join(this.#sessions, hash(session));
    const stored = await readStored(file);
    if (stored === null) return null;
    if (stored.expiresMs < this.#now()) {
      await rm(file, { force: true });
      return null;
    }
    return { kind: 'person', id: stored.id, name: stored.name };
  }
}

const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

async function readStored(file: string): Promise<Stored | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Stored;
  } catch {
    return null;
  }
}
