/** Signatures: `const e` becomes a parameter with a condition. */
import type { AstAction, AstActionParameter } from '../../syntax/ast.js';
import type { Bound, Expr } from '../../ir/expr.js';
import type { Action } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { infer, inferCondition } from '../infer/expression.js';
import { conjunction, equal, local } from '../infer/terms.js';
import { freshName } from '../../ir/fresh-name.js';
import { reportTwice, resolveSort } from '../resolve/sorts.js';
import { BROKEN, withBound, withoutStates, type Scope } from '../resolve/scope.js';

const WHERE_READS_NO_STATE = 'the where clause of an action speaks of its parameters only';

export function elaborateAction(ast: AstAction, outer: Scope): Action | undefined {
  const head = elaborateParameters(ast.parameters, withoutStates(outer, WHERE_READS_NO_STATE));
  const where = ast.where && inferCondition(ast.where, head.scope);
  if (head.parameters === undefined || (ast.where !== undefined && where === undefined))
    return undefined;
  const condition = conjunction([...head.where, ...(where ? [where] : [])]);
  return {
    name: ast.name.text,
    kind: ast.kind,
    parameters: head.parameters,
    ...(condition ? { where: condition } : {}),
    span: ast.span,
  };
}

export interface FormalHead {
  readonly parameters: readonly Bound[] | undefined;
  readonly where: readonly Expr[];
  readonly scope: Scope;
}

function elaborateParameters(parameters: readonly AstActionParameter[], outer: Scope): FormalHead {
  const names = parameters.flatMap((p) => (p.kind === 'binding' ? [p.binding.name] : []));
  reportTwice(names, 'parameter', outer);
  const taken = new Set([...outer.locals.keys(), ...names.map((n) => n.text)]);
  let scope = outer;
  let sound = true;
  const bounds: Bound[] = [];
  const where: Expr[] = [];
  for (const p of parameters) {
    const value = p.kind === 'const' ? infer(p.value, scope) : undefined;
    const sort: Sort | undefined =
      p.kind === 'const' ? value?.sort : resolveSort(p.binding.sort, scope);
    const name = p.kind === 'const' ? freshName(constName(p.value), taken) : p.binding.name.text;
    taken.add(name);
    if (p.kind === 'binding') scope = withBound(scope, name, sort ?? BROKEN);
    if (sort === undefined) sound = false;
    else bounds.push({ name, sort });
    if (value !== undefined) where.push(equal(local(name, value.sort, p.span), value));
  }
  return { parameters: sound ? bounds : undefined, where, scope };
}

/** The parameter that stands for `const i` is called i0 or the like. */
function constName(e: (AstActionParameter & { kind: 'const' })['value']): string {
  if (e.kind === 'name') return `${e.name}0`;
  return e.kind === 'call' ? `${e.name.text}0` : 'c';
}
