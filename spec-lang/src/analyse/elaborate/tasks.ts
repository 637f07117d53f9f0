/**
 * Tasks. `{send(m, j, right(j))}` names its variables nowhere else, as texts of 1997 do: a bare
 * name that means nothing yet stands for every value of the parameter at its place.
 */
import type { AstExpr, AstTask } from '../../syntax/ast.js';
import type { Bound, Expr } from '../../ir/expr.js';
import type { Action, Task } from '../../ir/program.js';
import { whole } from '../infer/context.js';
import { infer } from '../infer/expression.js';
import { constantSorts } from '../resolve/constants.js';
import { BROKEN, withBound, type Scope } from '../resolve/scope.js';
import { resolveSort } from '../resolve/sorts.js';

export function elaborateTask(
  ast: AstTask,
  signature: readonly Action[],
  outer: Scope,
): Task | undefined {
  let scope = outer;
  const forAll = ast.forAll.map((b) => {
    const sort = resolveSort(b.sort, outer);
    scope = withBound(scope, b.name.text, sort ?? BROKEN);
    return sort && { name: b.name.text, sort };
  });
  const implicit = ast.actions.flatMap(({ name, args }) =>
    implicitVariables(args, find(signature, name.text), scope),
  );
  scope = implicit.reduce((s, b) => withBound(s, b.name, b.sort), scope);
  const actions = ast.actions.map(({ name, args }) => {
    const action = find(signature, name.text);
    if (action === undefined)
      return scope.report.add('E0401', name.span, `the signature has no action ${name.text}`);
    const typed: readonly Expr[] | undefined = whole(
      args.map((arg, i) => infer(arg, scope, action.parameters[i]?.sort)),
    );
    return typed && { name: name.text, args: typed };
  });
  const bounds = whole(forAll);
  const all = whole(actions);
  return (
    bounds && all && { actions: all, forAll: [...bounds, ...unique(implicit)], span: ast.span }
  );
}

function implicitVariables(
  args: readonly AstExpr[],
  action: Action | undefined,
  scope: Scope,
): readonly Bound[] {
  return args.flatMap((arg, i) => {
    const sort = action?.parameters[i]?.sort;
    const stands = arg.kind === 'name' && sort !== undefined && meansNothing(arg.name, scope);
    return stands ? [{ name: arg.name, sort }] : [];
  });
}

function meansNothing(name: string, scope: Scope): boolean {
  return (
    !scope.locals.has(name) &&
    !scope.definitions.has(name) &&
    constantSorts(name, scope).length === 0
  );
}

function unique(bounds: readonly Bound[]): readonly Bound[] {
  return bounds.filter((b, i) => bounds.findIndex((other) => other.name === b.name) === i);
}

function find(signature: readonly Action[], name: string): Action | undefined {
  return signature.find((a) => a.name === name);
}
