// The size budget of the first load: what the browser must fetch before the hall can be drawn.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLoad } from './first-load.mjs';

const budgetKb = { js: 400, css: 20 }; // gzip
const { sizes, ...sum } = firstLoad('dist/page');
let over = false;
for (const [kind, limit] of Object.entries(budgetKb)) {
  console.log(`${kind}: ${sum[kind].toFixed(0)} of ${limit} kB gzip`);
  if (sum[kind] > limit) over = true;
}
if (over) {
  console.error('The first load is over its budget: load less at first. Its largest files:');
  for (const { file, kb } of sizes.sort((a, b) => b.kb - a.kb).slice(0, 8))
    console.error(`${kb.toFixed(0)} kB  ${file}`);
}

// Texts that come later would be shown as their keys.
const later = [...readFileSync('src/app/languages/en/later.ts', 'utf8').matchAll(/^import \{ (\w+) \}/gm)].map(
  ([, section]) => section,
);
const keys = new RegExp(`["'\`](${later.join('|')})\\.[a-z]\\w*`, 'g');
const early = sizes
  .filter(({ file }) => file.endsWith('.js'))
  .flatMap(({ file }) =>
    [...readFileSync(join('dist/page', file), 'utf8').matchAll(keys)].map(([key]) => `${file}: ${key.slice(1)}`),
  );
if (early.length > 0) {
  console.error('The first load says what comes with languages/en/later.ts: move these texts to languages/en/en.ts.');
  for (const line of new Set(early)) console.error(line);
}
process.exitCode = over || early.length > 0 ? 1 : 0;
