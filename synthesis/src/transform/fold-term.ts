/** What one entry makes of the folded values, as terms: the fold's statements, run symbolically. */
import {
  BOOL,
  NAT,
  mapChildren,
  type Expr,
  type PathStep,
  type Sort,
  type Stmt,
  type StateVariable,
} from '@maat/spec-lang';
import { and, apply, at, local, nat, nullOf, select, state } from './build.js';
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

export interface Folded {
  /** The values after the entry, by name. */
  readonly after: ReadonlyMap<string, Expr>;
  /** What has to hold for the new values to be of their sorts: a Nat is not less than 0. */
  readonly required: readonly Expr[];
}

/** A statement whose outcome is no term of the values before and the entry. */
export interface NoTerm {
  readonly stmt: Stmt;
}

/** What the entry makes of the values before it. */
export function foldTerms(
  form: NormalForm,
  before: ReadonlyMap<string, Expr>,
  entry: EntryAt,
): Folded | NoTerm {
  try {
    return run(chosenFold(form, entry), { after: before, required: [] });
  } catch (e) {
    if (e instanceof Stuck) return { stmt: e.stmt };
    throw e;
  }
}

export function isNoTerm(found: Folded | NoTerm): found is NoTerm {
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

function run(stmts: readonly Stmt[], folded: Folded): Folded {
  return stmts.reduce((now, stmt) => runOne(stmt, now), folded);
}

function runOne(stmt: Stmt, folded: Folded): Folded {
  switch (stmt.kind) {
    case 'assign':
      return assigned(stmt, folded);
    case 'if':
      return branch(stmt.branches, stmt.otherwise, folded);
    case 'for':
    case 'while':
    case 'choose':
      throw new Stuck(stmt);
    case 'emit':
    case 'fire':
      throw new Error(`${stmt.kind} in a fold`);
  }
}

function assigned(stmt: Stmt & { kind: 'assign' }, { after, required }: Folded): Folded {
  const { name, path } = stmt.target;
  const old = after.get(name);
  if (old === undefined) throw new Error(`${name} is not folded`);
  const value = read(stmt.value, after);
  const put = new Putting(value, after, stmt);
  const made = put.into(old, path);
  return { after: new Map([...after, [name, made]]), required: [...required, ...put.required] };
}

function branch(
  branches: (Stmt & { kind: 'if' })['branches'],
  otherwise: readonly Stmt[],
  folded: Folded,
): Folded {
  const [first, ...rest] = branches;
  if (first === undefined) return run(otherwise, folded);
  const condition = read(first.condition, folded.after);
  const open = { ...folded, required: [] };
  const [yes, no] = [run(first.body, open), branch(rest, otherwise, open)];
  const choose = (then: Expr, other: Expr): Expr =>
    other === then
      ? then
      : { kind: 'if', condition, then, else: other, sort: then.sort, span: then.span };
  const after = [...yes.after].map(
    ([name, then]) => [name, choose(then, no.after.get(name) ?? then)] as const,
  );
  const needed = yes.required.length + no.required.length > 0;
  const required = needed ? [choose(and(yes.required), and(no.required))] : [];
  return { after: new Map(after), required: [...folded.required, ...required] };
}

/** A value put at the end of a path into a term. */
class Putting {
  readonly required: Expr[] = [];
  private readonly value: Expr;
  private readonly values: Folded['after'];
  private readonly stmt: Stmt;

  constructor(value: Expr, values: Folded['after'], stmt: Stmt) {
    this.value = value;
    this.values = values;
    this.stmt = stmt;
  }

  into(old: Expr, path: readonly PathStep[]): Expr {
    const [step, ...rest] = path;
    if (step === undefined) return this.last(old.sort);
    return step.kind === 'field'
      ? this.field(old, step.name, rest)
      : this.cell(old, step.index, rest);
  }

  private last(sort: Sort): Expr {
    if (sort.kind === 'nat' && this.value.sort.kind === 'int')
      this.required.push(apply('le', BOOL, nat(0), this.value));
    return this.value;
  }

  private field(old: Expr, name: string, rest: readonly PathStep[]): Expr {
    const { sort, span } = old;
    if (sort.kind !== 'tuple') throw new Stuck(this.stmt);
    const args = sort.fields.map((f) => {
      const part = select(old, f.name, f.sort);
      return f.name === name ? this.into(part, rest) : part;
    });
    return { kind: 'tuple', args, sort, span };
  }

  private cell(old: Expr, at_: readonly Expr[], rest: readonly PathStep[]): Expr {
    const { sort } = old;
    if (sort.kind !== 'array' && sort.kind !== 'map') throw new Stuck(this.stmt);
    const index = at_.map((i) => read(i, this.values));
    const of = sort.kind === 'array' ? sort.of : sort.to;
    return apply('update', sort, old, ...index, this.into(at(old, index, of), rest));
  }
}

function read(expr: Expr, values: Folded['after']): Expr {
  if (expr.kind === 'state') return values.get(expr.name) ?? expr;
  return mapChildren(expr, (child) => read(child, values));
}
