import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What is built for Node, by mode; packages stay in node_modules. */
const nodeEntries: Record<string, Record<string, string>> = {
  gateway: {
    main: 'src/gateway/main.ts',
    'simulation-worker': 'src/gateway/connectors/simulation-worker.ts',
    'watch-worker': 'src/gateway/watch/watch-worker.ts',
  },
  bench: { main: 'e2e/bench/main.ts' },
};

/** Not fonts: of the alphabets only those that a page shows are kept, when it shows them. */
const kept = /\.(html|js|css|svg|png|webmanifest|wasm)$/;

/** Tells the service worker what there is to keep, and a version of it: what the files are called and hold. */
const precache: Plugin = {
  name: 'precache',
  apply: 'build',
  writeBundle({ dir }) {
    if (!dir) return;
    const names = readdirSync(dir, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
    const paths = names.filter((name) => kept.test(name) && name !== 'sw.js').sort();
    const hash = createHash('sha256');
    for (const path of paths) hash.update(path).update(readFileSync(join(dir, path)));
    const list = { version: hash.digest('hex').slice(0, 16), paths: paths.map((path) => `/${path}`) };
    const worker = join(dir, 'sw.js');
    writeFileSync(worker, `const precache=${JSON.stringify(list)};\n${readFileSync(worker, 'utf8')}`);
  },
};

/** The page is built in any other mode; `bench-page` is the page that the benchmarks measure it against. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(nodeEntries[mode] || mode === 'bench-page' ? [] : [precache])],
  build: nodeEntries[mode]
    ? {
        outDir: `dist/${mode}`,
        ssr: true,
        target: 'node20',
        copyPublicDir: false,
        rollupOptions: { input: nodeEntries[mode] },
      }
    : {
        outDir: `dist/${mode === 'bench-page' ? mode : 'page'}`,
        target: 'es2023',
        manifest: true, // e2e/first-load.mjs reads what is loaded when
        chunkSizeWarningLimit: 1500,
        rollupOptions:
          mode === 'bench-page'
            ? { input: ['e2e/bench/baseline.html', 'e2e/bench/baseline-hall.html'] }
            : {
                input: { index: 'index.html', sw: 'src/app/service-worker.ts' },
                // A worker rules over the folder that it comes from, under a name that stays.
                // Short hashes: the first load names a hundred files.
                output: {
                  entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash:7].js'),
                  chunkFileNames: 'assets/[name]-[hash:7].js',
                  assetFileNames: 'assets/[name]-[hash:7][extname]',
                },
              },
      },
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: 'e2e/seed.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Node takes its CommonJS, of which it cannot see the names.
    server: { deps: { inline: ['gifenc'] } },
  },
}));
