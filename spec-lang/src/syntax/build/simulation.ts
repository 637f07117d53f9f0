/** Simulations with their proof blocks. */
import type { AstFire, AstProofClause, AstSimulation, Name } from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import { buildKind, buildPatterns } from './automaton.js';
import { firstName, nameOf, type Context } from './context.js';
import { buildArgs, buildAtom, buildWhere, innerExpr } from './expr.js';
import { buildGuards } from './guards.js';

export function buildSimulation(context: Context, node: Cst): AstSimulation {
  const names = many(node, 'name').map(nameOf);
  const [from, to] = names.slice(-2);
  if (from === undefined || to === undefined) throw new Error('a simulation names two automata');
  const relation = one(node, 'Relation');
  const guards = many(relation, 'RelationGuard').map(innerExpr);
  const proof = optional(node, 'Proof');
  const own = names.length > 2 && names[0] !== undefined ? { name: names[0] } : {};
  return {
    kind: 'simulation',
    direction: one(node, 'direction').text === 'forward' ? 'forward' : 'backward',
    ...own,
    from,
    to,
    relation: buildGuards(context, to.span.end, guards),
    start: [...startOf(node), ...(proof === undefined ? [] : startOf(proof))],
    proof: proof === undefined ? [] : many(proof, 'ProofClause').map(buildClause),
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}

function startOf(node: Cst): AstSimulation['start'] {
  const start = optional(node, 'StartPart');
  if (start === undefined) return [];
  return many(start, 'StartChoice').map((c) => ({
    variable: buildAtom(one(c, 'Atom')),
    value: innerExpr(c),
  }));
}

function buildClause(node: Cst): AstProofClause {
  const body = only(one(node, 'ProofBody'));
  return {
    kind: buildKind(node),
    action: actionName(one(node, 'ActionName')),
    patterns: buildPatterns(node),
    ...buildWhere(node),
    fire: body.rule === 'ProofBody_ignore' ? [] : buildFires(one(body, 'Fires')),
    span: node.span,
  };
}

/** `step`, or `below.step` of the service below a layer. */
function actionName(node: Cst): Name {
  const names = many(node, 'name').map((n) => n.text);
  return { text: names.join('.'), span: node.span };
}

function buildFires(node: Cst): readonly AstFire[] {
  return many(node, 'Fire').map((f) => buildFire(only(f)));
}

function buildFire(node: Cst): AstFire {
  const { span } = node;
  if (node.rule === 'Fire_fire')
    return { kind: 'fire', action: firstName(node), args: buildArgs(node), span };
  const last = optional(node, 'FireElse');
  let otherwise = last === undefined ? [] : buildFires(one(last, 'Fires'));
  for (const branch of [...many(node, 'FireElseIf')].reverse()) {
    const then = buildFires(one(branch, 'Fires'));
    otherwise = [{ kind: 'if', condition: innerExpr(branch), then, otherwise, span: branch.span }];
  }
  return {
    kind: 'if',
    condition: innerExpr(node),
    then: buildFires(one(node, 'Fires')),
    otherwise,
    span,
  };
}
