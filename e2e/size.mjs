// The size budget of the first load: what the browser must fetch before the hall can be drawn.
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
process.exitCode = over ? 1 : 0;
