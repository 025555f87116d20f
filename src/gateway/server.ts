import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { isLanguage, type Language } from '../twin/language.ts';
import type { PersonIdentity } from './access/identity.ts';
import type { SignIn } from './access/sign-in.ts';
import { inWords, type Sentence, sentence } from './sentence.ts';

/** Found to work with three and fiber; see ARCHITECTURE.md for what each part is for. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const refusals = {
  unknown: sentence('doors.unknownLink'),
  used: sentence('doors.usedLink'),
  expired: sentence('doors.expiredLink'),
} as const;

/** Only this machine's own names: anything else would need TLS, and a foreign name is DNS rebinding. */
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for a page that this gateway served itself, or a client that is no browser (it sends no origin). */
export function isOwnOrigin({ host, origin }: IncomingHttpHeaders): boolean {
  if (host === undefined || !loopback.has(host.replace(/:\d+$/, ''))) return false;
  return origin === undefined || origin === `http://${host}`;
}

/** The first language of an `accept-language` header that is complete. */
export const acceptedLanguage = (headers: IncomingHttpHeaders): Language =>
  (headers['accept-language'] ?? '')
    .split(',')
    .map((tag) => tag.trim().split(/[-;]/)[0])
    .find(isLanguage) ?? 'en';

export const sessionCookie = (port: number): string => `gemba-${port}`; // cookies are shared by all ports of a host

export function cookieOf(cookies: string | undefined, name: string): string | undefined {
  for (const pair of cookies?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

export interface HttpParts {
  /** Answers everything that nothing else does. */
  readonly page: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers everything under /models/. */
  readonly models: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Answers /export. */
  readonly exports: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly signIn: SignIn;
  readonly port: number;
  /** Where a sign-in leads to, a path of the page. */
  readonly home: string;
  readonly signedIn: (person: PersonIdentity) => void;
}

/** The page and the sign-in. The page holds nothing about the plant: that comes over the socket, to those let in. */
export function createHttpServer({ page, models, exports, signIn, port, home, signedIn }: HttpParts): Server {
  return createServer((request, response) => {
    try {
      answer(request, response);
    } catch (error) {
      // Whatever a stranger sends, the gateway goes on.
      console.error('request failed:', error);
      refuse(request, response, 400, sentence('doors.notReadable'));
    }
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    const [path, query = ''] = (request.url ?? '/').split('?', 2);
    if (!isOwnOrigin(request.headers)) {
      refuse(request, response, 403, sentence('doors.localhostOnly'));
    } else if (path?.startsWith('/models/')) {
      models(request, response).catch((error: unknown) => {
        console.error('a model request failed:', error);
        refuse(request, response, 500, sentence('doors.notAnswered'));
      });
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(request, response, 405, sentence('doors.nothingToPostTo'));
    } else if (path === '/healthz') {
      send(response, 200, 'ok\n');
    } else if (path === '/sign-in') {
      redeem(request, response, new URLSearchParams(query)).catch((error: unknown) => {
        console.error('sign-in failed:', error);
        refuse(request, response, 500, sentence('doors.notSignedIn'));
      });
    } else if (path === '/export') {
      exports(request, response).catch((error: unknown) => {
        console.error('an export failed:', error);
        refuse(request, response, 500, sentence('doors.notExported'));
      });
    } else {
      page(request, response);
    }
  }

  async function redeem(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    // A HEAD is somebody's preview: it must not use the link up.
    if (request.method !== 'GET') return refuse(request, response, 405, sentence('doors.openWithGet'));
    const result = await signIn.redeem(query.get('token') ?? '');
    response.setHeader('Cache-Control', 'no-store');
    if (!result.ok) {
      return refuse(request, response, 403, refusals[result.reason]);
    }
    signedIn(result.person);
    response.setHeader(
      'Set-Cookie',
      // Lax, not Strict: a link opened from a chat or a mail must keep its session through the redirect.
      `${sessionCookie(port)}=${result.session}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${30 * 24 * 3600}`,
    );
    response.writeHead(303, { Location: home }).end();
  }
}

function send(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
}

const refuse = (request: IncomingMessage, response: ServerResponse, status: number, why: Sentence): void =>
  send(response, status, `${inWords(why, acceptedLanguage(request.headers))}\n`);
