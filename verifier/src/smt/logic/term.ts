/** Terms of the logic that solvers read: uninterpreted functions, integers, quantifiers; no collections. */

/** `Bool`, `Int`, `Real`, or the name of an uninterpreted sort. */
export type LogicSort = string;

/** A function symbol; one without arguments is a constant. */
export interface Fn {
  readonly name: string;
  readonly args: readonly LogicSort[];
  readonly result: LogicSort;
  /** A constant that is unlike every other one of its sort of which this is said. */
  readonly isElement?: true;
}

export interface Variable {
  readonly name: string;
  readonly sort: LogicSort;
}

export type Term = Truth | Numeral | VariableTerm | Application | Builtin | Quantifier;

interface Node {
  /** Equal terms have equal hashes. */
  readonly hash: number;
  readonly sort: LogicSort;
  /** The variables that no quantifier inside binds, each once, in order of appearance. */
  readonly free: readonly Variable[];
  /** Whether a quantifier stands inside. */
  readonly quantified: boolean;
  /** A bit for each formula inside, itself too: terms without a common one have no formula in common. */
  readonly formulas: number;
  /** Remembered of whoever shared it last: it is not part of what the term is. */
  readonly seen: Seen;
}

/** Where equal terms are one node: for whom, and which node. */
export interface Seen {
  by: object | undefined;
  as: Term | undefined;
}

export interface Truth extends Node {
  readonly kind: 'truth';
  readonly value: boolean;
}

export interface Numeral extends Node {
  readonly kind: 'numeral';
  readonly value: number;
}

/** A variable that a quantifier around it binds; names are unique within a problem. */
export interface VariableTerm extends Node {
  readonly kind: 'variable';
  readonly name: string;
}

export interface Application extends Node {
  readonly kind: 'application';
  readonly fn: Fn;
  readonly args: readonly Term[];
}

export type BuiltinName =
  'not' | 'and' | 'or' | '=>' | '=' | 'ite' | '+' | '-' | '*' | 'div' | 'mod' | '<=' | '<';

export interface Builtin extends Node {
  readonly kind: 'builtin';
  readonly op: BuiltinName;
  readonly args: readonly Term[];
}

export interface Quantifier extends Node {
  readonly kind: 'quantifier';
  readonly quantifier: 'forall' | 'exists';
  readonly variables: readonly Variable[];
  readonly body: Term;
  /** Each a multi-pattern: the quantifier is instantiated where all of its terms match. */
  readonly patterns: readonly (readonly Term[])[];
}

export function variable({ name, sort }: Variable): VariableTerm {
  const hash = mix(11, text(name));
  const formulas = sort === 'Bool' ? bitOf(hash) : 0;
  const free = [{ name, sort }];
  return { kind: 'variable', name, sort, hash, free, quantified: false, formulas, seen: unseen() };
}

export function apply(fn: Fn, args: readonly Term[]): Application {
  if (args.length !== fn.args.length) {
    throw new TypeError(`${fn.name} takes ${String(fn.args.length)} arguments`);
  }
  const hash = args.reduce((h, a) => mix(h, a.hash), mix(13, text(fn.name)));
  const sort = fn.result;
  return { kind: 'application', fn, args, sort, hash, ...gathered(args, sort, hash) };
}

export function builtin(op: BuiltinName, args: readonly Term[], sort: LogicSort): Builtin {
  const hash = args.reduce((h, a) => mix(h, a.hash), mix(17, text(op)));
  return { kind: 'builtin', op, args, sort, hash, ...gathered(args, sort, hash) };
}

function gathered(
  parts: readonly Term[],
  sort: LogicSort,
  hash: number,
): Pick<Term, 'free' | 'quantified' | 'formulas' | 'seen'> {
  let quantified = false;
  let formulas = sort === 'Bool' ? bitOf(hash) : 0;
  for (const part of parts) {
    quantified ||= part.quantified;
    formulas |= part.formulas;
  }
  return { free: freeOf(parts), quantified, formulas, seen: unseen() };
}

function bitOf(hash: number): number {
  return 1 << (hash & 31);
}

function unseen(): Seen {
  return { by: undefined, as: undefined };
}

/** Most terms have the variables of one of their parts, and share its list. */
function freeOf(parts: readonly Term[]): readonly Variable[] {
  let all: readonly Variable[] = NONE;
  for (const { free } of parts) {
    if (free === all || free.length === 0) continue;
    const known = all;
    const more = free.filter((v) => !known.some((u) => u.name === v.name));
    if (known.length === 0) all = free;
    else if (more.length > 0) all = [...known, ...more];
  }
  return all;
}

const NONE: readonly Variable[] = [];

export function quantifier(
  kind: Quantifier['quantifier'],
  variables: readonly Variable[],
  body: Term,
  patterns: Quantifier['patterns'] = [],
): Quantifier {
  const hash = variables.reduce((h, v) => mix(h, text(v.name)), mix(text(kind), body.hash));
  return {
    kind: 'quantifier',
    quantifier: kind,
    variables,
    body,
    patterns,
    sort: 'Bool',
    hash,
    free: freeOf([body, ...patterns.flat()]).filter(
      (v) => !variables.some((own) => own.name === v.name),
    ),
    quantified: true,
    formulas: body.formulas | bitOf(hash),
    seen: unseen(),
  };
}

export function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

const CLOSED = { free: NONE, quantified: false, formulas: 0 };
export const TRUE: Truth = constant(true, 3);
export const FALSE: Truth = constant(false, 5);

function constant(value: boolean, hash: number): Truth {
  return { kind: 'truth', value, sort: 'Bool', hash, ...CLOSED, seen: unseen() };
}

export function numeral(value: number, sort: 'Int' | 'Real' = 'Int'): Numeral {
  return { kind: 'numeral', value, sort, hash: mix(7, value | 0), ...CLOSED, seen: unseen() };
}

/** Structural equality; bound variables by name. */
export function sameTerm(a: Term, b: Term): boolean {
  if (a === b) return true;
  if (a.hash !== b.hash || a.kind !== b.kind || a.sort !== b.sort) return false;
  switch (a.kind) {
    case 'truth':
    case 'numeral':
      return a.value === (b as typeof a).value;
    case 'variable':
      return a.name === (b as typeof a).name;
    case 'application':
      return a.fn.name === (b as typeof a).fn.name && sameTerms(a.args, (b as typeof a).args);
    case 'builtin':
      return a.op === (b as typeof a).op && sameTerms(a.args, (b as typeof a).args);
    case 'quantifier':
      return sameQuantifier(a, b as typeof a);
  }
}

function sameQuantifier(a: Quantifier, b: Quantifier): boolean {
  return (
    a.quantifier === b.quantifier &&
    a.variables.length === b.variables.length &&
    a.variables.every((v, i) => v.name === b.variables[i]?.name) &&
    sameTerm(a.body, b.body)
  );
}

function sameTerms(a: readonly Term[], b: readonly Term[]): boolean {
  return a.length === b.length && a.every((x, i) => b[i] !== undefined && sameTerm(x, b[i]));
}

function mix(h: number, k: number): number {
  return Math.imul(h ^ (k + 0x9e3779b9 + (h << 6) + (h >>> 2)), 0x85ebca6b) | 0;
}

const hashes = new Map<string, number>();

/** The hash of a name; names are few and come again and again. */
function text(name: string): number {
  const known = hashes.get(name);
  if (known !== undefined) return known;
  let h = 2166136261;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16777619);
  hashes.set(name, h | 0);
  return h | 0;
}
