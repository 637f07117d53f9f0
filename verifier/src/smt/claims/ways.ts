/** The ways that a witness may go: each a condition, and the abstract steps taken under it. */
import type { Expr, Fire, Transition } from '@maat/spec-lang';
import type { Env } from '../encode/env.js';
import { evaluateFormula, evaluateGuard } from '../encode/evaluate.js';
import type { Sym } from '../encode/value.js';
import { and, not } from '../logic/build.js';
import { FALSE, TRUE, type Term } from '../logic/term.js';
import type { SymState } from './automaton.js';
import type { Both } from './both.js';

export interface Way {
  readonly condition: Term;
  /** The terms that the choice of the way looks at are defined. */
  readonly ok: Term;
  readonly fires: readonly Firing[];
  readonly locals: ReadonlyMap<string, Sym>;
}

export type Firing = Fire & { readonly kind: 'fire' };

/** The first proof clause whose `where` holds; without one, an external action stands for itself. */
export function waysFor(
  both: Both,
  clause: Transition,
  c: SymState,
  a: SymState,
  args: readonly Sym[],
): readonly Way[] {
  const ways: Way[] = [];
  let none: Term = TRUE;
  for (const proof of both.claim.simulation.proof) {
    if (proof.action !== clause.action) continue;
    const locals = named(proof.parameters, args);
    const env = both.env(c, a, locals);
    const here = proof.where === undefined ? TRUE : evaluateGuard(proof.where, env);
    ways.push(...waysOf(proof.fire, env, and(none, here), locals));
    none = and(none, not(here));
  }
  return [...ways, byName(both, clause, none, args)].filter((w) => w.condition !== FALSE);
}

function byName(both: Both, clause: Transition, condition: Term, args: readonly Sym[]): Way {
  const own = clause.parameters.map(({ name, sort }): Expr => ({
    kind: 'local',
    name,
    sort,
    span: clause.span,
  }));
  const fire: Firing = { kind: 'fire', action: clause.action, args: own };
  const fires = both.isShown(clause.action) ? [fire] : [];
  return { condition, ok: TRUE, fires, locals: named(clause.parameters, args) };
}

function waysOf(
  fires: readonly Fire[],
  env: Env,
  condition: Term,
  locals: ReadonlyMap<string, Sym>,
): readonly Way[] {
  const [first, ...rest] = fires;
  if (first === undefined) return [{ condition, ok: TRUE, fires: [], locals }];
  if (first.kind === 'fire') {
    const after = waysOf(rest, env, condition, locals);
    return after.map((w) => ({ ...w, fires: [first, ...w.fires] }));
  }
  const { holds, ok } = evaluateFormula(first.condition, env);
  return [
    ...waysOf([...first.then, ...rest], env, and(condition, holds), locals),
    ...waysOf([...first.otherwise, ...rest], env, and(condition, not(holds)), locals),
  ].map((w) => ({ ...w, ok: and(ok, w.ok) }));
}

function named(
  bounds: readonly { readonly name: string }[],
  values: readonly Sym[],
): ReadonlyMap<string, Sym> {
  return new Map(
    bounds.map(({ name }, i) => {
      const value = values[i];
      if (value === undefined) throw new TypeError(`no value for ${name}`);
      return [name, value];
    }),
  );
}
