/** Which declarations the names of terms, sorts, patterns and statements stand for. */
import type { AstActual, AstBinding, AstExpr, AstSort, Name } from '../../syntax/ast.js';
import type { Facts } from '../facts.js';
import type { Declaration, Occurrence } from './declaration.js';
import { boundOf, declared } from './declare.js';
import { termIn, typeIn, typesIn, valuesIn, withTerms, type Env } from './env.js';
import type { Members } from './members.js';

export interface Walk {
  readonly members: Members;
  readonly facts: Facts;
  readonly found: Occurrence[];
}

export function see(
  walk: Walk,
  declaration: Declaration | undefined,
  name: Name,
  role: Occurrence['role'],
): void {
  if (declaration !== undefined) walk.found.push({ declaration, span: name.span, role });
}

export function declare(walk: Walk, declaration: Declaration): Declaration {
  walk.found.push({ declaration, span: declaration.span, role: 'declare' });
  return declaration;
}

export function walkSort(walk: Walk, sort: AstSort, env: Env): void {
  see(walk, typeIn(env, sort.name.text)?.declaration, sort.name, 'read');
  for (const arg of sort.args) walkSort(walk, arg, env);
}

/** Declares the variables; their sorts are read outside. */
export function bind(
  walk: Walk,
  bindings: readonly AstBinding[],
  env: Env,
  kind: 'variable' | 'parameter' = 'variable',
): Env {
  const bound = bindings.map((b) => {
    walkSort(walk, b.sort, env);
    return declare(walk, boundOf(kind, b, ''));
  });
  return withTerms(env, bound);
}

export function walkActual(walk: Walk, actual: AstActual, env: Env): void {
  if (actual.kind === 'sort') walkSort(walk, actual.sort, env);
  else if (actual.kind === 'expr') walkTerm(walk, actual.expr, env);
  else {
    const { name } = actual;
    see(walk, typeIn(env, name.text)?.declaration ?? termIn(env, name.text), name, 'read');
  }
}

export function walkTerms(walk: Walk, terms: readonly AstExpr[], env: Env): void {
  for (const term of terms) walkTerm(walk, term, env);
}

export function walkTerm(walk: Walk, e: AstExpr, env: Env): void {
  switch (e.kind) {
    case 'name':
      return see(walk, nameIn(walk, e, env), { text: e.name, span: e.span }, 'read');
    case 'number':
    case 'string':
    case 'char':
    case 'bool':
      return;
    case 'call':
      return walkCall(walk, e, env);
    case 'at':
      walkTerm(walk, e.of, env);
      return walkTerms(walk, e.index, env);
    case 'select':
      return walkSelect(walk, e, env);
    case 'binary':
      walkTerm(walk, e.left, env);
      return isTag(e.left) ? walkTagName(walk, e.left, e.right, env) : walkTerm(walk, e.right, env);
    case 'unary':
      return walkTerm(walk, e.of, env);
    case 'if':
      return walkTerms(walk, [e.condition, e.then, e.otherwise], env);
    case 'quantified':
      return walkTerm(walk, e.body, binder(walk, e, env));
    case 'comprehension': {
      const inner = binder(walk, e, env);
      return walkTerms(walk, [...(e.where ? [e.where] : []), e.element], inner);
    }
    case 'braces':
    case 'brackets':
      return walkTerms(walk, e.elements, env);
    case 'ascribe':
      walkTerm(walk, e.of, env);
      return walkSort(walk, e.sort, env);
  }
}

interface Bound {
  readonly variable: Name;
  readonly sort?: AstSort;
  readonly within?: AstExpr;
}

export function binder(walk: Walk, b: Bound, env: Env): Env {
  if (b.sort !== undefined) walkSort(walk, b.sort, env);
  if (b.within !== undefined) walkTerm(walk, b.within, env);
  return bindName(walk, b.variable, env, b.sort);
}

/** `\A p, q: T` has become two quantifiers; each name is declared once. */
export function bindName(walk: Walk, name: Name, env: Env, sort?: AstSort): Env {
  const declaration =
    sort === undefined
      ? declared('variable', name, name.text)
      : boundOf('variable', { name, sort, span: name.span }, '');
  return withTerms(env, [declare(walk, declaration)]);
}

function nameIn(walk: Walk, e: AstExpr & { kind: 'name' }, env: Env): Declaration | undefined {
  return termIn(env, e.name) ?? valueIn(walk, e.name, e, env) ?? unitNamed(walk, e.name);
}

/** Of several types with this constant or case, the one that the analysis chose. */
export function valueIn(walk: Walk, name: string, e: AstExpr, env: Env): Declaration | undefined {
  const all = valuesIn(env, name);
  const sort = walk.facts.of(e)?.typed?.sort;
  const chosen = sort && 'name' in sort ? all.find((v) => v.value.owner === sort.name) : undefined;
  return (chosen ?? all[0])?.value;
}

/** In claims the name of a unit stands for its part of the state. */
function unitNamed(walk: Walk, name: string): Declaration | undefined {
  return walk.members.unitDeclaration(name);
}

function walkCall(walk: Walk, e: AstExpr & { kind: 'call' }, env: Env): void {
  const definition = termIn(env, e.name.text);
  const called =
    definition?.kind === 'definition' ? definition : valueIn(walk, e.name.text, e, env);
  see(walk, called, e.name, 'read');
  if (called === undefined && e.name.text.startsWith('set_')) walkSetField(walk, e, env);
  walkTerms(walk, e.args, env);
}

function walkSetField(walk: Walk, e: AstExpr & { kind: 'call' }, env: Env): void {
  const name = e.name.text.slice('set_'.length);
  const span = { ...e.name.span, start: e.name.span.start + 'set_'.length };
  const [of] = e.args;
  if (of !== undefined) see(walk, fieldOf(walk, of, name, env), { text: name, span }, 'read');
}

function isTag(e: AstExpr): e is AstExpr & { kind: 'call' } {
  return e.kind === 'call' && e.name.text === 'tag' && e.args.length === 1;
}

/** `tag(u) = c`: c is a case of the union of u. */
function walkTagName(walk: Walk, tag: AstExpr & { kind: 'call' }, right: AstExpr, env: Env): void {
  const [of] = tag.args;
  if (right.kind !== 'name' || of === undefined) return walkTerm(walk, right, env);
  const sort = walk.facts.of(of)?.typed?.sort;
  const all = valuesIn(env, right.name).filter((v) => v.value.kind === 'case');
  const found = sort && 'name' in sort ? all.find((v) => v.value.owner === sort.name) : all[0];
  see(walk, found?.value, { text: right.name, span: right.span }, 'read');
}

function walkSelect(walk: Walk, e: AstExpr & { kind: 'select' }, env: Env): void {
  walkTerm(walk, e.of, env);
  const unit = placeOf(walk, e.of, env);
  const declaration =
    unit === undefined
      ? fieldOf(walk, e.of, e.field.text, env)
      : (walk.members.states(unit).find((s) => s.name === e.field.text) ??
        walk.members.component(unit, e.field.text));
  see(walk, declaration, e.field, 'read');
}

/** The field of the sort that the analysis found for the term. */
function fieldOf(walk: Walk, of: AstExpr, name: string, env: Env): Declaration | undefined {
  const sort = walk.facts.of(of)?.typed?.sort;
  if (sort?.kind !== 'tuple' && sort?.kind !== 'union') {
    const known = typesIn(env).flatMap((t) => t.fields.filter((f) => f.name === name));
    return sort === undefined && known.length === 1 ? known[0] : undefined;
  }
  const type = typeIn(env, sort.name) ?? walk.members.typeAnywhere(sort.name);
  const field = type?.fields.find((f) => f.name === name);
  return field ?? type?.values.find((v) => v.kind === 'case' && v.name === name);
}

/** The unit whose state `P[i]`, `A` or `A.P` is. */
export function placeOf(walk: Walk, e: AstExpr, env: Env): string | undefined {
  if (e.kind === 'at') return placeOf(walk, e.of, env);
  if (e.kind === 'select') {
    const outer = placeOf(walk, e.of, env);
    return outer === undefined ? undefined : walk.members.componentUnit(outer, e.field.text);
  }
  if (e.kind !== 'name') return undefined;
  const term = termIn(env, e.name);
  if (term?.kind === 'component') return walk.members.componentUnit(term.owner, term.name);
  return term === undefined && walk.members.unit(e.name) !== undefined ? e.name : undefined;
}
