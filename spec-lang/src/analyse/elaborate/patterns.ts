/**
 * Patterns in heads → parameters and conditions on them. A name that means nothing yet is a
 * variable; a tuple, embed(…) or constructor is taken apart; anything else is compared.
 */
import type { AstExpr } from '../../syntax/ast.js';
import type { Bound, Expr } from '../../ir/expr.js';
import { BOOL, INT, NAT, type Sort } from '../../ir/sort.js';
import { NOWHERE } from '../../text/span.js';
import { Report } from '../report.js';
import { namesIn, termNamesIn } from '../resolve/names-in.js';
import { infer, inferAs } from '../infer/expression.js';
import { apply, truth } from '../infer/context.js';
import { equal, local } from '../infer/terms.js';
import { freshName } from '../../ir/fresh-name.js';
import { constantSorts } from '../resolve/constants.js';
import { withBound, withLocal, type Scope } from '../resolve/scope.js';
import { elementSort, fits, sameSort } from '../resolve/sort-relations.js';

export interface Head {
  readonly parameters: readonly Bound[];
  readonly where: readonly Expr[];
  /** Knows the variables of the patterns. */
  readonly scope: Scope;
}

/**
 * `wanted` gives the sort of each parameter and the name it has in the signature; `within` is the
 * syntax in which the names made up for parameters must mean nothing.
 */
export function bindPatterns(
  patterns: readonly AstExpr[],
  wanted: readonly Bound[],
  outer: Scope,
  within: unknown = patterns,
): Head | undefined {
  const head = bindOpenPatterns(patterns, wanted, outer, within);
  const [unbound] = head?.hidden ?? [];
  if (head === undefined || unbound === undefined) return head;
  const place = patterns.find((p) => termNamesIn(p).has(unbound.name));
  return outer.report.add(
    'E0204',
    place?.span ?? NOWHERE,
    `nothing is called ${unbound.name} here`,
  );
}

/** Patterns such as `s \U {x}` may have variables that are no parameter's own. */
export interface OpenHead extends Head {
  readonly hidden: readonly Bound[];
}

export function bindOpenPatterns(
  patterns: readonly AstExpr[],
  wanted: readonly Bound[],
  outer: Scope,
  within: unknown,
): OpenHead | undefined {
  const binder = new Binder(outer, () => namesIn(within));
  const parameters = patterns.map((p, i) => binder.parameter(p, wanted[i]));
  const sound = binder.compareDelayed();
  if (!sound || !parameters.every((p) => p !== undefined)) return undefined;
  return { parameters, where: binder.where, hidden: binder.hidden, scope: binder.scope };
}

/** The scope with the patterns' names known, for going on after an error. */
export function patternScope(patterns: readonly AstExpr[], outer: Scope): Scope {
  const names = [...termNamesIn(patterns)].filter((n) => !outer.locals.has(n));
  return names.reduce((s, n) => withLocal(s, n, { sort: 'broken', assignable: false }), outer);
}

class Binder {
  scope: Scope;
  readonly where: Expr[] = [];
  readonly hidden: Bound[] = [];
  readonly #outer: Scope;
  /** Only patterns that are no plain names need fresh ones, so these are gathered when asked for. */
  #taken: Set<string> | undefined;
  readonly #avoid: () => ReadonlySet<string>;
  /** Compared once all variables of the head are known. */
  readonly #delayed: { readonly pattern: AstExpr; readonly place: Expr }[] = [];
  readonly #bound = new Set<string>();

  constructor(outer: Scope, avoid: () => ReadonlySet<string>) {
    this.scope = outer;
    this.#outer = outer;
    this.#avoid = avoid;
  }

  parameter(pattern: AstExpr, wanted: Bound | undefined): Bound | undefined {
    if (wanted === undefined) return undefined;
    if (pattern.kind === 'name' && this.#isNew(pattern.name, wanted.sort)) {
      this.#bind(pattern.name, { sort: wanted.sort, assignable: false });
      return { name: pattern.name, sort: wanted.sort };
    }
    const taken = this.#names();
    const name = freshName(wanted.name, taken);
    taken.add(name);
    this.#take(pattern, local(name, wanted.sort, pattern.span));
    return { name, sort: wanted.sort };
  }

  #names(): Set<string> {
    const { locals, view } = this.#outer;
    this.#taken ??= new Set([...locals.keys(), ...view.states.keys(), ...this.#avoid()]);
    return this.#taken;
  }

  compareDelayed(): boolean {
    let sound = true;
    for (const { pattern, place } of this.#delayed) {
      this.#openUp(pattern, place.sort);
      const value = this.#valueOf(pattern, place.sort, this.scope);
      if (value === undefined) sound = false;
      else this.where.push(equal(place, value));
    }
    return sound;
  }

  /** Names that mean nothing are variables, of the first sorts with which the pattern makes sense. */
  #openUp(pattern: AstExpr, sort: Sort): void {
    const names = [...termNamesIn(pattern)].filter((n) => this.#meansNothing(n));
    if (names.length === 0) return;
    const element = elementSort(sort);
    const sorts = [sort, ...(element ? [element] : []), NAT, INT, BOOL];
    const { observer: _, ...unseen } = this.scope;
    for (const choice of combinations(names, sorts)) {
      const report = new Report();
      const trial: Scope = { ...unseen, report };
      const scope = choice.reduce((s, b) => withBound(s, b.name, b.sort), trial);
      if (this.#valueOf(pattern, sort, scope) === undefined || report.errorCount > 0) continue;
      for (const b of choice) this.#bind(b.name, { sort: b.sort, assignable: false });
      this.hidden.push(...choice);
      return;
    }
  }

  #meansNothing(name: string): boolean {
    const { scope } = this;
    const known =
      scope.locals.has(name) || scope.view.states.has(name) || scope.definitions.has(name);
    return (
      !known && constantSorts(name, scope).length === 0 && !['nil', 'empty', 'first'].includes(name)
    );
  }

  #valueOf(pattern: AstExpr, sort: Sort, scope: Scope): Expr | undefined {
    return sort.kind === 'null'
      ? this.#nullable(pattern, sort, scope)
      : inferAs(pattern, scope, sort);
  }

  #take(pattern: AstExpr, place: Expr): void {
    if (pattern.kind === 'name' && this.#isNew(pattern.name, place.sort))
      this.#bind(pattern.name, { sort: place.sort, stands: place, assignable: false });
    else if (
      pattern.kind === 'brackets' &&
      place.sort.kind === 'tuple' &&
      place.sort.fields.length === pattern.elements.length
    )
      this.#takeFields(pattern.elements, place.sort.fields, place);
    else if (pattern.kind === 'call' && pattern.name.text === 'embed' && place.sort.kind === 'null')
      this.#takeEmbedded(pattern, place, place.sort.of);
    else if (pattern.kind === 'call' && place.sort.kind === 'union')
      this.#takeCase(pattern, place, place.sort);
    else this.#delayed.push({ pattern, place });
  }

  #takeFields(
    patterns: readonly AstExpr[],
    fields: readonly { name: string; sort: Sort }[],
    of: Expr,
  ): void {
    for (const [i, field] of fields.entries()) {
      const pattern = patterns[i];
      if (pattern !== undefined)
        this.#take(pattern, {
          kind: 'select',
          of,
          field: field.name,
          sort: field.sort,
          span: pattern.span,
        });
    }
  }

  #takeEmbedded(pattern: AstExpr & { kind: 'call' }, place: Expr, inner: Sort): void {
    const [of] = pattern.args;
    if (of === undefined || pattern.args.length !== 1) {
      this.#delayed.push({ pattern, place });
      return;
    }
    this.where.push(truth('ne', [place, apply('nil', [], place.sort, pattern.span)], pattern.span));
    this.#take(of, apply('val', [place], inner, pattern.span));
  }

  #takeCase(
    pattern: AstExpr & { kind: 'call' },
    place: Expr,
    union: Sort & { kind: 'union' },
  ): void {
    const chosen = union.cases.find((c) => c.tag === pattern.name.text);
    if (chosen === undefined || chosen.fields.length !== pattern.args.length) {
      this.#delayed.push({ pattern, place });
      return;
    }
    const tag: Expr = {
      kind: 'literal',
      value: chosen.tag,
      sort: { kind: 'string' },
      span: pattern.span,
    };
    this.where.push(truth('hasTag', [place, tag], pattern.span));
    this.#takeFields(pattern.args, chosen.fields, place);
  }

  /** Where Null[T] is wanted, a term of sort T means embed of it. */
  #nullable(pattern: AstExpr, want: Sort & { kind: 'null' }, scope: Scope): Expr | undefined {
    const value = infer(pattern, scope, want);
    if (value === undefined) return undefined;
    if (fits(value.sort, want)) return value;
    if (fits(value.sort, want.of)) return apply('embed', [value], want, pattern.span);
    return inferAs(pattern, scope, want);
  }

  #isNew(name: string, sort: Sort): boolean {
    if (this.#bound.has(name) || this.#outer.locals.has(name)) return false;
    if (name === 'nil' && sort.kind === 'null') return false;
    if (name === 'empty' && ['set', 'mset', 'seq', 'map'].includes(sort.kind)) return false;
    if (this.#outer.definitions.get(name)?.parameters.length === 0) return false;
    return !constantSorts(name, this.#outer).some((s) => sameSort(s, sort));
  }

  #bind(name: string, entry: Parameters<typeof withLocal>[2]): void {
    this.#bound.add(name);
    this.scope = withLocal(this.scope, name, entry);
  }
}

/** Each name with each of the sorts. */
function combinations(
  names: readonly string[],
  sorts: readonly Sort[],
): readonly (readonly Bound[])[] {
  return names.reduce<readonly (readonly Bound[])[]>(
    (found, name) => found.flatMap((before) => sorts.map((sort) => [...before, { name, sort }])),
    [[]],
  );
}
