// Tests run on the sources: each package name stands for its door's source file.
import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: '@maat/spec-lang/service', replacement: source('spec-lang/src/service/index.ts') },
      { find: '@maat/runtime/hosts', replacement: source('runtime/src/hosts/index.ts') },
      { find: '@maat/verifier/solvers', replacement: source('verifier/src/solvers/index.ts') },
      { find: /^@maat\/([a-z-]+)$/, replacement: source('$1/src/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    // For what hangs: a machine with much else to do may be five times slower.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'threads',
    maxWorkers: 2,
    // What a module remembers must never matter, and files that share a worker share warm code: a third less to do.
    isolate: false,
    // A machine with much to do takes its time; what never comes is still an error.
    expect: { poll: { timeout: 10_000 } },
  },
});
