/** Terms as text inside messages, where no source text is at hand. */
import type { Apply, Expr } from '../ir/expr.js';

export function termText(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' && expr.sort.kind === 'string'
        ? JSON.stringify(expr.value)
        : String(expr.value);
    case 'local':
    case 'state':
      return expr.name;
    case 'apply':
      return applyText(expr);
    case 'call':
      return `${expr.name}(${list(expr.args)})`;
    case 'if':
      return `if ${termText(expr.condition)} then ${termText(expr.then)} else ${termText(expr.else)}`;
    case 'quantified': {
      const within = expr.within === undefined ? '' : ` \\in ${termText(expr.within)}`;
      const sign = expr.quantifier === 'forall' ? '\\A' : '\\E';
      return `${sign} ${expr.variable.name}${within} (${termText(expr.body)})`;
    }
    case 'tuple':
      return `[${list(expr.args)}]`;
    case 'select':
      return `${termText(expr.of)}.${expr.field}`;
    case 'inject':
      return expr.args.length === 0 ? expr.tag : `${expr.tag}(${list(expr.args)})`;
    case 'comprehension':
      return `{ ${termText(expr.element)} : ${expr.variable.name} }`;
  }
}

const INFIX: Partial<Record<Apply['op'], string>> = {
  and: '/\\',
  or: '\\/',
  implies: '=>',
  iff: '<=>',
  eq: '=',
  ne: '~=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  plus: '+',
  minus: '-',
  times: '*',
  in: '\\in',
  union: '\\U',
  intersection: '\\I',
  difference: '\\',
  subset: '\\subseteq',
  append: '|-',
  prepend: '-|',
  concat: '||',
};

function applyText({ op, args }: Apply): string {
  const infix = INFIX[op];
  const [first, ...rest] = args;
  if (infix !== undefined) return args.map(operandText).join(` ${infix} `);
  if (first === undefined) return op === 'empty' || op === 'display' ? '{}' : op;
  if (op === 'not') return `~${operandText(first)}`;
  if (op === 'index') return `${termText(first)}[${list(rest)}]`;
  if (op === 'val') return `${termText(first)}.val`;
  if (op === 'display') return `{${list(args)}}`;
  if (op === 'size') return `${first.sort.kind === 'seq' ? 'len' : 'size'}(${list(args)})`;
  return `${op}(${list(args)})`;
}

function operandText(expr: Expr): string {
  const compound = expr.kind === 'if' || (expr.kind === 'apply' && INFIX[expr.op] !== undefined);
  return compound ? `(${termText(expr)})` : termText(expr);
}

function list(exprs: readonly Expr[]): string {
  return exprs.map(termText).join(', ');
}
