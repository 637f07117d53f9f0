/** The door of the protocols: the support of generated code, the registry of layers, the stacks. */
export * from './support/index.js';
export { layers, sources, stacks, type StackModules } from './registry.js';
