/** How much a term leans on its context, to infer the firmer side of `a = b` first. */
import type { AstExpr } from '../../syntax/ast.js';
import { casesOf, constantSorts } from '../resolve/constants.js';
import type { Scope } from '../resolve/scope.js';

/** 0: it has a sort of its own. 1: it has one by default. 2: it has none without context. */
export type Weakness = 0 | 1 | 2;

export function weakness(e: AstExpr, scope: Scope): Weakness {
  switch (e.kind) {
    case 'braces':
      return e.elements.length === 0 ? 2 : 1;
    case 'brackets':
      return 1;
    case 'number':
      return 1;
    case 'name':
      return nameWeakness(e.name, scope);
    case 'call':
      return callWeakness(e, scope);
    case 'binary':
      return binaryWeakness(e, scope);
    case 'if':
      return least([e.then, e.otherwise], scope);
    case 'string':
    case 'char':
    case 'bool':
    case 'at':
    case 'select':
    case 'unary':
    case 'quantified':
    case 'comprehension':
    case 'ascribe':
      return 0;
  }
}

function nameWeakness(name: string, scope: Scope): Weakness {
  if (scope.locals.has(name) || scope.view.states.has(name) || scope.definitions.has(name))
    return 0;
  if (name === 'nil' || name === 'empty') return 2;
  return constantSorts(name, scope).length > 1 ? 2 : 0;
}

function callWeakness(e: AstExpr & { kind: 'call' }, scope: Scope): Weakness {
  const [first, second] = e.args;
  if (scope.definitions.has(e.name.text)) return 0;
  switch (e.name.text) {
    case 'constant':
    case 'mint':
    case 'joined':
      return 2;
    case 'embed':
      return first === undefined ? 0 : weakness(first, scope);
    case 'insert':
    case 'delete':
      return second === undefined ? 0 : lessWeak(weakness(second, scope));
    case 'update':
    case 'assign':
    case 'remove':
    case 'tail':
    case 'init':
    case 'slice':
      return first === undefined ? 0 : weakness(first, scope);
    default:
      return casesOf(e.name.text, scope).length > 1 ? 2 : 0;
  }
}

function lessWeak(w: Weakness): Weakness {
  return w === 0 ? 0 : 1;
}

function binaryWeakness(e: AstExpr & { kind: 'binary' }, scope: Scope): Weakness {
  switch (e.op) {
    case '|-':
      return lessWeak(weakness(e.left, scope));
    case '-|':
      return lessWeak(weakness(e.right, scope));
    case '||':
    case '\\U':
    case '\\I':
    case '\\':
    case '-':
    case '+':
    case '*':
      return least([e.left, e.right], scope);
    default:
      return 0;
  }
}

function least(terms: readonly AstExpr[], scope: Scope): Weakness {
  return terms.map((t) => weakness(t, scope)).reduce((a, b) => (a < b ? a : b));
}
