/** What every transformation gives: the next program, how it stands to the one before, and what is to be shown. */
import type { Checked, Layer, Program, Simulation } from '@maat/spec-lang';
import type { Mark } from '../marks.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import type { Obligation } from './obligation.js';
import type { Origin, Transformation } from './origin.js';

export interface DerivedStep {
  readonly transformation: Transformation;
  /** The text that was written and read back; `program` is its meaning. */
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  /** The automaton that the step made, by name. */
  readonly automaton: string;
  readonly relation: Simulation;
  /** Variables that processes share by design; all others are each process's own. */
  readonly shared: readonly string[];
  readonly obligations: readonly Obligation[];
}

export interface DerivedLayer {
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  /** Where the pieces of the layer come from, at the places that `program` has. */
  readonly marks: readonly Mark<Origin>[];
  readonly layer: Layer;
}

/** The layer's handlers that tell of each step of the message program, and how they stand to it. */
export interface DerivedHandlers extends DerivedLayer {
  readonly relation: Simulation;
  /** The step that made the program. */
  readonly messages: DerivedStep;
}

/** What a step hands to the next one. */
export interface Derived {
  readonly form: NormalForm;
  readonly names: Names;
  readonly step: DerivedStep;
}

export type Result<T> = Checked<T | undefined>;
