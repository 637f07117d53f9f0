/** The parts of layers. */
import type { AstHandler, AstLayer, AstTrigger } from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import { buildLocals, buildPatterns } from './automaton.js';
import { firstName, nameOf, part, type Context } from './context.js';
import { buildWhere, innerExpr } from './expr.js';
import { buildSort } from './sort.js';
import { buildStmts } from './stmt.js';

export function buildConstants(node: Cst): AstLayer['constants'] {
  return many(node, 'ConstantDef').map((c) => ({
    name: firstName(c),
    sort: buildSort(one(c, 'Sort')),
    value: innerExpr(c),
  }));
}

export function buildHandler(context: Context, node: Cst): AstHandler {
  const eff = optional(node, 'HandlerEff');
  return {
    trigger: buildTrigger(only(one(node, 'Trigger'))),
    ...buildWhere(node),
    locals: buildLocals(node),
    eff: eff === undefined ? [] : buildStmts(eff),
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}

function buildTrigger(node: Cst): AstTrigger {
  const { span } = node;
  switch (node.rule) {
    case 'Trigger_above':
      return { kind: 'above', action: firstName(node), patterns: buildPatterns(node), span };
    case 'Trigger_below':
      return {
        kind: 'below',
        action: firstName(node),
        patterns: buildPatterns(node),
        ...part('header', node, 'With', (w) => ({ tag: firstName(w), patterns: buildPatterns(w) })),
        span,
      };
    case 'Trigger_timer':
      return { kind: 'timer', name: firstName(node), period: innerExpr(node), span };
    default:
      return { kind: 'start', span };
  }
}

export function buildPass(node: Cst): AstLayer['passes'] {
  const from = one(node, 'direct').text === 'above' ? 'above' : 'below';
  return many(node, 'name').map((n) => ({ from, action: nameOf(n) }));
}
