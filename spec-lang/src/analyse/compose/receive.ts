/** What the other components do in a step: the effects of their input clauses. */
import type { Bound, Expr } from '../../ir/expr.js';
import { BOOL } from '../../ir/sort.js';
import type { Stmt } from '../../ir/stmt.js';
import type { Guard, Transition } from '../../ir/program.js';
import { conjunction, conjunctsOf, forAll } from '../infer/terms.js';
import { actionConjuncts, openClause, solveIndex, withIndex } from './match.js';
import type { Part } from './part.js';

export interface Reception {
  readonly eff: readonly Stmt[];
  readonly locals: readonly Bound[];
  /** Conditions on the locals. */
  readonly pre: readonly Guard[];
  readonly ensuring: readonly Expr[];
}

/** `parameters` are the composition's for this action. */
export function receive(
  part: Part,
  name: string,
  parameters: readonly Bound[],
): Reception | undefined {
  const action = part.automaton.signature.find((a) => a.name === name && a.kind === 'input');
  if (action === undefined) return undefined;
  const clauses = part.automaton.transitions
    .filter((t) => t.action === name && t.kind === 'input')
    .map((t) => openClause(t, parameters));
  const common = actionConjuncts(part, action, parameters);
  const [only] = clauses;
  const alone = clauses.length === 1 && only ? conjunctsOf(only.where) : [];
  const solved = solveIndex(part.index, [...common, ...alone], parameters);
  const cases = clauses
    .map((t) => withIndex(alone.length > 0 ? withoutWhere(t) : t, solved.given))
    .map((t) => ({
      clause: t,
      condition: conjunction([...solved.conjuncts, ...conjunctsOf(t.where)]),
    }));
  return {
    eff: overOpen(solved.open, chain(cases)),
    locals: cases.flatMap((c) => c.clause.locals),
    pre: cases.flatMap((c) =>
      c.clause.pre.map((g) => ({ ...g, condition: whenTaken(g.condition, c, solved.open) })),
    ),
    ensuring: cases.flatMap((c) =>
      c.clause.ensuring ? [whenTaken(c.clause.ensuring, c, solved.open)] : [],
    ),
  };
}

interface Case {
  readonly clause: Transition;
  readonly condition: Expr | undefined;
}

function withoutWhere(t: Transition): Transition {
  const { where: _, ...rest } = t;
  return rest;
}

/** The first clause whose condition holds; a clause without effect still keeps later ones from applying. */
function chain(cases: readonly Case[]): readonly Stmt[] {
  const last = cases.findIndex((c) => c.condition === undefined);
  const reached = last === -1 ? cases : cases.slice(0, last + 1);
  const used = reached.slice(0, reached.findLastIndex((c) => c.clause.eff.length > 0) + 1);
  const [first] = used;
  if (first === undefined) return [];
  if (first.condition === undefined) return first.clause.eff;
  const branches = used.flatMap((c) =>
    c.condition ? [{ condition: c.condition, body: c.clause.eff }] : [],
  );
  const otherwise = used.find((c) => c.condition === undefined)?.clause.eff ?? [];
  return [{ kind: 'if', branches, otherwise, span: first.clause.span }];
}

/** Where the parameters leave the index open, all components of that name take part. */
function overOpen(open: readonly Bound[], body: readonly Stmt[]): readonly Stmt[] {
  if (body.length === 0) return [];
  const span = body[0]?.span ?? { file: '', start: 0, end: 0 };
  return open.reduceRight<readonly Stmt[]>(
    (inner, variable) => [{ kind: 'for', variable, body: inner, span }],
    body,
  );
}

function whenTaken(e: Expr, { condition }: Case, open: readonly Bound[]): Expr {
  const guarded: Expr =
    condition === undefined
      ? e
      : { kind: 'apply', op: 'implies', args: [condition, e], sort: BOOL, span: e.span };
  return forAll(open, guarded);
}
