// What the linters cannot see: the lock file names no registry, and nothing names a place on somebody's machine.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';

const faults = [];
const lock = readFileSync('package-lock.json', 'utf8');
if (/"resolved":|https?:\/\/[^"]*registry/.test(lock)) {
  faults.push('package-lock.json names a download address: run `npm install` with the .npmrc of this repository.');
}
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
  if (!/^\d/.test(version)) faults.push(`package.json: ${name} must be pinned to an exact version, not ${version}.`);
}
const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
// A short path such as / or /src is in too many honest texts to be looked for.
const places = [process.cwd(), homedir()].filter((place) => place.split('/').length > 3);
for (const file of files) {
  if (/\.(png|ico|woff2?|glb)$/.test(file)) continue;
  const text = readFileSync(file, 'utf8');
  if (places.some((place) => text.includes(`${place}/`))) {
    faults.push(`${file} names a path of this machine.`);
  }
}
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log(`${files.length} files: nothing to complain of`);
process.exitCode = faults.length > 0 ? 1 : 0;
