// Writes grammar/: the TextMate grammar and the language configuration, made from the parser's grammar.
// Run it after changing a word of the language: node spec-lang/scripts/write-grammar.mjs (compiled first).
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LANGUAGE_CONFIGURATION } from '../dist/grammar/configuration.js';
import { textMateGrammar } from '../dist/grammar/textmate.js';

const folder = fileURLToPath(new URL('../grammar/', import.meta.url));
const files = {
  'ioa.tmLanguage.json': textMateGrammar(),
  'language-configuration.json': LANGUAGE_CONFIGURATION,
};
mkdirSync(folder, { recursive: true });
for (const [name, value] of Object.entries(files))
  writeFileSync(folder + name, `${JSON.stringify(value, null, 2)}\n`);
