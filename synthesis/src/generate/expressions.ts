/**
 * Expressions as TypeScript. A term is *read* where its value is only looked at, *owned* where it
 * is stored or given away (then what the state holds is marked as shared), and *consumed* where an
 * operator may change it in place (then what the state holds is copied).
 */
import {
  mayBeUndefined,
  type Comprehension,
  type Expr,
  type Quantified,
  type Sort,
  type Span,
} from '@maat/spec-lang';
import { assertNever } from '../never.js';
import { key, localName, memberName } from './names.js';
import { isFresh } from './operator-kinds.js';
import { applyOperator } from './operators.js';
import type { TermWriter } from './term-writer.js';
import { NotGenerable, type Scribe } from './scribe.js';
import { hasCollections } from './sort-facts.js';
import { typeOf } from './sorts.js';

/** How names outside the state are written: constants and `self` are fields of the machine. */
export interface Names {
  readonly fields: ReadonlySet<string>;
  /** A text for a constant, where there is no machine. */
  readonly constant?: (name: string, sort: Sort) => string;
}

export class Terms implements TermWriter {
  readonly scribe: Scribe;
  private readonly names: Names;

  constructor(scribe: Scribe, names: Names) {
    this.scribe = scribe;
    this.names = names;
  }

  /** With names bound inside, which hide constants. */
  binding(...bound: readonly string[]): Terms {
    if (!bound.some((name) => this.names.fields.has(name))) return this;
    const fields = new Set([...this.names.fields].filter((name) => !bound.includes(name)));
    return new Terms(this.scribe, { ...this.names, fields });
  }

  /** Conditions are marked, as each conjunct may have a line of its own. */
  read(expr: Expr): string {
    const text = this.readText(expr);
    return expr.sort.kind === 'bool' ? this.scribe.mark(expr.span, text) : text;
  }

  private readText(expr: Expr): string {
    switch (expr.kind) {
      case 'literal':
        return JSON.stringify(expr.value);
      case 'local':
        return this.local(expr.name, expr.sort);
      case 'state':
        return `this.${memberName(expr.name)}`;
      case 'apply':
        return applyOperator(expr, this);
      case 'call':
        this.scribe.called.add(expr.name);
        return `${localName(expr.name)}(${expr.args.map((a) => this.read(a)).join(', ')})`;
      case 'if':
        return this.conditional(expr, (e) => this.read(e));
      case 'quantified':
        return this.quantified(expr);
      case 'tuple':
        return this.record(fieldNames(expr.sort), expr.args);
      case 'select':
        return this.select(expr.of, expr.field, expr.sort, expr);
      case 'inject': {
        const fields = expr.sort.cases.find((c) => c.tag === expr.tag)?.fields ?? [];
        return this.record(
          fields.map((f) => f.name),
          expr.args,
          `tag: ${JSON.stringify(expr.tag)}, `,
        );
      }
      case 'comprehension':
        return this.comprehension(expr);
      default:
        return assertNever(expr);
    }
  }

  owned(expr: Expr): string {
    if (!hasCollections(expr.sort) || isFresh(expr)) return this.read(expr);
    if (expr.kind === 'if') return this.conditional(expr, (e) => this.owned(e));
    return `${this.scribe.use('share')}(${this.read(expr)})`;
  }

  consumed(expr: Expr): string {
    if (isFresh(expr)) return this.read(expr);
    if (expr.kind === 'if') return this.conditional(expr, (e) => this.consumed(e));
    return `${this.read(expr)}.fork()`;
  }

  /** A condition outside effects: it is false when an undefined term stands in it. */
  guard(expr: Expr): string {
    return isPartial(expr)
      ? `${this.scribe.use('holds')}(() => ${this.read(expr)})`
      : this.read(expr);
  }

  /** Something to loop over. */
  range(within: Expr | undefined, sort: Sort, expr: { readonly span: Span }): string {
    if (within !== undefined)
      return within.sort.kind === 'map' ? `${this.read(within)}.keys()` : this.read(within);
    if (sort.kind === 'bool') return '[false, true]';
    if (sort.kind === 'enum') return JSON.stringify(sort.values);
    throw new NotGenerable(
      'there is no end to the values to try: say in which set they are',
      expr.span,
    );
  }

  private local(name: string, sort: Sort): string {
    if (!this.names.fields.has(name)) return localName(name);
    if (name === 'self') return 'this.self';
    return this.names.constant?.(name, sort) ?? `this.${memberName(name)}`;
  }

  private conditional(expr: Extract<Expr, { kind: 'if' }>, branch: (e: Expr) => string): string {
    return `(${this.read(expr.condition)} ? ${branch(expr.then)} : ${branch(expr.else)})`;
  }

  private quantified(expr: Quantified): string {
    // Where the body is undefined for one value, so is the whole, whatever it is for those before.
    const [short, whole] =
      expr.quantifier === 'forall'
        ? (['forAll', 'forAllOfThem'] as const)
        : (['exists', 'existsAmongThem'] as const);
    const each = this.scribe.use(isPartial(expr.body) ? whole : short);
    const inner = this.binding(expr.variable.name);
    const variable = this.parameter(expr.variable.name, expr.variable.sort);
    return `${each}(${this.range(expr.within, expr.variable.sort, expr)}, (${variable}) => ${inner.read(expr.body)})`;
  }

  private comprehension(expr: Comprehension): string {
    const inner = this.binding(expr.variable.name);
    const variable = this.parameter(expr.variable.name, expr.variable.sort);
    const where =
      expr.where === undefined ? '() => true' : `(${variable}) => ${inner.read(expr.where)}`;
    const range = this.range(expr.within, expr.variable.sort, expr);
    return `${this.scribe.use('comprehend')}(${range}, ${where}, (${variable}) => ${inner.owned(expr.element)})`;
  }

  private parameter(name: string, sort: Sort): string {
    return `${localName(name)}${this.scribe.colon(typeOf(sort, this.scribe))}`;
  }

  private record(names: readonly string[], args: readonly Expr[], before = ''): string {
    const fields = args.map((arg, i) => `${key(names[i] ?? '')}: ${this.owned(arg)}`);
    return `{ ${before}${fields.join(', ')} }`;
  }

  private select(of: Expr, field: string, sort: Sort, expr: Expr): string {
    const record = this.read(of);
    if (of.sort.kind !== 'union')
      return /^\w+$/.test(field) ? `${record}.${field}` : `${record}[${key(field)}]`;
    const part = `${this.scribe.use('part')}(${record}, ${JSON.stringify(field)}, ${this.scribe.place(expr.span)})`;
    return this.scribe.cast(part, typeOf(sort, this.scribe));
  }
}

/** A definition may hide an undefined term. */
function isPartial(expr: Expr): boolean {
  return mayBeUndefined(expr, () => undefined);
}

function fieldNames(sort: Sort): readonly string[] {
  return sort.kind === 'tuple' ? sort.fields.map((f) => f.name) : [];
}
