// The size budget of the first load: what the browser must fetch before the hall can be drawn.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetKb = { js: 480, css: 20 }; // gzip; React, three and fiber alone are 311
const folder = 'dist/page/assets';
let over = false;
for (const [ending, limit] of Object.entries(budgetKb)) {
  const names = readdirSync(folder).filter((name) => name.endsWith(`.${ending}`));
  const kb = names.reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`)).length, 0) / 1000;
  console.log(`${ending}: ${kb.toFixed(0)} of ${limit} kB gzip`);
  if (kb > limit) over = true;
}
if (over) console.error('The first load is over its budget: load less at first, or argue for a larger budget here.');
process.exitCode = over ? 1 : 0;
