/** What the other components do in a step: the effects of their input clauses. */
import type { Bound, Expr } from '../../ir/expr.js';
import { freshName } from '../../ir/fresh-name.js';
import type { Transition } from '../../ir/program.js';
import { renameLocals } from '../../ir/rewrite-automaton.js';
import { BOOL, NAT, type Sort } from '../../ir/sort.js';
import type { Stmt } from '../../ir/stmt.js';
import { NOWHERE } from '../../text/span.js';
import { excludes } from '../exclusion.js';
import { conjunction, conjunctsOf, disjunction, exists, local } from '../infer/terms.js';
import { actionConjuncts, openClause, solveIndex, withIndex } from './match.js';
import type { Part } from './part.js';

/** The locals are assigned before they are read: the effect itself makes all choices. */
export interface Reception {
  readonly eff: readonly Stmt[];
  readonly locals: readonly Bound[];
}

/** `parameters` are the composition's for this action; names that come in are added to those taken. */
export function receive(
  part: Part,
  name: string,
  parameters: readonly Bound[],
  taken: Set<string>,
): Reception | undefined {
  const action = part.automaton.signature.find((a) => a.name === name && a.kind === 'input');
  if (action === undefined) return undefined;
  for (const b of part.index) taken.add(b.name);
  const clauses = part.automaton.transitions
    .filter((t) => t.action === name && t.kind === 'input')
    .map((t) => renameLocals(openClause(t, parameters), taken));
  const common = actionConjuncts(part, action, parameters);
  const [only] = clauses;
  const alone = clauses.length === 1 && only ? conjunctsOf(only.where) : [];
  const solved = solveIndex(part.index, [...common, ...alone], parameters);
  const cases = clauses
    .map((t) => withIndex(alone.length > 0 ? withoutWhere(t) : t, solved.given))
    .map((t) => ({ clause: t, condition: conjunctsOf(t.where) }));
  const { eff, locals } = oneOf(cases, taken);
  return { eff: overOpen(solved.open, whenever(solved.conjuncts, eff)), locals };
}

interface Case {
  readonly clause: Transition;
  /** Its conjuncts; none: it always applies. */
  readonly condition: readonly Expr[];
}

function withoutWhere(t: Transition): Transition {
  const { where: _, ...rest } = t;
  return rest;
}

/** Of the clauses that apply, one is taken, whichever; if none applies, nothing happens. */
function oneOf(cases: readonly Case[], taken: Set<string>): Reception {
  const bodies = cases.map(({ clause }) => bodyOf(clause, taken));
  const locals = bodies.flatMap((b) => b.locals);
  if (bodies.every((b) => b.eff.length === 0)) return { eff: [], locals: [] };
  const apart = cases.every((c, i) => cases.slice(0, i).every((d) => exclusive(c, d)));
  if (apart) return { eff: whicheverHolds(cases, bodies), locals };
  const pick = own('pick', NAT, taken);
  const chosen = [choosePick(pick, cases), byPick(pick, bodies)];
  return { eff: whenSome(cases, chosen), locals: [...locals, pick] };
}

/** A local of this name, or one like it. */
function own(name: string, sort: Sort, taken: Set<string>): Bound {
  const fresh = freshName(name, taken);
  taken.add(fresh);
  return { name: fresh, sort };
}

function exclusive(a: Case, b: Case): boolean {
  return a.condition.some((x) => b.condition.some((y) => excludes(x, y)));
}

/** At most one condition holds, so their order says nothing, and what has no effect can be left out. */
function whicheverHolds(cases: readonly Case[], bodies: readonly Reception[]): readonly Stmt[] {
  const branches = cases.flatMap(({ condition }, i) => {
    const body = bodies[i]?.eff ?? [];
    const when = conjunction(condition);
    return when === undefined || body.length === 0 ? [] : [{ condition: when, body }];
  });
  const [always] = bodies.filter((_, i) => cases[i]?.condition.length === 0);
  if (always !== undefined) return always.eff;
  return [{ kind: 'if', branches, otherwise: [], span: NOWHERE }];
}

/** `pick := choose pick where pick < n /\ (pick = 0 => c0) /\ …`: a clause that applies. */
function choosePick(pick: Bound, cases: readonly Case[]): Stmt {
  const conditions = cases.flatMap(({ condition }, k) => {
    const when = conjunction(condition);
    return when === undefined ? [] : [truth('implies', picked(pick, 'eq', k), when)];
  });
  return chooseLocal(pick, conjunction([picked(pick, 'lt', cases.length), ...conditions]));
}

function byPick(pick: Bound, bodies: readonly Reception[]): Stmt {
  const branches = bodies.map((b, k) => ({ condition: picked(pick, 'eq', k), body: b.eff }));
  return { kind: 'if', branches, otherwise: [], span: NOWHERE };
}

function picked(pick: Bound, op: 'eq' | 'lt', k: number): Expr {
  const value: Expr = { kind: 'literal', value: k, sort: NAT, span: NOWHERE };
  return truth(op, local(pick.name, pick.sort, NOWHERE), value);
}

function whenSome(cases: readonly Case[], body: readonly Stmt[]): readonly Stmt[] {
  const conditions = cases.map((c) => conjunction(c.condition));
  const some = conditions.every((c) => c !== undefined) ? disjunction(conditions) : undefined;
  return whenever(some === undefined ? [] : [some], body);
}

/**
 * The clause's own locals are chosen where its effect begins, so that each component has its own;
 * what its ensuring forbids is a choice without a value.
 */
function bodyOf(clause: Transition, taken: Set<string>): Reception {
  const { locals, eff, ensuring } = clause;
  const asked = conjunction(clause.pre.map((g) => g.condition));
  const choices = locals.map((l, i) => chooseLocal(l, asked && exists(locals.slice(i + 1), asked)));
  if (ensuring === undefined) return { eff: [...choices, ...eff], locals };
  const kept = own('kept', BOOL, taken);
  const holds = conjunction([local(kept.name, BOOL, ensuring.span), ensuring]);
  return { eff: [...choices, ...eff, chooseLocal(kept, holds)], locals: [...locals, kept] };
}

function chooseLocal(variable: Bound, where: Expr | undefined): Stmt {
  return {
    kind: 'choose',
    target: { name: variable.name, scope: 'local', sort: variable.sort, path: [] },
    variable,
    ...(where ? { where } : {}),
    span: NOWHERE,
  };
}

function whenever(conjuncts: readonly Expr[], body: readonly Stmt[]): readonly Stmt[] {
  const condition = conjunction(conjuncts);
  if (condition === undefined || body.length === 0) return body;
  const [first] = body;
  if (body.length === 1 && first?.kind === 'if' && first.otherwise.length === 0) {
    const branches = first.branches.map((b) => ({
      ...b,
      condition: conjunction([condition, b.condition]) ?? condition,
    }));
    return [{ ...first, branches }];
  }
  return [{ kind: 'if', branches: [{ condition, body }], otherwise: [], span: NOWHERE }];
}

/** Where the parameters leave the index open, all components of that name take part. */
function overOpen(open: readonly Bound[], body: readonly Stmt[]): readonly Stmt[] {
  if (body.length === 0) return [];
  return open.reduceRight<readonly Stmt[]>(
    (inner, variable) => [{ kind: 'for', variable, body: inner, span: NOWHERE }],
    body,
  );
}

function truth(op: 'eq' | 'lt' | 'implies', left: Expr, right: Expr): Expr {
  return { kind: 'apply', op, args: [left, right], sort: BOOL, span: NOWHERE };
}
