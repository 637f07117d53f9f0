// Lint rules: type-aware, strict; the architecture itself is kept by test/architecture.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      'web/site*/**',
      '**/generated/**',
      '**/node_modules/**',
      '**/*.config.js',
      '**/*.config.ts',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  // Scripts run before anything is compiled: plain JavaScript, without types.
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    // A finding is reported and `undefined` handed on in one go: `return report.add(…)`;
    // a walk goes on in one function for each kind of node: `return walkTerm(…)`.
    files: ['spec-lang/src/analyse/**', 'spec-lang/src/service/symbols/**'],
    rules: {
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
);
