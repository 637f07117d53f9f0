/** `hidden a(x, y: T, const e) where …`: which steps of an output a composition keeps to itself. */
import type { AstActionParameter, AstExpr, AstHidden } from '../../syntax/ast.js';
import type { Action, Hidden } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { inferCondition } from '../infer/expression.js';
import { conjunction } from '../infer/terms.js';
import type { Scope } from '../resolve/scope.js';
import { printSort } from '../../ir/print-sort.js';
import { sameSort } from '../resolve/sort-relations.js';
import { resolveSort } from '../resolve/sorts.js';
import { spellingFix } from '../resolve/suggest.js';
import { bindPatterns } from './patterns.js';

export function elaborateHidden(
  ast: AstHidden,
  outputs: readonly Action[],
  outer: Scope,
): Hidden | undefined {
  const action = findOutput(ast, outputs, outer);
  if (action === undefined) return undefined;
  for (const [i, p] of ast.patterns.entries()) checkSort(p, action.parameters[i]?.sort, outer);
  const head = bindPatterns(ast.patterns.map(patternOf), action.parameters, outer, ast);
  const where = head && ast.where && inferCondition(ast.where, head.scope);
  if (head === undefined || (ast.where !== undefined && where === undefined)) return undefined;
  const condition = conjunction([...head.where, ...(where ? [where] : [])]);
  return {
    action: action.name,
    parameters: head.parameters,
    ...(condition ? { where: condition } : {}),
  };
}

function findOutput(ast: AstHidden, outputs: readonly Action[], scope: Scope): Action | undefined {
  const { text, span } = ast.action;
  const action = outputs.find((a) => a.name === text);
  if (action === undefined) {
    const names = outputs.map((a) => a.name);
    return scope.report.add('E0513', span, `${text} is no output of a component`, {
      fixes: spellingFix(text, span, names),
    });
  }
  if (ast.patterns.length === action.parameters.length) return action;
  const message = `${text} has ${action.parameters.length} parameters; here are ${ast.patterns.length}`;
  return scope.report.add('E0304', span, message, {
    related: [{ span: action.span, message: 'declared here' }],
  });
}

/** A sort may be written, and is then that of the action. */
function checkSort(p: AstActionParameter, wanted: Sort | undefined, scope: Scope): void {
  const sort = p.kind === 'binding' ? resolveSort(p.binding.sort, scope) : undefined;
  if (sort === undefined || wanted === undefined || sameSort(sort, wanted)) return;
  const message = `this parameter is of sort ${printSort(wanted)}, not ${printSort(sort)}`;
  scope.report.add('E0301', p.span, message);
}

/** A bare name that means nothing yet stands for every value. */
function patternOf(p: AstActionParameter): AstExpr {
  if (p.kind === 'const') return p.value;
  return { kind: 'name', name: p.binding.name.text, span: p.binding.name.span };
}
