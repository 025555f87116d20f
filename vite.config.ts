import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What is built for Node, by mode; packages stay in node_modules. */
const nodeEntries: Record<string, Record<string, string>> = {
  gateway: {
    main: 'src/gateway/main.ts',
    'simulation-worker': 'src/gateway/connectors/simulation-worker.ts',
  },
  bench: { main: 'e2e/bench/main.ts' },
};

/** The page is built in any other mode; `bench-page` is the page that the benchmarks measure it against. */
export default defineConfig(({ mode }) => ({
  plugins: [react()],
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
        chunkSizeWarningLimit: 1500,
        ...(mode === 'bench-page' && { rollupOptions: { input: 'e2e/bench/baseline.html' } }),
      },
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: 'e2e/seed.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));
