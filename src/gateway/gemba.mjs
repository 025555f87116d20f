#!/usr/bin/env node
// Builds what is missing or older than its source, then runs the gateway's command line. Plain JavaScript, because
// it must run before anything is built.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const self = fileURLToPath(import.meta.url);
const configFile = join(root, 'vite.config.ts');
const devPort = 5173;

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Gemba needs Node 20.19 or newer; this is ${process.versions.node}.`);
}
if (!existsSync(join(root, 'node_modules/vite'))) fail('The packages are not installed: run `npm ci` first.');

function newestMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

/** Builds one part unless its stamp is newer than every source. */
async function ensureBuilt(part, what) {
  const stamp = join(root, 'dist', part, '.built');
  const sources = ['src', 'e2e', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
  const sourceMs = Math.max(
    ...sources
      .map((name) => join(root, name))
      .filter(existsSync)
      .map(newestMs),
  );
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= sourceMs) return;
  process.stderr.write(`Building ${what} ... `);
  const startMs = performance.now();
  try {
    const { build } = await import('vite');
    await build({ root, configFile, mode: part, logLevel: 'error' });
  } catch (error) {
    fail(`\nThe build of ${what} failed: ${error.message}`);
  }
  writeFileSync(stamp, '');
  process.stderr.write(`done in ${((performance.now() - startMs) / 1000).toFixed(1)} s\n`);
}

/** Vite with hot reload for the page, and the gateway beside it, started again when its source changes. */
async function dev(args) {
  const { createServer } = await import('vite');
  const portAt = args.indexOf('--port');
  const target = `http://localhost:${portAt < 0 ? 8080 : args[portAt + 1]}`;
  const proxy = { '/socket.io': { target, ws: true }, '/sign-in': { target }, '/export': { target } };
  const vite = await createServer({ root, configFile, server: { port: devPort, strictPort: true, proxy } });
  await vite.listen().catch((error) => fail(`The page's port ${devPort} cannot be opened: ${error.message}`));
  let gateway;
  const runs = () => gateway.exitCode === null && gateway.signalCode === null;
  const start = () => {
    gateway = spawn(process.execPath, [self, 'start', ...args, '--page-port', String(devPort)], { stdio: 'inherit' });
  };
  /** Ends it if it runs, then goes on. */
  const end = (then) => {
    if (!runs()) return then();
    gateway.once('exit', then);
    gateway.kill('SIGTERM');
  };
  start();
  let waiting;
  let ending = false;
  vite.watcher.on('change', (path) => {
    if (!path.startsWith(join(root, 'src')) || path.startsWith(join(root, 'src/app'))) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (ending) return;
      ending = true;
      console.log('The gateway’s source changed: starting it again');
      end(() => {
        ending = false;
        start();
      });
    }, 300);
  });
  const stop = () => end(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const [command = '', ...args] = process.argv.slice(2);
if (command === 'dev') {
  await dev(args);
} else if (command === 'bench') {
  await ensureBuilt('gateway', 'the gateway');
  await ensureBuilt('page', 'the page');
  await ensureBuilt('bench', 'the benchmarks');
  await ensureBuilt('bench-page', 'the page that they compare with');
  const { bench } = await import(pathToFileURL(join(root, 'dist/bench/main.js')).href);
  await bench(root, args);
} else {
  await ensureBuilt('gateway', 'the gateway');
  if (['start', 'open', 'build'].includes(command)) await ensureBuilt('page', 'the page');
  if (command !== 'build') {
    const { run } = await import(pathToFileURL(join(root, 'dist/gateway/main.js')).href);
    await run(root, process.argv);
  }
}
