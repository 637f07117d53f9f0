/** The door of the workbench: its views of runs and texts, which need no browser. */
export * from './state/documents.js';
export { storeOf, type Store } from './state/store.js';
export * from './spec/workspace.js';
export * from './spec/outline.js';
export * from './spec/scope.js';
export * from './spec/instance.js';
export * from './problems/findings.js';
export * from './gallery/groups.js';
export * from './run/session.js';
export * from './run/view.js';
export type { Hindered, Reason } from './run/hindered.js';
export * from './run/history.js';
export * from './run/events.js';
export * from './run/drawing.js';
export * from './run/state-rows.js';
export * from './run/svg.js';
export * from './run/share-format.js';
