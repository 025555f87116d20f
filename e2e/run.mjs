// npm test: everything that must hold, in the order that fails fastest. Ends with `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, findMosquitto, findPostgres } from './tools.mjs';

const reports = mkdtempSync(join(tmpdir(), 'gemba-test-'));
const count = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
// Colour codes in a log file hide what they colour.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1';
const bin = (name) => join('node_modules', '.bin', name);

function heading(title) {
  console.log(`\n── ${title}`);
}

/** A check that is one thing: it passes or it fails. */
function check(title, command, ...args) {
  heading(title);
  const ok = spawnSync(command, args, { stdio: 'inherit' }).status === 0;
  count[ok ? 'passed' : 'failed']++;
  if (!ok) notes.push(`failed: ${title}`);
  return ok;
}

/** A runner that writes a JSON report; `tally` turns it into counts and the names of what was skipped. */
function suite(title, report, tally, env, command, ...args) {
  heading(title);
  const file = join(reports, report);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env(file) } });
  const result = existsSync(file) ? tally(JSON.parse(readFileSync(file, 'utf8'))) : null;
  if (result === null || (status !== 0 && result.failed === 0) || result.passed + result.failed === 0) {
    count.failed++;
    notes.push(`failed: ${title} (the runner ended with ${status} and ran no test to its end)`);
  }
  for (const key of Object.keys(count)) count[key] += result?.[key] ?? 0;
  for (const name of result?.skippedNames ?? []) notes.push(`skipped: ${name}`);
}

function skip(title, why) {
  heading(title);
  console.log(`skipped: ${why}`);
  count.skipped++;
  notes.push(`skipped: ${title}: ${why}`);
}

const vitestTally = (report) => {
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed'),
  );
  // A file that could not even be loaded has no tests of its own, and must not vanish.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: skipped.length,
    skippedNames: skipped.map(({ fullName }) => fullName),
  };
};

const playwrightTally = ({ stats, suites }) => {
  const skippedNames = [];
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) {
      if (spec.tests.every(({ status }) => status === 'skipped')) skippedNames.push(spec.title);
    }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of suites) walk(suite);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, skippedNames };
};

const browser = findChromium();
const broker = findMosquitto();
const postgres = findPostgres();
if (browser.path) process.env.GEMBA_CHROMIUM = browser.path;
if (broker.path) process.env.GEMBA_MOSQUITTO = broker.path;
if (postgres.path) process.env.GEMBA_POSTGRES = postgres.path;
console.log(
  `Chromium: ${browser.path ?? browser.why}\nmosquitto: ${broker.path ?? broker.why}\n` +
    `PostgreSQL: ${postgres.path ?? postgres.why}`,
);

check('format, lint and floors', bin('biome'), 'ci', '--error-on-warnings', '.');
check('types', bin('tsc'), '-p', 'tsconfig.json');
check('types of the pure floors: no DOM, no Node', bin('tsc'), '-p', 'src/tsconfig.pure.json');
check('types of the gateway: no DOM', bin('tsc'), '-p', 'src/gateway/tsconfig.json');
check('dead code', bin('knip'));
check('lock file and names', process.execPath, 'e2e/house.mjs');
suite(
  'unit and contract tests',
  'unit.json',
  vitestTally,
  () => ({}),
  bin('vitest'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(reports, 'unit.json')}`,
);
const built =
  check('build', process.execPath, 'src/gateway/gemba.mjs', 'build') &&
  check('size of the first load', process.execPath, 'e2e/size.mjs');
if (browser.why) skip('end to end in a browser', browser.why);
else if (broker.why) skip('end to end in a browser', broker.why);
else if (built) {
  suite(
    'end to end in a browser',
    'e2e.json',
    playwrightTally,
    (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    bin('playwright'),
    'test',
    '-c',
    'e2e/playwright.config.ts',
  );
}

rmSync(reports, { recursive: true, force: true });
if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
const forbiddenSkip = process.env.CI === 'true' && count.skipped > 0;
if (forbiddenSkip) console.error('With CI=true everything must run: a skip is a failure.');
process.exitCode = count.failed > 0 || forbiddenSkip ? 1 : 0;
