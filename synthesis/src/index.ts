/** The door of synthesis: transformations of services into layers, and code generation. */
export { generateLayer } from './generate/generate.js';
export { generateLibrary, type Files } from './generate/library.js';
export { NotGenerable, type GenerateOptions } from './generate/scribe.js';
