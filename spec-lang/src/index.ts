/** The door of the language: all that other packages may use. */
export * from './text/span.js';
export * from './text/diagnostic.js';
export * from './text/code-info.js';
export * from './text/catalogue.js';
export * from './text/render.js';
export * from './syntax/ast.js';
export * from './syntax/operators.js';
export { parse } from './syntax/parse.js';
export * from './ir/sort.js';
export * from './ir/expr.js';
export * from './ir/stmt.js';
export * from './ir/program.js';
export * from './semantics/value.js';
export * from './trace/index.js';
