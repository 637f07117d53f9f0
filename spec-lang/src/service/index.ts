/** The door of the language service, for editors: the workbench and `maat lsp`. */
export { createLanguageService, type LanguageService, type ServiceOptions } from './service.js';
export type { Evidence, Subject } from './hover.js';
export type { Formatted } from './format/index.js';
export type { Renaming } from './rename.js';
export { SEMANTIC_LEGEND } from './tokens.js';
export { REPLACEMENTS, withSigns, type Replacement } from './unicode.js';
export { resolve as resolveImport } from './workspace.js';
export { textMateGrammar, type TextMateGrammar } from '../grammar/textmate.js';
export { LANGUAGE_CONFIGURATION } from '../grammar/configuration.js';
export { wordsOfGrammar, type Words } from '../grammar/words.js';
