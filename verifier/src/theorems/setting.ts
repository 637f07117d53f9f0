// What theorems are made from: a checked program, the scope of its runs, and what other rooms must lend.
import type { Automaton, Derivation, Program, Scope } from '@maat/spec-lang';
import type { Derived } from './derivations.js';
import type { DerivedInstance } from './instances.js';

export interface Setting {
  readonly program: Program;
  /** The sizes that are asked for, such as `Proc=3`; what it leaves out is small. */
  readonly scope: string;
  /** The scope of a text, with `size` elements in each sort that it leaves out. */
  readonly readScope: (automata: readonly Automaton[], text: string, size: number) => Scope;
  /** Carries out a derivation. Its mistakes are the specification's, thrown as `SpecError`. */
  readonly derived: (unit: Derivation) => Derived;
  /** Present where derivations are to be proved as instances of the normal form's. */
  readonly instance?: (unit: Derivation) => DerivedInstance;
}
