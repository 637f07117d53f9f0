/** State variables and their initial values. */
import type { AstInitial, AstState } from '../../syntax/ast.js';
import type { Initial, StateVariable } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { inferAs, inferCondition } from '../infer/expression.js';
import { reportTwice, resolveSort } from '../resolve/sorts.js';
import { BROKEN, withBound, withoutStates, type Scope, type StateEntry } from '../resolve/scope.js';

const INITIAL_READS_NO_STATE = 'initial values are made of constants and parameters';

export interface States {
  readonly states: readonly StateVariable[];
  readonly entries: ReadonlyMap<string, StateEntry>;
}

/** Variables with errors keep an entry, so that their uses are checked no further. */
export function elaborateStates(asts: readonly AstState[], outer: Scope): States {
  reportTwice(
    asts.map((s) => s.name),
    'state variable',
    outer,
  );
  const scope = withoutStates(outer, INITIAL_READS_NO_STATE);
  const states: StateVariable[] = [];
  const entries = new Map<string, StateEntry>();
  for (const ast of asts) {
    const sort = resolveSort(ast.sort, scope);
    entries.set(ast.name.text, { sort: sort ?? BROKEN, ghost: ast.ghost, inherited: false });
    const initial = sort && elaborateInitial(ast.initial, sort, scope);
    const { ghost, doc, span } = ast;
    if (initial !== undefined && sort !== undefined)
      states.push({ name: ast.name.text, sort, initial, ghost, doc, span });
  }
  return { states, entries };
}

function elaborateInitial(
  ast: AstInitial | undefined,
  sort: Sort,
  scope: Scope,
): Initial | undefined {
  if (ast === undefined) return { kind: 'any' };
  if (ast.kind === 'value') {
    const value = inferAs(ast.value, scope, sort);
    return value && { kind: 'value', value };
  }
  const declared = ast.sort && resolveSort(ast.sort, scope);
  if (ast.sort !== undefined && declared === undefined) return undefined;
  if (ast.variable === undefined && ast.where === undefined) return { kind: 'any' };
  const name = ast.variable?.text ?? 'chosen';
  const inner = ast.variable ? withBound(scope, name, declared ?? sort) : scope;
  const where = ast.where && inferCondition(ast.where, inner);
  if (ast.where !== undefined && where === undefined) return undefined;
  return {
    kind: 'choose',
    variable: { name, sort: declared ?? sort },
    ...(where ? { where } : {}),
  };
}
