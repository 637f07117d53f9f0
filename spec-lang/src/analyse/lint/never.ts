/** Preconditions that contradict themselves, and actions that wait for what never comes. */
import type { Expr } from '../../ir/expr.js';
import { equalExpr } from '../../ir/equal.js';
import type { Automaton, Transition, Unit } from '../../ir/program.js';
import { conjunctsOf } from '../infer/terms.js';
import { distinctLiterals, excludes, readings } from '../exclusion.js';
import { allStmts, ownTransitions, type LintContext } from './context.js';

export function lintNever(unit: Unit, { report }: LintContext): void {
  if (unit.kind !== 'automaton') return;
  const lost = new Map<Transition, Expr>();
  for (const t of ownTransitions(unit)) {
    const culprit = contradiction(t.pre.flatMap((g) => conjunctsOf(g.condition)));
    if (culprit === undefined) continue;
    lost.set(t, culprit);
    report.add(
      'W0305',
      culprit.span,
      `this can never hold here, so the clause of ${t.action} is never enabled; change it or take the clause out`,
    );
  }
  for (const action of unit.signature.filter((a) => a.kind !== 'input')) {
    const clauses = unit.transitions.filter((t) => t.action === action.name);
    const waits = clauses.map((t) => lost.get(t) ?? vainWait(t, unit));
    const [first] = waits;
    if (first === undefined || !waits.every((w) => w !== undefined)) continue;
    if (clauses.every((t) => lost.has(t))) continue;
    if (unit.extends && !unit.extends.signature.includes(action)) continue;
    report.add(
      'W0307',
      action.span,
      `${action.name} is never enabled: nothing makes its precondition true`,
      {
        related: [{ span: first.span, message: 'never true' }],
      },
    );
  }
}

/** The conjunct that is false by itself or against an earlier one. */
function contradiction(conjuncts: readonly Expr[]): Expr | undefined {
  return conjuncts.find(
    (c, i) => isFalse(c) || conjuncts.slice(0, i).some((earlier) => excludes(earlier, c)),
  );
}

function isFalse(e: Expr): boolean {
  if (e.kind === 'literal') return e.value === false;
  if (e.kind !== 'apply') return false;
  const [left, right] = e.args;
  if (left === undefined || right === undefined) return false;
  if (['ne', 'lt', 'gt'].includes(e.op)) return equalExpr(left, right);
  return e.op === 'eq' && distinctLiterals(left, right);
}

/** A conjunct `x = c` where x is never given the value c. */
function vainWait(t: Transition, a: Automaton): Expr | undefined {
  return t.pre
    .flatMap((g) => conjunctsOf(g.condition))
    .find((c) => {
      if (c.kind !== 'apply' || c.op !== 'eq') return false;
      return readings(c).some(
        ([x, v]) => x.kind === 'state' && v.kind === 'literal' && !mayBe(x.name, v.value, a),
      );
    });
}

function mayBe(name: string, value: boolean | number | string, a: Automaton): boolean {
  const initial = a.states.find((s) => s.name === name)?.initial;
  if (initial?.kind !== 'value') return true;
  const given = a.transitions
    .flatMap((t) => allStmts(t.eff))
    .flatMap((s): readonly (Expr | undefined)[] => {
      if ((s.kind !== 'assign' && s.kind !== 'choose') || s.target.name !== name) return [];
      return s.kind === 'assign' && s.target.path.length === 0 ? leaves(s.value) : [undefined];
    });
  return [...leaves(initial.value), ...given].some(
    (e) => e?.kind !== 'literal' || e.value === value,
  );
}

function leaves(e: Expr): readonly Expr[] {
  return e.kind === 'if' ? [...leaves(e.then), ...leaves(e.else)] : [e];
}
