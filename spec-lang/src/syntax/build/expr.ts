/** Expressions: the flat list of operands and operators becomes a tree by precedence. */
import { joinSpans, type Span } from '../../text/span.js';
import type { AstExpr } from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import { canonicalOperator, INFIX, PREFIX } from '../operators.js';
import { firstName, nameOf, part } from './context.js';
import { buildSort } from './sort.js';

export function buildExpr(node: Cst): AstExpr {
  const items = node.kids.flatMap((kid) => (kid.rule === 'Operand' ? kid.kids : [kid]));
  return climb({ items, at: 0 }, 0);
}

/** Of a node that holds one Expr: `Where`, `Initially`, `Else`, … */
export function innerExpr(node: Cst): AstExpr {
  return buildExpr(one(node, 'Expr'));
}

export function buildExprs(node: Cst): readonly AstExpr[] {
  return many(node, 'Expr').map(buildExpr);
}

/** Of a node with an optional `Args`. */
export function buildArgs(node: Cst): readonly AstExpr[] {
  const args = optional(node, 'Args');
  return args === undefined ? [] : buildExprs(args);
}

export function buildWhere(node: Cst): { readonly where?: AstExpr } {
  return part('where', node, 'Where', innerExpr);
}

/** Operands and operators still to be read. */
interface Items {
  readonly items: readonly Cst[];
  at: number;
}

function climb(items: Items, least: number): AstExpr {
  let left = operand(items);
  for (;;) {
    const op = canonicalOperator(items.items[items.at]?.text ?? '');
    const info = items.at < items.items.length ? INFIX.get(op) : undefined;
    if (info === undefined || info.precedence < least) return left;
    items.at += 1;
    const right = climb(items, info.grouping === 'right' ? info.precedence : info.precedence + 1);
    left = { kind: 'binary', op, left, right, span: joinSpans(left.span, right.span) };
  }
}

function operand(items: Items): AstExpr {
  const item = items.items[items.at];
  if (item === undefined) throw new Error('an operator without operand passed the grammar');
  items.at += 1;
  if (item.rule !== 'prefix') return buildAtom(item);
  const op = canonicalOperator(item.text);
  const of = climb(items, PREFIX.get(op) ?? 0);
  return { kind: 'unary', op, of, span: joinSpans(item.span, of.span) };
}

export function buildAtom(node: Cst): AstExpr {
  return many(node, 'Suffix').reduce(
    (of, suffix) => {
      const inner = only(suffix);
      const span = joinSpans(of.span, suffix.span);
      if (inner.rule === 'Suffix_select')
        return { kind: 'select', of, field: firstName(inner), span };
      return { kind: 'at', of, index: buildExprs(inner), span };
    },
    buildPrimary(only(one(node, 'Primary'))),
  );
}

function buildPrimary(node: Cst): AstExpr {
  const { span } = node;
  switch (node.rule) {
    case 'number':
      return { kind: 'number', value: Number(node.text), span };
    case 'string':
      return { kind: 'string', value: unquote(node.text), span };
    case 'char':
      return { kind: 'char', value: unquote(node.text), span };
    case 'bool':
      return { kind: 'bool', value: node.text === 'true', span };
    case 'nameRef':
      return buildName(node);
    case 'Call':
      return { kind: 'call', name: firstName(node), args: buildArgs(node), span };
    case 'Brackets':
      return { kind: 'brackets', elements: buildExprs(node), span };
    case 'Braces':
      return buildBraces(only(node), span);
    case 'Paren':
      return buildParen(only(node), span);
    case 'IfExpr':
      return buildIf(node);
    default:
      return buildQuantified(node);
  }
}

function buildName(node: Cst): AstExpr {
  return { kind: 'name', name: node.text, span: node.span };
}

/** The span takes the parentheses in, so that a part in parentheses can be told from one without. */
function buildParen(node: Cst, span: Span): AstExpr {
  const inner = innerExpr(node);
  if (node.rule === 'Paren_ascribe')
    return { kind: 'ascribe', of: inner, sort: buildSort(one(node, 'Sort')), span };
  return { ...inner, span };
}

function buildBraces(node: Cst, span: Span): AstExpr {
  if (node.rule === 'Braces_display') return { kind: 'braces', elements: buildExprs(node), span };
  return {
    kind: 'comprehension',
    element: innerExpr(node),
    variable: firstName(node),
    ...part('sort', node, 'Sort', buildSort),
    ...part('within', node, 'ElementOf', innerExpr),
    ...buildWhere(node),
    span,
  };
}

function buildIf(node: Cst): AstExpr {
  return chain(buildExprs(node), node.span);
}

/** Conditions with their values in turn, and the last value; `elseif` is an if in the else part. */
function chain([condition, then, ...rest]: readonly AstExpr[], span: Span): AstExpr {
  const [otherwise, ...more] = rest;
  if (!condition || !then || !otherwise) throw new Error('an if expression has three parts');
  if (more.length === 0) return { kind: 'if', condition, then, otherwise, span };
  const inner = { ...span, start: otherwise.span.start };
  return { kind: 'if', condition, then, otherwise: chain(rest, inner), span };
}

/** `\A i, j: T (P)` is two quantifiers. */
function buildQuantified(node: Cst): AstExpr {
  const inner = only(node);
  const quantifier = /^(?:\\A|∀)$/.test(one(inner, 'quantifier').text) ? 'forall' : 'exists';
  const sort = part('sort', inner, 'Sort', buildSort);
  const within = {
    ...part('within', inner, 'WithinAtom', (w) => buildAtom(only(w))),
    ...withinName(inner),
  };
  return many(inner, 'name').reduceRight<AstExpr>((body, name) => {
    const variable = nameOf(name);
    return { kind: 'quantified', quantifier, variable, ...sort, ...within, body, span: node.span };
  }, quantifiedBody(inner));
}

function withinName(node: Cst): { readonly within?: AstExpr } {
  return part('within', node, 'WithinName', (w) => buildName(only(w)));
}

function quantifiedBody(node: Cst): AstExpr {
  const open = optional(node, 'Expr');
  if (open !== undefined) return buildExpr(open);
  const closed = only(one(node, 'ClosedBody'));
  return closed.rule === 'ClosedBody_paren'
    ? innerExpr(closed)
    : buildQuantified(one(closed, 'Quantified'));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
]);

function unquote(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(.)/gsu, (_, escaped: string) => ESCAPES.get(escaped) ?? escaped);
}
