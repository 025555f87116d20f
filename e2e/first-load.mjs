// What the browser must fetch before the live hall is drawn at the desk, by the build's own manifest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Loaded one after the other, each with all that it imports; what they load later is not of the first load. */
const entries = ['index.html', 'src/app/twin-page.tsx', 'src/app/layouts/at-hand.tsx', 'src/app/layouts/desk.tsx'];

/** kB gzip by kind, and each file with its own. */
export function firstLoad(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const files = new Set();
  const seen = new Set();
  const take = (key) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) take(next);
  };
  for (const entry of entries) take(entry);
  const sizes = [...files].map((file) => ({ file, kb: gzipSync(readFileSync(join(folder, file))).length / 1000 }));
  const sum = (ending) => sizes.filter(({ file }) => file.endsWith(ending)).reduce((total, { kb }) => total + kb, 0);
  return { js: sum('.js'), css: sum('.css'), sizes };
}
