/** What a derivable service looks like to the rewrites, once the recogniser has taken it apart. */
import type {
  Automaton,
  Bound,
  Expr,
  Guard,
  Program,
  Sort,
  StateVariable,
  Stmt,
  Transition,
} from '@maat/spec-lang';

export interface NormalForm {
  readonly program: Program;
  readonly service: Automaton;
  /** The service's sets of processes that are each process's own state: here, whether it is in. */
  readonly sets: ReadonlySet<string>;
  readonly process: Sort;
  readonly view: Sort;
  /** The last type parameter: what applications send. */
  readonly message: Sort;
  /** The global log, one sequence of entries a view. */
  readonly log: StateVariable;
  readonly entry: Sort;
  /** Other globals: each process folds them over the log's entries. */
  readonly values: readonly StateVariable[];
  /** How much of the log a process has observed. */
  readonly index: OwnVariable;
  /** State of one process that the derived layer keeps. */
  readonly own: readonly OwnVariable[];
  /** Variables that only dropped guards read: bookkeeping of the service, absent from the layer. */
  readonly ghosts: readonly string[];
  readonly inputs: readonly Clause[];
  readonly updates: readonly Update[];
  /** Outputs and internal actions that read a replicated value and change only one process's own state. */
  readonly consults: readonly Turn[];
  readonly observers: readonly Clause[];
  /** Outputs and internal actions that read and change only one process's own state. */
  readonly steps: readonly Clause[];
  readonly view_: Clause;
  readonly leave: Clause;
  /** Guards that read other processes' state: to be implied by the guards that stay. */
  readonly implied: readonly Implied[];
  readonly shape: Shape;
}

/** The names that decide how an access to the state is read. */
export interface Shape {
  readonly viewSort: Sort;
  readonly processSort: Sort;
  readonly log: string;
  readonly values: ReadonlySet<string>;
  readonly variables: ReadonlyMap<string, StateVariable>;
}

export interface OwnVariable {
  readonly variable: StateVariable;
  /** Indexed by the view first: fresh in each view. */
  readonly perView: boolean;
  /** The indices after the view and the process. */
  readonly rest: readonly Sort[];
  readonly of: Sort;
  /** The cells' initial value. */
  readonly initial: Expr;
}

export interface Clause {
  readonly transition: Transition;
  /** The first parameter: the process at which the action happens. */
  readonly process: string;
  readonly others: readonly Bound[];
  /** The guards that stay, in the order written. */
  readonly guards: readonly Guard[];
}

/** What only the holder of the token may do: atomic access to the replicated variables. */
export interface Turn extends Clause {
  /** It reads a folded value, so the holder must have applied the whole log. */
  readonly catchesUp: boolean;
}

/** What consults comes first: updates that always find another one to follow would keep it from its turn for ever. */
export function turnsOf({ updates, consults }: NormalForm): readonly Turn[] {
  return [...consults, ...updates];
}

export interface Update extends Turn {
  /** The appended entry, over the acting process's own state. */
  readonly appended: Expr;
  /** What the update does to the folded values, with `ENTRY` for the entry. */
  readonly fold: readonly Stmt[];
  /** The same with constants read from the entry, so that updates may turn out to do the same. */
  readonly uniform: readonly Stmt[];
  /** Tells this update's entries from those of the others. */
  readonly recognises: readonly Expr[];
}

export interface Implied {
  readonly action: string;
  readonly guard: Guard;
  readonly position: number;
}

/** The name of the local that stands for the entry in folds. */
export const ENTRY = '$entry';
