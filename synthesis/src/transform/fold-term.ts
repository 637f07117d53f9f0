/** What one entry makes of the folded values, as terms: the fold's statements, run symbolically. */
import {
  NAT,
  mapChildren,
  type Expr,
  type PathStep,
  type Sort,
  type Stmt,
  type StateVariable,
} from '@maat/spec-lang';
import { apply, and, at, local, nullOf, select, state } from './build.js';
import { uniformFold } from './layer-observe.js';
import type { NormalForm, Update } from './normal-form.js';
import { moveExpr, moveStmts, type Passage, type Place } from './place.js';

/** The entry `log[v][k]` of the view `v`, in an automaton whose variables are written `side.x`. */
export interface EntryAt {
  readonly view: Expr;
  readonly k: Expr;
  readonly log: Expr;
  readonly members: Expr;
}

/** A statement whose outcome is no term of the values before and the entry. */
export interface NoTerm {
  readonly stmt: Stmt;
}

/** The values after the entry, by name, from the values before it. */
export function foldTerms(
  form: NormalForm,
  before: ReadonlyMap<string, Expr>,
  entry: EntryAt,
): ReadonlyMap<string, Expr> | NoTerm {
  try {
    return run(chosenFold(form, entry), before);
  } catch (e) {
    if (e instanceof Stuck) return { stmt: e.stmt };
    throw e;
  }
}

export function isNoTerm(found: ReadonlyMap<string, Expr> | NoTerm): found is NoTerm {
  return 'stmt' in found;
}

/** The first statement, if any, that keeps the fold from being a term. */
export function withoutTerm(form: NormalForm): Stmt | undefined {
  const anything = new Map(form.values.map((x) => [x.name, state(x.name, cellOf(x))]));
  const nowhere = { view: local('v', form.view), k: local('k', NAT) };
  const log = state('log', { kind: 'seq', of: form.entry });
  const members = state('members', { kind: 'set', of: form.process });
  const found = foldTerms(form, anything, { ...nowhere, log, members });
  return isNoTerm(found) ? found.stmt : undefined;
}

export function cellOf(x: StateVariable): Sort {
  if (x.sort.kind !== 'array') throw new Error('value variable');
  return x.sort.of;
}

/** The statements that an observer does, by the update that made the entry. */
function chosenFold(form: NormalForm, entry: EntryAt): readonly Stmt[] {
  const moved = (u: Update, stmts: readonly Stmt[]): readonly Stmt[] =>
    moveStmts(stmts, passageOf(form, u, entry), { append: () => [], folds: true });
  const one = uniformFold(form);
  if (one !== undefined) return moved(one, one.uniform);
  const folding = form.updates.filter((u) => u.fold.length > 0);
  const [first] = folding;
  if (first === undefined) return [];
  const branches = folding.map((u) => ({
    condition: and(u.recognises.map((m) => moveExpr(m, passageOf(form, u, entry)))),
    body: moved(u, u.fold),
  }));
  return [{ kind: 'if', branches, otherwise: [], span: first.transition.span }];
}

/** A fold reads the entry, the values, and of the group only the view and its members. */
function passageOf(form: NormalForm, u: Update, entry: EntryAt): Passage {
  const none = (what: string): never => {
    throw new Error(`a fold reads ${what}`);
  };
  const place: Place = {
    process: local(u.process, form.process),
    own: (o) => (o === form.index ? entry.k : none(o.variable.name)),
    value: (x, sort) => state(x, sort),
    current: apply('embed', nullOf(form.view), entry.view),
    members: entry.members,
    departed: local(u.process, form.process),
    length: entry.k,
    filled: entry.log,
  };
  return { form, place, p: u.process };
}

class Stuck extends Error {
  readonly stmt: Stmt;

  constructor(stmt: Stmt) {
    super('no term');
    this.stmt = stmt;
  }
}

type Values = ReadonlyMap<string, Expr>;

function run(stmts: readonly Stmt[], values: Values): Values {
  return stmts.reduce((now, stmt) => runOne(stmt, now), values);
}

function runOne(stmt: Stmt, values: Values): Values {
  switch (stmt.kind) {
    case 'assign': {
      const { name, path } = stmt.target;
      const old = values.get(name);
      if (old === undefined) throw new Error(`${name} is not folded`);
      return new Map([...values, [name, put(old, path, read(stmt.value, values), values, stmt)]]);
    }
    case 'if':
      return branch(stmt.branches, stmt.otherwise, values);
    case 'for':
    case 'while':
    case 'choose':
      throw new Stuck(stmt);
    case 'emit':
    case 'fire':
      throw new Error(`${stmt.kind} in a fold`);
  }
}

function branch(
  branches: (Stmt & { kind: 'if' })['branches'],
  otherwise: readonly Stmt[],
  values: Values,
): Values {
  const [first, ...rest] = branches;
  if (first === undefined) return run(otherwise, values);
  const condition = read(first.condition, values);
  const [yes, no] = [run(first.body, values), branch(rest, otherwise, values)];
  return new Map(
    [...yes].map(([name, then]) => {
      const other = no.get(name) ?? then;
      if (other === then) return [name, then];
      const { sort, span } = then;
      return [name, { kind: 'if', condition, then, else: other, sort, span }];
    }),
  );
}

/** The term with another value at the end of the path. */
function put(old: Expr, path: readonly PathStep[], value: Expr, values: Values, s: Stmt): Expr {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const { sort, span } = old;
  if (step.kind === 'field') {
    if (sort.kind !== 'tuple') throw new Stuck(s);
    const args = sort.fields.map((f) => {
      const part = select(old, f.name, f.sort);
      return f.name === step.name ? put(part, rest, value, values, s) : part;
    });
    return { kind: 'tuple', args, sort, span };
  }
  const index = step.index.map((i) => read(i, values));
  if (sort.kind !== 'array' && sort.kind !== 'map') throw new Stuck(s);
  const of = sort.kind === 'array' ? sort.of : sort.to;
  return apply('update', sort, old, ...index, put(at(old, index, of), rest, value, values, s));
}

function read(expr: Expr, values: Values): Expr {
  if (expr.kind === 'state') return values.get(expr.name) ?? expr;
  return mapChildren(expr, (child) => read(child, values));
}
