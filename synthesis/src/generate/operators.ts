/** Built-in operators as TypeScript. */
import type { Apply, Expr, Operator, Sort } from '@maat/spec-lang';
import { assertNever } from '../never.js';
import type { Terms } from './expressions.js';
import { NotGenerable } from './scribe.js';
import { arrayClass, collectionClass, emptyOf, isPrimitive, typeOf } from './sorts.js';

export function applyOperator(expr: Apply, terms: Terms): string {
  const { op } = expr;
  switch (op) {
    case 'not':
    case 'and':
    case 'or':
    case 'implies':
    case 'iff':
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return logic(op, expr, terms);
    case 'plus':
    case 'minus':
    case 'times':
    case 'div':
    case 'mod':
    case 'negate':
    case 'abs':
    case 'min':
    case 'max':
      return arithmetic(op, expr, terms);
    case 'nil':
    case 'embed':
    case 'val':
    case 'hasTag':
      return cases(op, expr, terms);
    case 'ringFirst':
    case 'ringLeft':
    case 'ringRight':
    case 'ringName':
      throw new NotGenerable(
        'a process that runs does not know the ring of all elements',
        expr.span,
      );
    case 'mint':
      return `${terms.scribe.use('mint')}(${expr.args.map((a) => terms.read(a)).join(', ')})`;
    default:
      return isConsuming(op) ? changing(op, expr, terms) : collection(op, expr, terms);
  }
}

/** These make a changed collection of their operand, in place if they may. */
type Consuming =
  | 'insert'
  | 'delete'
  | 'union'
  | 'intersection'
  | 'difference'
  | 'append'
  | 'prepend'
  | 'concat'
  | 'tail'
  | 'init'
  | 'update'
  | 'remove';

const CONSUMING: ReadonlySet<Operator> = new Set<Consuming>([
  'insert',
  'delete',
  'union',
  'intersection',
  'difference',
  'append',
  'prepend',
  'concat',
  'tail',
  'init',
  'update',
  'remove',
]);

const PARTIAL: ReadonlySet<Operator> = new Set<Operator>([
  'head',
  'last',
  'tail',
  'init',
  'val',
  'least',
  'greatest',
  'div',
  'mod',
]);

export function isPartialOperator(expr: Apply): boolean {
  const of = expr.args[0]?.sort.kind;
  return PARTIAL.has(expr.op) || ((expr.op === 'index' || expr.op === 'update') && of !== 'array');
}

export function isConsuming(op: Operator): op is Consuming {
  return CONSUMING.has(op);
}

/** The operand that a consuming operator changes. */
export function consumedOperand(expr: Apply): Expr {
  return argument(
    expr,
    expr.op === 'insert' || expr.op === 'delete' || expr.op === 'prepend' ? 1 : 0,
  );
}

/** The value is new: nobody else holds it, or what it contains is marked as shared already. */
export function isFresh(expr: Expr): boolean {
  switch (expr.kind) {
    case 'tuple':
    case 'inject':
    case 'comprehension':
    case 'literal':
      return true;
    case 'apply':
      return FRESH.has(expr.op) || isConsuming(expr.op);
    default:
      return false;
  }
}

const FRESH: ReadonlySet<Operator> = new Set<Operator>([
  'empty',
  'display',
  'constant',
  'keys',
  'elements',
  'slice',
  'nil',
  'embed',
  'mint',
]);

/** A consuming operator applied to a text that it may change. */
export function applyTo(receiver: string, expr: Apply, terms: Terms): string {
  const { op, args } = expr;
  const place = (): string => terms.scribe.place(expr.span);
  switch (op) {
    case 'insert':
      return `${receiver}.add(${terms.owned(argument(expr, 0))})`;
    case 'delete':
      return `${receiver}.delete(${terms.read(argument(expr, 0))})`;
    case 'prepend':
      return `${receiver}.prepend(${terms.owned(argument(expr, 0))})`;
    case 'append':
      return `${receiver}.append(${terms.owned(argument(expr, 1))})`;
    case 'union':
    case 'intersection':
    case 'difference':
    case 'concat':
      return `${receiver}.${op}(${terms.read(argument(expr, 1))})`;
    case 'tail':
    case 'init':
      return `${receiver}.${op}(${place()})`;
    case 'remove':
      return `${receiver}.remove(${terms.read(argument(expr, 1))})`;
    case 'update': {
      const at = index(args.slice(1, -1), terms);
      const value = terms.owned(argument(expr, args.length - 1));
      return `${receiver}.set(${at}, ${value}${expr.sort.kind === 'seq' ? `, ${place()}` : ''})`;
    }
    default:
      throw new TypeError(`${op} changes nothing`);
  }
}

/** One index stands for itself, two are a pair. */
export function index(args: readonly Expr[], terms: Terms): string {
  const texts = args.map((a) => terms.owned(a));
  return texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
}

export function argument(expr: Apply, i: number): Expr {
  const arg = expr.args[i];
  if (arg === undefined) throw new TypeError(`${expr.op} has no operand ${i}`);
  return arg;
}

function changing(op: Consuming, expr: Apply, terms: Terms): string {
  // The empty collection is not worth a copy.
  const operand = consumedOperand(expr);
  if (op === 'insert' || op === 'append') {
    const display = asDisplay(expr, terms);
    if (display !== undefined) return display;
  }
  return applyTo(terms.consumed(operand), expr, terms);
}

function asDisplay(expr: Apply, terms: Terms): string | undefined {
  const operand = consumedOperand(expr);
  if (operand.kind !== 'apply' || operand.op !== 'empty') return undefined;
  const element = argument(expr, expr.op === 'insert' ? 0 : 1);
  return `${collectionClass(expr.sort, terms.scribe)}(${terms.owned(element)})`;
}

type Logic = 'not' | 'and' | 'or' | 'implies' | 'iff' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

function logic(op: Logic, expr: Apply, terms: Terms): string {
  const [a = '', b = ''] = op === 'eq' || op === 'ne' ? [] : expr.args.map((e) => terms.read(e));
  switch (op) {
    case 'not':
      return `!(${a})`;
    case 'and':
      return `(${a} && ${b})`;
    case 'or':
      return `(${a} || ${b})`;
    case 'implies':
      return `(!(${a}) || ${b})`;
    case 'iff':
      return `${terms.scribe.use('eq')}(${a}, ${b})`;
    case 'eq':
      return equality(expr, terms, '===');
    case 'ne':
      return equality(expr, terms, '!==');
    case 'lt':
      return order('<', argument(expr, 0).sort, a, b, terms);
    case 'le':
      return order('<=', argument(expr, 0).sort, a, b, terms);
    case 'gt':
      return order('>', argument(expr, 0).sort, a, b, terms);
    case 'ge':
      return order('>=', argument(expr, 0).sort, a, b, terms);
    default:
      return assertNever(op);
  }
}

/** Booleans are compared by a function, since the compiler would reason about what they must be. */
function equality(expr: Apply, terms: Terms, sign: '===' | '!=='): string {
  const [a, b] = [argument(expr, 0), argument(expr, 1)];
  const empty = isEmpty(a) ? b : isEmpty(b) ? a : undefined;
  if (empty !== undefined) return `(${terms.read(empty)}.size ${sign} 0)`;
  const direct =
    isNil(a) || isNil(b) || (isPrimitive(a.sort, terms.scribe.message) && a.sort.kind !== 'bool');
  if (direct) return `(${terms.read(a)} ${sign} ${terms.read(b)})`;
  return `${sign === '!==' ? '!' : ''}${terms.scribe.use('eq')}(${terms.read(a)}, ${terms.read(b)})`;
}

function isNil(expr: Expr): boolean {
  return expr.kind === 'apply' && expr.op === 'nil';
}

function isEmpty(expr: Expr): boolean {
  return (
    expr.kind === 'apply' &&
    (expr.op === 'empty' || (expr.op === 'display' && expr.args.length === 0))
  );
}

function order(sign: string, sort: Sort, a: string, b: string, terms: Terms): string {
  if (sort.kind === 'nat' || sort.kind === 'int') return `(${a} ${sign} ${b})`;
  return `(${terms.scribe.use('compare')}(${a}, ${b}) ${sign} 0)`;
}

type Arithmetic = 'plus' | 'minus' | 'times' | 'div' | 'mod' | 'negate' | 'abs' | 'min' | 'max';

function arithmetic(op: Arithmetic, expr: Apply, terms: Terms): string {
  const [a = '', b = ''] = expr.args.map((e) => terms.read(e));
  switch (op) {
    case 'plus':
      return `(${a} + ${b})`;
    case 'minus':
      return `(${a} - ${b})`;
    case 'times':
      return `(${a} * ${b})`;
    case 'negate':
      return `(0 - ${a})`;
    case 'abs':
    case 'min':
    case 'max':
      return `Math.${op}(${[a, b].filter((x) => x !== '').join(', ')})`;
    case 'div':
    case 'mod':
      return `${terms.scribe.use(op)}(${a}, ${b}, ${terms.scribe.place(expr.span)})`;
    default:
      return assertNever(op);
  }
}

function cases(op: 'nil' | 'embed' | 'val' | 'hasTag', expr: Apply, terms: Terms): string {
  if (op === 'nil') return 'null';
  const of = argument(expr, 0);
  if (op === 'hasTag')
    return `${terms.scribe.use('isCase')}(${terms.read(of)}, ${terms.read(argument(expr, 1))})`;
  if (op === 'embed') {
    return of.sort.kind === 'null'
      ? `${terms.scribe.use('box')}(${terms.owned(of)})`
      : terms.owned(of);
  }
  const boxed = expr.sort.kind === 'null';
  const type = typeOf(expr.sort, terms.scribe);
  const angle = terms.scribe.angle(boxed ? `${terms.scribe.useType('Box')}<${type}>` : type);
  return `${terms.scribe.use('val')}${angle}(${terms.read(of)}, ${terms.scribe.place(expr.span)})${boxed ? '.some' : ''}`;
}

type Reading = Exclude<
  Operator,
  Consuming | Logic | Arithmetic | 'nil' | 'embed' | 'val' | 'hasTag' | 'mint' | `ring${string}`
>;

function collection(op: Reading, expr: Apply, terms: Terms): string {
  const place = (): string => terms.scribe.place(expr.span);
  const first = (): string => terms.read(argument(expr, 0));
  const second = (): string => terms.read(argument(expr, 1));
  switch (op) {
    case 'empty':
      return emptyOf(expr.sort, terms.scribe);
    case 'display':
      return `${collectionClass(expr.sort, terms.scribe)}(${expr.args.map((a) => terms.owned(a)).join(', ')})`;
    case 'constant':
      return `${arrayClass(expr.sort, terms.scribe)}(${terms.owned(argument(expr, 0))})`;
    case 'in':
      return `${second()}.has(${first()})`;
    case 'defined':
      return `${first()}.has(${second()})`;
    case 'size':
      return `${first()}.size`;
    case 'keys':
      return `${first()}.keys()`;
    case 'rank':
    case 'count':
      return `${second()}.${op}(${first()})`;
    case 'subset':
      return `${first()}.subsetOf(${second()})`;
    case 'prefix':
      return `${first()}.isPrefixOf(${second()})`;
    case 'least':
    case 'greatest':
    case 'head':
    case 'last':
      return `${first()}.${op}(${place()})`;
    case 'elements':
      return `${first()}.elements()`;
    case 'slice':
      return `${first()}.slice(${second()}, ${terms.read(argument(expr, 2))})`;
    case 'index': {
      const at = index(expr.args.slice(1), terms);
      return `${first()}.at(${at}${argument(expr, 0).sort.kind === 'array' ? '' : `, ${place()}`})`;
    }
    default:
      return assertNever(op);
  }
}
