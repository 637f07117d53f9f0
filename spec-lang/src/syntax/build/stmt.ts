/** Effects. */
import type { AstExpr, AstSort, AstStmt, Name } from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import { firstName, nameOf, part } from './context.js';
import { buildArgs, buildAtom, buildWhere, innerExpr } from './expr.js';
import { buildSort } from './sort.js';

/** Of a node with one `Stmts`. */
export function buildStmts(node: Cst): readonly AstStmt[] {
  return many(one(node, 'Stmts'), 'Stmt').map((s) => buildStmt(only(s)));
}

function buildStmt(node: Cst): AstStmt {
  const { span } = node;
  switch (node.rule) {
    case 'IfStmt':
      return buildIf(node);
    case 'ForStmt':
      return {
        kind: 'for',
        variable: firstName(node),
        ...part('sort', node, 'Sort', buildSort),
        ...part('within', node, 'Within', innerExpr),
        ...buildWhere(node),
        body: buildStmts(node),
        span,
      };
    case 'WhileStmt':
      return { kind: 'while', condition: innerExpr(node), body: buildStmts(node), span };
    case 'Emit':
      return buildEmit(node);
    case 'FireStmt':
      return { kind: 'fire', action: firstName(node), args: buildArgs(node), span };
    default:
      return buildAssign(node);
  }
}

function buildIf(node: Cst): AstStmt {
  const branches = [one(node, 'Branch'), ...many(node, 'ElseIf').map(only1)].map((branch) => ({
    condition: innerExpr(branch),
    body: buildStmts(branch),
  }));
  const last = optional(node, 'Else');
  return {
    kind: 'if',
    branches,
    otherwise: last ? buildStmts(last) : [],
    span: node.span,
  };
}

function only1(node: Cst): Cst {
  return one(node, 'Branch');
}

function buildEmit(node: Cst): AstStmt {
  const to = one(node, 'direct').text === 'above' ? 'above' : 'below';
  const header = part('header', node, 'WithArgs', (h) => ({
    tag: firstName(h),
    args: buildArgs(h),
  }));
  return {
    kind: 'emit',
    to,
    action: firstName(node),
    args: buildArgs(node),
    ...header,
    span: node.span,
  };
}

function buildAssign(node: Cst): AstStmt {
  const target = buildAtom(one(node, 'Atom'));
  const choice = optional(node, 'Choose');
  if (choice !== undefined)
    return { kind: 'choose', target, ...buildChoice(choice), span: node.span };
  return { kind: 'assign', target, value: innerExpr(node), span: node.span };
}

export function buildChoice(node: Cst): {
  readonly variable?: Name;
  readonly sort?: AstSort;
  readonly where?: AstExpr;
} {
  return {
    ...part('variable', node, 'name', nameOf),
    ...part('sort', node, 'Sort', buildSort),
    ...buildWhere(node),
  };
}
