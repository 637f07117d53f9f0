/** The parts of automata. */
import type {
  AstAction,
  AstActionParameter,
  AstActual,
  AstBinding,
  AstComponent,
  AstExpr,
  AstFormal,
  AstHidden,
  AstInitial,
  AstState,
  AstTask,
  AstTransition,
  AstUse,
} from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import { firstName, nameOf, part, type Context } from './context.js';
import { buildArgs, buildExpr, buildExprs, buildWhere, innerExpr } from './expr.js';
import { buildGuards, conjunction } from './guards.js';
import {
  buildBindings,
  buildConstructed,
  buildGroup,
  buildSort,
  optionalBindings,
} from './sort.js';
import { buildChoice, buildStmts } from './stmt.js';

type Kind = AstAction['kind'];

export function buildKind(node: Cst): Kind {
  const { text } = one(node, 'kind');
  return text === 'input' || text === 'output' ? text : 'internal';
}

export function buildFormals(node: Cst): readonly AstFormal[] {
  const formals = optional(node, 'Formals');
  return formals === undefined
    ? []
    : many(formals, 'FormalGroup').flatMap((g) => buildFormal(only(g)));
}

/** The condition on the formal parameters, inside or behind their parentheses. */
export function buildFormalsWhere(node: Cst): { readonly where?: AstExpr } {
  const formals = optional(node, 'Formals');
  const where = formals && conjunction(many(formals, 'Where').map(innerExpr));
  return where === undefined ? {} : { where };
}

function buildFormal(group: Cst): readonly AstFormal[] {
  if (group.rule === 'FormalGroup_values')
    return buildGroup(group).map((b) => ({ kind: 'valueFormal', ...b }));
  return many(group, 'name').map((n) => ({ kind: 'typeFormal', name: nameOf(n), span: n.span }));
}

export function buildUse(node: Cst): AstUse {
  return { name: firstName(node), actuals: many(node, 'Actual').map(buildActual), span: node.span };
}

function buildActual(node: Cst): AstActual {
  const inner = only(node);
  const { span } = node;
  switch (inner.rule) {
    case 'Actual_typed':
      return { kind: 'sort', sort: buildSort(one(inner, 'Sort')), span };
    case 'Actual_sort':
      return { kind: 'sort', sort: buildConstructed(inner), span };
    case 'Actual_either':
      return { kind: 'either', name: firstName(inner), span };
    default:
      return { kind: 'expr', expr: innerExpr(inner), span };
  }
}

/** Of one `Actions`: the kind stands once before them. */
export function buildActions(node: Cst): readonly AstAction[] {
  const kind = buildKind(node);
  return many(node, 'Action').map((a) => {
    const parameters = optional(a, 'ActionParameters');
    return {
      kind,
      name: firstName(a),
      parameters:
        parameters === undefined ? [] : many(parameters, 'ActionParameter').flatMap(buildParameter),
      ...buildWhere(a),
      span: a.span,
    };
  });
}

function buildParameter(node: Cst): readonly AstActionParameter[] {
  const inner = only(node);
  if (inner.rule === 'BindingGroup') {
    return buildGroup(inner).map((binding) => ({ kind: 'binding', binding, span: binding.span }));
  }
  // A bare expression in `hidden` is a pattern: a name that is bound nowhere stands for any value.
  const value = inner.rule === 'Constant' ? innerExpr(inner) : buildExpr(inner);
  return [{ kind: 'const', value, span: node.span }];
}

export function buildStates(context: Context, node: Cst): readonly AstState[] {
  return many(node, 'State').flatMap((state) => {
    const inner = only(state);
    const sort = buildSort(one(inner, 'Sort'));
    const docs = [
      context.comments.above(state.span.start),
      context.comments.beside(state.span.end),
    ];
    return many(inner, 'name').map((n) => ({
      name: nameOf(n),
      sort,
      ghost: inner.rule === 'State_ghost',
      ...part('initial', inner, 'Initial', buildInitial),
      doc: docs.filter((d) => d !== '').join('\n'),
      span: state.span,
    }));
  });
}

function buildInitial(node: Cst): AstInitial {
  const choice = optional(node, 'Choose');
  if (choice !== undefined) return { kind: 'choose', ...buildChoice(choice), span: choice.span };
  const value = innerExpr(node);
  return { kind: 'value', value, span: value.span };
}

/** Of `States`: `initially P`, or 1997's `so that P` after the last variable. */
export function buildInitially(node: Cst): { readonly initially?: AstExpr } {
  return part('initially', node, 'Initially', (i) => innerExpr(only(i)));
}

export function buildTransition(context: Context, node: Cst): AstTransition {
  const wheres = many(node, 'Where').map(innerExpr);
  const where = conjunction(wheres);
  const eff = optional(node, 'Eff');
  return {
    kind: buildKind(node),
    action: firstName(node),
    ...part('case', node, 'Case', firstName),
    patterns: buildPatterns(node),
    ...(where === undefined ? {} : { where }),
    locals: buildLocals(node),
    pre: buildPre(context, node),
    eff: eff === undefined ? [] : buildStmts(eff),
    ...(eff === undefined ? {} : part('ensuring', eff, 'Ensuring', innerExpr)),
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}

/** Of the head, `a(x; local y: T)`, and of those behind it. */
export function buildLocals(node: Cst): readonly AstBinding[] {
  const inHead = optional(node, 'Patterns');
  const head = inHead === undefined ? [] : many(inHead, 'HeadLocals');
  return [...head, node].flatMap((of) => many(of, 'Locals')).flatMap(buildBindings);
}

function buildPre(context: Context, node: Cst): AstTransition['pre'] {
  const pre = optional(node, 'Pre');
  if (pre === undefined) return [];
  return buildGuards(context, pre.span.start, many(pre, 'Guard').map(innerExpr));
}

/** Of a node with optional `Patterns`. */
export function buildPatterns(node: Cst): readonly AstExpr[] {
  const patterns = optional(node, 'Patterns');
  return patterns === undefined
    ? []
    : many(patterns, 'Pattern').map((p) => buildPattern(only(only(p)), p));
}

function buildPattern(inner: Cst, whole: Cst): AstExpr {
  if (inner.rule === 'PatternTerm_constant') return innerExpr(one(inner, 'Constant'));
  if (inner.rule === 'PatternTerm_plain') return innerExpr(inner);
  return {
    kind: 'ascribe',
    of: innerExpr(inner),
    sort: buildSort(one(inner, 'Sort')),
    span: whole.span,
  };
}

export function buildTasks(node: Cst): readonly AstTask[] {
  return many(node, 'Task').map((task) => ({
    actions: many(task, 'TaskAction').map((a) => ({ name: firstName(a), args: buildArgs(a) })),
    forAll: many(task, 'ForAll').flatMap(buildBindings),
    span: task.span,
  }));
}

export function buildComponents(node: Cst): readonly AstComponent[] {
  return many(node, 'Component').map((c) => ({
    name: firstName(c),
    index: optionalBindings(c),
    ...part('use', c, 'ComponentUse', (u) => buildUse(one(u, 'Use'))),
    ...buildWhere(c),
    span: c.span,
  }));
}

export function buildHidden(node: Cst): readonly AstHidden[] {
  return many(node, 'HiddenAction').map((h) => {
    const parameters = optional(h, 'HiddenParameters');
    return {
      action: firstName(h),
      patterns:
        parameters === undefined ? [] : many(parameters, 'HiddenParameter').flatMap(buildParameter),
      ...buildWhere(h),
      span: h.span,
    };
  });
}

/** Also used for conditions that are written in several parts. */
export function buildConditions(node: Cst): AstExpr {
  const all = conjunction(buildExprs(node));
  if (all === undefined) throw new Error('the grammar asks for a condition');
  return all;
}
