/** The typed program: what every other room reads. */
import type { Span } from '../text/span.js';
import type { Bound, Expr } from './expr.js';
import type { Handler } from './handler.js';
import type { Mark } from './picture.js';
import type { Sort, TupleSort, UnionSort } from './sort.js';
import type { Stmt } from './stmt.js';

export type { Handler, Trigger } from './handler.js';
export type { Drawn, Mark, Place, Several, Shape } from './picture.js';

/** All units of a file and of what it imports, in order of declaration; imported units first. */
export interface Program {
  readonly file: string;
  readonly imports: readonly string[];
  /** Those that the file itself declares outside of its units; imported ones ride on the terms. */
  readonly sorts: readonly Sort[];
  readonly definitions: readonly Definition[];
  readonly units: readonly Unit[];
}

export type Unit =
  Automaton | Composition | Invariant | Picture | Simulation | Layer | Derivation | Stack;

/** `let f(x: T): R = e`. Not recursive; may read no state. */
export interface Definition {
  readonly name: string;
  readonly parameters: readonly Bound[];
  readonly result: Sort;
  readonly body: Expr;
  readonly doc: string;
  readonly span: Span;
  /** The file that declares it. */
  readonly file: string;
}

/** What all units have. `doc` is the comment that stands above the unit. */
interface UnitBase {
  readonly name: string;
  readonly doc: string;
  readonly span: Span;
  readonly file: string;
}

/** Type parameters become uninterpreted sorts; value parameters are constants. */
export interface Parameters {
  readonly types: readonly string[];
  readonly values: readonly Bound[];
  /** What the values must satisfy. */
  readonly where?: Expr;
  /** Absent: all types come before all values. */
  readonly order?: readonly ('type' | 'value')[];
}

export interface Automaton extends UnitBase {
  readonly kind: 'automaton';
  readonly parameters: Parameters;
  /** Sorts and definitions declared inside the automaton; their names are visible to importers. */
  readonly sorts: readonly Sort[];
  readonly definitions: readonly Definition[];
  readonly signature: readonly Action[];
  readonly states: readonly StateVariable[];
  /** `initially P`: narrows the initial states. */
  readonly initially?: Expr;
  readonly transitions: readonly Transition[];
  readonly tasks: readonly Task[];
  /** For `A extends B`: the automaton here is whole, the parent's parts are folded in. */
  readonly extends?: Extension;
}

/** What `A extends B` itself wrote, and of which parent; the printer prints this instead of the whole. */
export interface Extension {
  readonly parent: string;
  readonly types: readonly Sort[];
  /** Absent: the parent's value parameters under their own names. */
  readonly values?: readonly Expr[];
  readonly sorts: readonly Sort[];
  readonly definitions: readonly Definition[];
  readonly signature: readonly Action[];
  readonly states: readonly StateVariable[];
  readonly transitions: readonly Transition[];
}

export type ActionKind = 'input' | 'output' | 'internal';

/**
 * One action of the signature. `where` restricts the parameters; a `const e` parameter has become
 * a fresh parameter with the conjunct `parameter = e` in `where`.
 */
export interface Action {
  readonly name: string;
  readonly kind: ActionKind;
  readonly parameters: readonly Bound[];
  readonly where?: Expr;
  readonly span: Span;
}

export interface StateVariable {
  readonly name: string;
  readonly sort: Sort;
  readonly initial: Initial;
  /** Written by effects, read by nothing but ghosts, relations and invariants. */
  readonly ghost: boolean;
  readonly doc: string;
  readonly span: Span;
}

/** `any`: no initial value was given, every value of the sort may be it. */
export type Initial =
  | { readonly kind: 'value'; readonly value: Expr }
  | { readonly kind: 'choose'; readonly variable: Bound; readonly where?: Expr }
  | { readonly kind: 'any' };

/**
 * One clause of an action, `kind name(parameters) where … pre … eff …`. Patterns in the head have
 * become parameters with conjuncts in `where`. A clause applies when `where` holds; an input with
 * no applicable clause leaves the state as it is.
 */
export interface Transition {
  readonly action: string;
  readonly kind: ActionKind;
  readonly case?: string;
  /** As many as the action has, under this clause's own names. */
  readonly parameters: readonly Bound[];
  readonly where?: Expr;
  /** Chosen nondeterministically so that `pre` holds; assignable in the effect. */
  readonly locals: readonly Bound[];
  /** The precondition's conjuncts, in the order written. Empty: always enabled. */
  readonly pre: readonly Guard[];
  readonly eff: readonly Stmt[];
  /** `ensuring P`: of the outcomes that the effect's choices allow, those after which P holds. */
  readonly ensuring?: Expr;
  readonly doc: string;
  readonly span: Span;
}

/** `name` is the comment label `%! name`, or empty: clauses of EVS carry the survey's names there. */
export interface Guard {
  readonly name: string;
  readonly condition: Expr;
  readonly span: Span;
}

/** A fairness class: a set of actions, given by patterns. */
export interface Task {
  readonly actions: readonly { readonly name: string; readonly args: readonly Expr[] }[];
  readonly forAll: readonly Bound[];
  readonly span: Span;
}

/** `components P[i: I]: A(i) where …; …` with `hidden`. compose.ts makes the one automaton it means. */
export interface Composition extends UnitBase {
  readonly kind: 'composition';
  readonly parameters: Parameters;
  readonly sorts: readonly Sort[];
  /** Used by the components' parameters and by what is hidden. */
  readonly definitions: readonly Definition[];
  readonly components: readonly Component[];
  readonly hidden: readonly Hidden[];
}

export interface Component {
  readonly name: string;
  readonly index: readonly Bound[];
  readonly where?: Expr;
  readonly automaton: string;
  readonly types: readonly Sort[];
  readonly values: readonly Expr[];
  readonly span: Span;
}

export interface Hidden {
  readonly action: string;
  readonly parameters: readonly Bound[];
  readonly where?: Expr;
}

export interface Invariant extends UnitBase {
  readonly kind: 'invariant';
  readonly of: string;
  readonly condition: Expr;
}

/** `picture P of A`: what is drawn of a state of A. Nothing but drawing reads it. */
export interface Picture extends UnitBase {
  readonly kind: 'picture';
  readonly of: string;
  readonly marks: readonly Mark[];
}

/** A forward simulation. State variables in `relation` and `proof` carry their side. */
export interface Simulation extends UnitBase {
  readonly kind: 'simulation';
  readonly direction: 'forward' | 'backward';
  /** Concrete. */
  readonly from: string;
  /** Abstract. */
  readonly to: string;
  readonly relation: readonly Conjunct[];
  readonly start: readonly StartChoice[];
  readonly proof: readonly ProofClause[];
}

export interface Conjunct {
  readonly name: string;
  readonly condition: Expr;
}

/** `start x := e`: the initial value of an abstract variable. */
export interface StartChoice {
  readonly variable: string;
  readonly value: Expr;
}

/** For a concrete action: the abstract steps that it stands for, read in the concrete pre-state. */
export interface ProofClause {
  readonly action: string;
  readonly parameters: readonly Bound[];
  readonly where?: Expr;
  readonly fire: readonly Fire[];
  readonly span: Span;
}

export type Fire =
  | { readonly kind: 'fire'; readonly action: string; readonly args: readonly Expr[] }
  | {
      readonly kind: 'if';
      readonly condition: Expr;
      readonly then: readonly Fire[];
      readonly otherwise: readonly Fire[];
    };

/** `Service(T1, T2)`: a service with its type arguments; the layer's packet sort stands for `packet`. */
export interface ServiceUse {
  readonly service: string;
  readonly types: readonly Sort[];
}

/**
 * An event-handler automaton, run at each process. Its meaning as an I/O automaton is
 * layer-automaton.ts: a handler is an atomic input whose emitted events queue in order.
 */
export interface Layer extends UnitBase {
  readonly kind: 'layer';
  /** The first type parameter is the sort of `self`; the last is the message sort above. */
  readonly parameters: Parameters;
  readonly over: ServiceUse;
  readonly implements: ServiceUse;
  /** What travels with a message; a union named `Header` in the layer. */
  readonly header: UnionSort;
  /** The tuple `[header: Null[Header], body: Null[Msg]]`. */
  readonly packet: TupleSort;
  /** Tunable constants with their default value. */
  readonly constants: readonly {
    readonly name: string;
    readonly sort: Sort;
    readonly value: Expr;
  }[];
  readonly sorts: readonly Sort[];
  readonly definitions: readonly Definition[];
  readonly states: readonly StateVariable[];
  readonly handlers: readonly Handler[];
  /** Events of the same name that pass through untouched, with no header. */
  readonly passes: readonly { readonly from: 'above' | 'below'; readonly action: string }[];
}

export interface Derivation extends UnitBase {
  readonly kind: 'derivation';
  readonly from: string;
  readonly to: string;
  readonly steps: readonly DerivationStep[];
}

export interface DerivationStep {
  readonly transformation: string;
  readonly args: readonly string[];
  readonly span: Span;
}

/** Layers from the top down to the bottom service; `requires` names properties, as in Horus. */
export interface Stack extends UnitBase {
  readonly kind: 'stack';
  readonly layers: readonly string[];
  readonly bottom: string;
  readonly requires: readonly string[];
}
