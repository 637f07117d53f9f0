/** Theorems of a specification: which there are, what is to be proved of each, and why one is not. */
export { chosenTheorems, type Chosen } from './chosen.js';
export type { Derived, DerivedClaim } from './derivations.js';
export { instanceTheorems, type DerivedInstance } from './instances.js';
export { diagnoses, type Diagnosis, type Missing } from './diagnosis.js';
export { inheritance } from './extensions.js';
export { reach, type Reached, type Refutation } from './reach.js';
export { scopeText } from './scope-text.js';
export type { Setting } from './setting.js';
export type { Trial } from './trial.js';
export type { Matter, Theorem } from './theorem.js';
export { Unprovable } from './unprovable.js';
