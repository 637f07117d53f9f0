/** Built-in operators as TypeScript. */
import type { Apply, Operator } from '@maat/spec-lang';
import { aboutMessage, COLLECTION_OPERATORS } from './collection-operators.js';
import { isConsuming, type Consuming } from './operator-kinds.js';
import { changing } from './consuming-operators.js';
import { equality, order } from './comparison.js';
import { NotGenerable } from './scribe.js';
import { typeOf } from './sorts.js';
import { argument, type TermWriter } from './term-writer.js';

export type Write = (expr: Apply, terms: TermWriter) => string;

export function applyOperator(expr: Apply, terms: TermWriter): string {
  const { op } = expr;
  return isConsuming(op) ? changing(expr, terms) : OPERATORS[op](expr, terms);
}

const binary =
  (text: (a: string, b: string) => string): Write =>
  (expr, terms) =>
    text(terms.read(argument(expr, 0)), terms.read(argument(expr, 1)));

const unary =
  (text: (a: string) => string): Write =>
  (expr, terms) =>
    text(terms.read(argument(expr, 0)));

const call =
  (name: string): Write =>
  (expr, terms) =>
    `${name}(${expr.args.map((a) => terms.read(a)).join(', ')})`;

/** A function of the support library, which is told the place. */
const partial =
  (name: string): Write =>
  (expr, terms) =>
    `${terms.scribe.use(name)}(${[...expr.args.map((a) => terms.read(a)), terms.scribe.place(expr.span)].join(', ')})`;

const noRing: Write = (expr) => {
  throw new NotGenerable('a process that runs does not know the ring of all elements', expr.span);
};

const OPERATORS: { readonly [op in Exclude<Operator, Consuming>]: Write } = {
  ...COLLECTION_OPERATORS,
  not: unary((a) => `!(${a})`),
  and: binary((a, b) => `(${a} && ${b})`),
  or: binary((a, b) => `(${a} || ${b})`),
  implies: binary((a, b) => `(!(${a}) || ${b})`),
  iff: (expr, terms) => equality(expr, terms, '==='),
  eq: (expr, terms) => equality(expr, terms, '==='),
  ne: (expr, terms) => equality(expr, terms, '!=='),
  lt: (expr, terms) => order(expr, terms, '<'),
  le: (expr, terms) => order(expr, terms, '<='),
  gt: (expr, terms) => order(expr, terms, '>'),
  ge: (expr, terms) => order(expr, terms, '>='),
  plus: binary((a, b) => `(${a} + ${b})`),
  minus: binary((a, b) => `(${a} - ${b})`),
  times: binary((a, b) => `(${a} * ${b})`),
  negate: unary((a) => `(0 - ${a})`),
  natural: partial('nat'),
  abs: call('Math.abs'),
  min: call('Math.min'),
  max: call('Math.max'),
  div: partial('div'),
  mod: partial('mod'),
  nil: () => 'null',
  embed,
  val,
  hasTag: (expr, terms) => call(terms.scribe.use('isCase'))(expr, terms),
  mint: (expr, terms) => call(terms.scribe.use('mint'))(expr, terms),
  pieces: (expr, terms) => aboutMessage('pieces', expr, terms),
  joined: (expr, terms) =>
    `${terms.scribe.use('joined')}(this.out, ${[...expr.args.map((a) => terms.read(a)), terms.scribe.place(expr.span)].join(', ')})`,
  ringFirst: noRing,
  ringLeft: noRing,
  ringRight: noRing,
  ringName: noRing,
};

/** A Null inside a Null is boxed. */
function embed(expr: Apply, terms: TermWriter): string {
  const of = argument(expr, 0);
  return of.sort.kind === 'null'
    ? `${terms.scribe.use('box')}(${terms.owned(of)})`
    : terms.owned(of);
}

function val(expr: Apply, terms: TermWriter): string {
  const { scribe } = terms;
  const type = typeOf(expr.sort, scribe);
  const boxed = expr.sort.kind === 'null';
  const angle = scribe.angle(boxed ? `${scribe.useType('Box')}<${type}>` : type);
  const text = `${scribe.use('val')}${angle}(${terms.read(argument(expr, 0))}, ${scribe.place(expr.span)})`;
  return boxed ? `${text}.some` : text;
}
