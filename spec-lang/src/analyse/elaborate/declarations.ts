/** Types and definitions, of a file or inside a unit, in the order written. */
import type { AstDefinition, AstSort, AstTypeUnit } from '../../syntax/ast.js';
import type { Bound } from '../../ir/expr.js';
import type { Definition } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { inferStored } from '../infer/expression.js';
import {
  BROKEN,
  withBound,
  withDefinition,
  withSort,
  withoutStates,
  type DefinitionEntry,
  type Scope,
} from '../resolve/scope.js';
import { isBuiltInSort, reportTwice, resolveSort, resolveType } from '../resolve/sorts.js';

const READS_NO_STATE = 'a definition has to take it as a parameter';

export function elaborateTypes(
  asts: readonly AstTypeUnit[],
  outer: Scope,
): { readonly sorts: readonly Sort[]; readonly scope: Scope } {
  reportTwice(
    asts.map((t) => t.name),
    'type',
    outer,
  );
  let scope = outer;
  const sorts: Sort[] = [];
  for (const ast of asts) {
    const name = ast.name.text;
    if (isBuiltInSort(name) || outer.sorts.has(name))
      scope.report.add('E0208', ast.name.span, `there is a sort ${name} already`);
    const ahead = asts.slice(asts.indexOf(ast)).some((t) => mentions(ast, t.name.text));
    const sort = ahead ? circular(ast, scope) : resolveType(ast, scope);
    scope = withSort(scope, name, sort ?? BROKEN);
    const fresh = ast.definition?.kind !== 'alias';
    if (sort !== undefined && fresh) sorts.push(sort);
  }
  return { sorts, scope };
}

function circular(ast: AstTypeUnit, scope: Scope): undefined {
  return scope.report.add(
    'E0211',
    ast.name.span,
    `${ast.name.text} uses a type that is not declared before it; put that one first, and use no type inside of itself`,
  );
}

/** Does the declaration use this sort, which is declared at or after it? */
function mentions(ast: AstTypeUnit, name: string): boolean {
  const body = ast.definition;
  switch (body?.kind) {
    case 'tupleOf':
      return body.fields.some((f) => names(f.sort, name));
    case 'unionOf':
      return body.cases.some((c) => c.fields.some((f) => names(f.sort, name)));
    case 'alias':
      return names(body.sort, name);
    case 'enumeration':
    case undefined:
      return false;
  }
}

function names(sort: AstSort, name: string): boolean {
  return sort.name.text === name || sort.args.some((arg) => names(arg, name));
}

export function elaborateDefinitions(
  asts: readonly AstDefinition[],
  outer: Scope,
  file: string,
): { readonly definitions: readonly Definition[]; readonly scope: Scope } {
  reportTwice(
    asts.map((d) => d.name),
    'definition',
    outer,
  );
  let scope = outer;
  const definitions: Definition[] = [];
  for (const ast of asts) {
    const { definition, parameters, result } = elaborateDefinition(ast, scope, file);
    scope = withDefinition(scope, ast.name.text, { parameters, result });
    if (definition !== undefined) definitions.push(definition);
  }
  return { definitions, scope };
}

interface Defined extends DefinitionEntry {
  readonly definition?: Definition;
}

function elaborateDefinition(ast: AstDefinition, outer: Scope, file: string): Defined {
  reportTwice(
    ast.parameters.map((p) => p.name),
    'parameter',
    outer,
  );
  const sorts = ast.parameters.map((p) => resolveSort(p.sort, outer) ?? BROKEN);
  const inner = ast.parameters.reduce(
    (s, p, i) => withBound(s, p.name.text, sorts[i] ?? BROKEN),
    withoutStates(outer, READS_NO_STATE),
  );
  const result = resolveSort(ast.result, outer);
  const body = result && inferStored(ast.body, inner, result);
  const signature: DefinitionEntry = { parameters: sorts, result: result ?? BROKEN };
  const parameters = ast.parameters.map((p, i) => ({
    name: p.name.text,
    sort: sorts[i] ?? BROKEN,
  }));
  if (
    body === undefined ||
    result === undefined ||
    !parameters.every((p): p is Bound => p.sort !== BROKEN)
  )
    return signature;
  const { doc, span } = ast;
  return {
    ...signature,
    definition: { name: ast.name.text, parameters, result, body, doc, span, file },
  };
}
