// Finds the programs that the tests need and installs what is missing. Each function returns a path, or a sentence
// that says why the program cannot be had on this machine.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

const onPath = (...names) => {
  for (const name of names) for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name);
  return undefined;
};

const quietly = (command, ...args) => spawnSync(command, args, { stdio: 'ignore', timeout: 600_000 }).status === 0;

/** Debian's package, where there is apt-get and we may use it. */
function installPackage(name) {
  if (!onPath('apt-get')) return 'this system has no apt-get';
  if (process.getuid?.() !== 0) return `run as root, or: sudo apt-get install ${name}`;
  console.log(`installing Debian's package ${name}`);
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  if (quietly('apt-get', 'install', '-y', '--no-install-recommends', name)) return '';
  quietly('apt-get', 'update');
  return quietly('apt-get', 'install', '-y', '--no-install-recommends', name)
    ? ''
    : `apt-get could not install ${name}`;
}

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Playwright's own Chromium, the system's, or a new one: Playwright's download, else Debian's package. */
export function findChromium() {
  const found = () => (existsSync(chromium.executablePath()) ? chromium.executablePath() : onPath(...browserNames));
  const there = process.env.GEMBA_CHROMIUM ?? found();
  if (there) return { path: there };
  console.log('no Chromium found: trying Playwright’s download');
  if (quietly(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium') && found()) {
    return { path: found() };
  }
  const why = installPackage('chromium');
  const path = found();
  return path ? { path } : { why: `no Chromium: Playwright’s download is out of reach, and ${why}` };
}

export function findMosquitto() {
  const there = process.env.GEMBA_MOSQUITTO ?? onPath('mosquitto');
  if (there) return { path: there };
  const why = installPackage('mosquitto');
  const path = onPath('mosquitto');
  return path ? { path } : { why: `no mosquitto (an MQTT broker): ${why}` };
}

/** The folder of PostgreSQL's server programs. Debian keeps them, by version, where no PATH looks. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const found = () => {
    const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
    const places = [...folders, ...versions.map((version) => join(debian, version, 'bin')), '/opt/homebrew/bin'];
    return process.env.GEMBA_POSTGRES ?? places.find((folder) => existsSync(join(folder, 'initdb')));
  };
  if (found()) return { path: found() };
  const why = installPackage('postgresql');
  return found() ? { path: found() } : { why: `no PostgreSQL: ${why}` };
}
