import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

interface PageFile {
  readonly body: Buffer;
  readonly zipped: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The built page, read into memory once (a few MB): a build under a running gateway takes nothing away from pages that
 * are open, and no request can reach the disk. Rejects when the folder cannot be read.
 */
export async function loadPage(folder: string): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const files = new Map<string, PageFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).replaceAll('\\', '/');
    const body = await readFile(file);
    // Files below assets/ are named by their content.
    const lifetime = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const headers = { 'Content-Type': type, 'Cache-Control': lifetime, ETag: etag, Vary: 'Accept-Encoding' };
    files.set(path, { body, zipped: gzipSync(body), headers });
  }
  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    // The page finds its own way from the address: any path that names no file is the page.
    const file = files.get(path) ?? (extname(path) === '' ? files.get('/index.html') : undefined);
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such page.\n');
    } else if (request.headers['if-none-match'] === file.headers.ETag) {
      response.writeHead(304, file.headers).end();
    } else {
      const zip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && file.zipped.length < file.body.length;
      const body = zip ? file.zipped : file.body;
      response.writeHead(200, {
        ...file.headers,
        'Content-Length': body.length,
        ...(zip && { 'Content-Encoding': 'gzip' }),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    }
  };
}
