/**
 * A guard `x = head(s)` is false where s is empty, since the term is undefined there. A handler evaluates the term
 * where it uses x, so the guard is given its condition in words: `s ~= {}`.
 */
import { freeNames, type Bound, type Expr, type Guard } from '@maat/spec-lang';
import { accessOf, isCurrentView } from './access.js';
import { conjuncts, needs, unsaid, type IsKnown } from './needs.js';
import type { Shape } from './normal-form.js';

/** The guards, and what their terms need where no guard says it, before a parameter is used that such a term gives. */
export function withDefinedness(
  guards: readonly Guard[],
  parameters: readonly Bound[],
  p: string,
  shape: Shape,
): readonly Guard[] {
  const said = guards.flatMap((g) => conjuncts(g.condition));
  const made: Guard[] = [];
  const given = new Map(parameters.flatMap(({ name }) => givenBy(name, guards)));
  const isKnown = knownTo(p, shape);
  const write = (wanted: readonly Expr[], before: readonly Expr[], { span }: Guard): void => {
    for (const condition of unsaid(wanted, before)) made.push({ name: '', condition, span });
  };
  const introduce = (e: Expr): void => {
    for (const name of freeNames(e)) {
      const by = given.get(name);
      if (by === undefined || by.guard.condition === e) continue;
      given.delete(name);
      introduce(by.term);
      write(
        needs(by.term, isKnown),
        made.flatMap((g) => conjuncts(g.condition)),
        by.guard,
      );
    }
  };
  for (const g of guards) {
    introduce(g.condition);
    write(needs(g.condition, isKnown), [...said, ...made.map((m) => m.condition)], g);
    made.push(g);
  }
  return made;
}

interface Given {
  readonly guard: Guard;
  readonly term: Expr;
}

/** The first guard `x = e` or `e = x`. */
function givenBy(name: string, guards: readonly Guard[]): readonly (readonly [string, Given])[] {
  for (const guard of guards) {
    const { condition } = guard;
    if (condition.kind !== 'apply' || condition.op !== 'eq') continue;
    const [left, right] = condition.args;
    if (left === undefined || right === undefined) continue;
    const isIt = (e: Expr): boolean => e.kind === 'local' && e.name === name;
    const term = isIt(left) ? right : isIt(right) ? left : undefined;
    if (term !== undefined && !freeNames(term).has(name)) return [[name, { guard, term }]];
  }
  return [];
}

/** A process has its cells and the view it is in, a view its members; what is said of entries is known of them. */
function knownTo(p: string, shape: Shape): IsKnown {
  const isMembers = (e: Expr): boolean => accessOf(e, p, shape)?.kind === 'members';
  const isOfMembers = (e: Expr): boolean =>
    e.kind === 'apply' && (e.op === 'least' || e.op === 'greatest') && e.args.some(isMembers);
  return (e) => isCurrentView(e, p) || accessOf(e, p, shape) !== undefined || isOfMembers(e);
}
