// The static build of the workbench: sources of the other rooms are bundled straight from their doors.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const room = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Threads of the solver need a page that is isolated from other origins. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  /** Works from any folder of any static host. */
  base: './',
  plugins: [react()],
  define: { global: 'globalThis' },
  resolve: {
    alias: [
      { find: '@maat/spec-lang/service', replacement: room('spec-lang/src/service/index.ts') },
      { find: /^@maat\/([a-z-]+)$/, replacement: room('$1/src/index.ts') },
    ],
  },
  worker: { format: 'es' },
  server: { headers: ISOLATED, fs: { allow: [room('.')] } },
  preview: { headers: ISOLATED },
  build: {
    outDir: 'site',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    chunkSizeWarningLimit: 5000,
    reportCompressedSize: false,
    // Only declarations: what a chunk does not use of these rooms stays out of it.
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL('index.html', import.meta.url)),
        isolation: fileURLToPath(new URL('src/workers/isolation.ts', import.meta.url)),
      },
      // A service worker serves the folder in which it stands, and is found by its name.
      output: {
        entryFileNames: ({ name }) =>
          name === 'isolation' ? 'isolation.js' : 'assets/[name]-[hash].js',
      },
      treeshake: {
        moduleSideEffects: (id) => !/\/(spec-lang|verifier|synthesis|runtime)\/src\//.test(id),
      },
    },
  },
});
