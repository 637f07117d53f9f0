// What theorems are made from: a checked program, the scope of its runs, and what other rooms must lend.
import type { Automaton, Derivation, Program, Scope, Span } from '@maat/spec-lang';
import type { Derived } from './derivations.js';
import type { DerivedInstance } from './instances.js';
import type { Trial } from './trial.js';

export interface Setting {
  readonly program: Program;
  /** The sizes that are asked for, such as `Proc=3`; what it leaves out is small. */
  readonly scope: string;
  /** The scope of a text, with `size` elements in each sort that it leaves out. */
  readonly readScope: (automata: readonly Automaton[], text: string, size: number) => Scope;
  /** Carries out a derivation. Its mistakes are the specification's, thrown as `SpecError`. */
  readonly derived: (unit: Derivation) => Derived;
  /** How a layer over its service is to be run by chance so that its handlers have something to do. */
  readonly trial?: (layered: Automaton) => Trial;
  /** A place for people, such as `file:line:column`. */
  readonly placeOf?: (span: Span) => string;
  /** Present where derivations are to be proved as instances of the normal form's. */
  readonly instance?: (unit: Derivation) => DerivedInstance;
}
