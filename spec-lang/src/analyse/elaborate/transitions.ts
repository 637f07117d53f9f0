/** Transitions: heads, guards and effects of one clause. */
import type { AstGuard, AstTransition } from '../../syntax/ast.js';
import type { Bound } from '../../ir/expr.js';
import type { Action, Guard, Transition } from '../../ir/program.js';
import { inferCondition } from '../infer/expression.js';
import { conjunction, conjunctsOf } from '../infer/terms.js';
import { whole } from '../infer/context.js';
import { reportTwice, resolveSort } from '../resolve/sorts.js';
import { BROKEN, withLocal, withoutStates, type Scope } from '../resolve/scope.js';
import { spellingFix } from '../resolve/suggest.js';
import { bindOpenPatterns, patternScope, type OpenHead } from './patterns.js';
import { equalExpr } from '../../ir/equal.js';
import { exists } from '../infer/terms.js';
import { freeNames } from '../../ir/free-names.js';
import { elaborateEnsuring } from './ensuring.js';
import { elaborateStmts } from './statements.js';

const HEAD_READS_NO_STATE = 'a condition on the state belongs into pre';

export function elaborateTransition(
  ast: AstTransition,
  signature: readonly Action[],
  outer: Scope,
): Transition | undefined {
  const action = findAction(ast, signature, outer);
  const before = outer.report.errorCount;
  const head = action && bindHead(ast, action, withoutStates(outer, HEAD_READS_NO_STATE));
  const parts = elaborateParts(
    ast,
    readingStates(head?.scope ?? patternScope(ast.patterns, outer), outer),
  );
  if (action === undefined || head === undefined || outer.report.errorCount > before)
    return undefined;
  const { where, chosen } = headConditions(head, parts);
  if (ast.kind === 'input') checkInput(ast, where, parts, outer);
  return {
    action: action.name,
    kind: action.kind,
    ...(ast.case ? { case: ast.case.text } : {}),
    parameters: head.parameters,
    ...(where ? { where } : {}),
    locals: [...head.hidden, ...parts.locals],
    pre: [...chosen, ...parts.pre],
    eff: parts.eff,
    ...(parts.ensuring ? { ensuring: parts.ensuring } : {}),
    doc: ast.doc,
    span: ast.span,
  };
}

/**
 * Variables that are no parameter's own, and locals, are chosen with the step: the clause applies
 * when there are such values, and is taken with some of them.
 */
function headConditions(
  head: OpenHead,
  { where, locals }: Parts,
): { where: Transition['where']; chosen: readonly Guard[] } {
  const all = [...head.where, ...(where ? [where] : [])];
  const open = [...head.hidden, ...locals];
  const hidden = new Set(open.map((b) => b.name));
  const isChosen = (c: (typeof all)[number]): boolean =>
    [...freeNames(c)].some((n) => hidden.has(n));
  const chosen = all.filter(isChosen);
  const some = conjunction(chosen);
  const rest = all.filter((c) => !isChosen(c));
  const named = some ? freeNames(some) : new Set<string>();
  const spoken = open.filter((b) => named.has(b.name));
  return {
    where: conjunction([...rest, ...(some ? [exists(spoken, some)] : [])]),
    chosen: chosen.map((condition) => ({ name: '', condition, span: condition.span })),
  };
}

/** Of an input, a precondition may only choose locals that the where clause says to exist. */
function checkInput(
  ast: AstTransition,
  where: Transition['where'],
  parts: Parts,
  scope: Scope,
): void {
  const [first] = ast.pre;
  const asked = conjunction(parts.pre.map((g) => g.condition));
  if (first === undefined || asked === undefined) return;
  const granted = exists(parts.locals, asked);
  if (parts.locals.length > 0 && conjunctsOf(where).some((c) => equalExpr(c, granted))) return;
  const message = `${ast.action.text} is an input, so it cannot have a precondition`;
  scope.report.add('E0403', first.span, message);
}

/** The head's names, and the states again. */
function readingStates(head: Scope, outer: Scope): Scope {
  const { stateless: _, ...open } = head;
  return outer.stateless === undefined ? open : { ...open, stateless: outer.stateless };
}

function findAction(
  ast: AstTransition,
  signature: readonly Action[],
  scope: Scope,
): Action | undefined {
  const { text, span } = ast.action;
  const action = signature.find((a) => a.name === text);
  if (action === undefined) {
    const fixes = spellingFix(
      text,
      span,
      signature.map((a) => a.name),
    );
    return scope.report.add('E0401', span, `the signature has no action ${text}`, { fixes });
  }
  if (action.kind === ast.kind) return action;
  return scope.report.add(
    'E0402',
    ast.action.span,
    `${text} is ${withArticle(action.kind)} action in the signature, ${ast.kind} here`,
    {
      related: [{ span: action.span, message: 'declared here' }],
    },
  );
}

function withArticle(kind: string): string {
  return `an ${kind}`;
}

function bindHead(ast: AstTransition, action: Action, scope: Scope): OpenHead | undefined {
  if (ast.patterns.length === action.parameters.length)
    return bindOpenPatterns(ast.patterns, action.parameters, scope, ast);
  const message = `${action.name} has ${action.parameters.length} parameter${action.parameters.length === 1 ? '' : 's'}; here are ${ast.patterns.length}`;
  return scope.report.add('E0304', ast.action.span, message, {
    related: [{ span: action.span, message: 'declared here' }],
  });
}

interface Parts {
  readonly where: Transition['where'];
  readonly locals: readonly Bound[];
  readonly pre: readonly Guard[];
  readonly eff: Transition['eff'];
  readonly ensuring: Transition['ensuring'];
}

/** What is wrong in them is reported; the caller sees that by the count. */
function elaborateParts(ast: AstTransition, scope: Scope): Parts {
  const { locals, scope: inner } = elaborateLocals(ast.locals, scope);
  const where = ast.where && inferCondition(ast.where, withoutStates(inner, HEAD_READS_NO_STATE));
  const pre = whole(splitGuards(ast.pre).map((g) => elaborateGuard(g, inner))) ?? [];
  const eff = elaborateStmts(ast.eff, inner) ?? [];
  const ensuring = ast.ensuring && elaborateEnsuring(ast.ensuring, eff, inner);
  return { where, locals, pre, eff, ensuring };
}

export function elaborateLocals(
  asts: AstTransition['locals'],
  outer: Scope,
): { readonly locals: readonly Bound[]; readonly scope: Scope } {
  reportTwice(
    asts.map((l) => l.name),
    'local',
    outer,
  );
  let scope = outer;
  const locals: Bound[] = [];
  for (const ast of asts) {
    const sort = resolveSort(ast.sort, outer);
    scope = withLocal(scope, ast.name.text, { sort: sort ?? BROKEN, assignable: true });
    if (sort !== undefined) locals.push({ name: ast.name.text, sort });
  }
  return { locals, scope };
}

function elaborateGuard(ast: AstGuard, scope: Scope): Guard | undefined {
  const condition = inferCondition(ast.condition, scope);
  return condition && { name: ast.name, condition, span: ast.span };
}

/** Each conjunct by itself; the label stays with the first. */
export function splitGuards(guards: readonly AstGuard[]): readonly AstGuard[] {
  return guards.flatMap((g): readonly AstGuard[] => {
    if (g.condition.kind !== 'binary' || g.condition.op !== '/\\') return [g];
    const { left, right } = g.condition;
    return [
      ...splitGuards([{ name: g.name, condition: left, span: left.span }]),
      ...splitGuards([{ name: '', condition: right, span: right.span }]),
    ];
  });
}
