/** Sorts, bindings and type declarations. */
import type { AstBinding, AstSort, AstTypeBody, AstTypeUnit, AstUnionCase } from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import { firstName, nameOf } from './context.js';

export function buildSort(node: Cst): AstSort {
  const inner = only(node);
  if (inner.rule === 'Sort_paren') return buildSort(one(inner, 'Sort'));
  return { name: firstName(inner), args: many(inner, 'Sort').map(buildSort), span: node.span };
}

/** `Set[T]` as an actual parameter, where the constructor's name told that a sort is meant. */
export function buildConstructed(node: Cst): AstSort {
  const name = nameOf(one(node, 'sortConstructor'));
  return { name, args: many(node, 'Sort').map(buildSort), span: node.span };
}

/** Of a BindingGroup, `i, j: T`. */
export function buildGroup(node: Cst): readonly AstBinding[] {
  const sort = buildSort(one(node, 'Sort'));
  return many(node, 'name').map((n) => ({
    name: nameOf(n),
    sort,
    span: { ...n.span, end: sort.span.end },
  }));
}

/** Of Bindings, or of any node that has BindingGroups. */
export function buildBindings(node: Cst): readonly AstBinding[] {
  return many(node, 'BindingGroup').flatMap(buildGroup);
}

export function optionalBindings(node: Cst): readonly AstBinding[] {
  const found = optional(node, 'Bindings');
  return found === undefined ? [] : buildBindings(found);
}

export function buildTypes(node: Cst): readonly AstTypeUnit[] {
  return many(node, 'TypeDef').flatMap((def) => {
    const inner = only(def);
    if (inner.rule === 'TypeDef_abstract') {
      return many(inner, 'name').map((n): AstTypeUnit => ({
        kind: 'type',
        name: nameOf(n),
        span: n.span,
      }));
    }
    const definition = buildBody(one(inner, 'TypeBody'));
    return [{ kind: 'type', name: firstName(inner), definition, span: inner.span }];
  });
}

function buildBody(node: Cst): AstTypeBody {
  const inner = only(node);
  const span = node.span;
  switch (inner.rule) {
    case 'TypeBody_enumeration':
    case 'TypeBody_enumerationBracket':
      return { kind: 'enumeration', values: many(inner, 'name').map(nameOf), span };
    case 'TypeBody_tuple':
    case 'TypeBody_tupleBracket':
    case 'TypeBody_tupleWord':
      return { kind: 'tupleOf', fields: buildBindings(one(inner, 'Bindings')), span };
    case 'TypeBody_alias':
      return { kind: 'alias', sort: buildSort(one(inner, 'Sort')), span };
    default:
      return { kind: 'unionOf', cases: buildCases(one(inner, 'UnionCases')), span };
  }
}

/** Of any node that has UnionCases' elements. */
export function buildCases(node: Cst): readonly AstUnionCase[] {
  return many(node, 'UnionCase').flatMap((c) => buildCase(only(c)));
}

function buildCase(node: Cst): readonly AstUnionCase[] {
  if (node.rule === 'UnionCase_plain') {
    return buildGroup(node).map((field) => ({
      tag: field.name,
      fields: [field],
      span: field.span,
    }));
  }
  return [{ tag: firstName(node), fields: optionalBindings(node), span: node.span }];
}
