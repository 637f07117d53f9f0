/** Handlers of a layer: their triggers with patterns, and their effects. */
import type { AstExpr, AstHandler, AstTrigger } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import { statesRead } from '../../ir/free-names.js';
import type { Handler, Trigger } from '../../ir/program.js';
import { NAT, type UnionCase } from '../../ir/sort.js';
import { bindPatterns, patternScope } from '../elaborate/patterns.js';
import { elaborateStmts } from '../elaborate/statements.js';
import { elaborateLocals } from '../elaborate/transitions.js';
import { inferAs, inferCondition } from '../infer/expression.js';
import { conjunction } from '../infer/terms.js';
import { withoutStates, type Scope } from '../resolve/scope.js';
import { freeNames } from '../../ir/free-names.js';
import { emitter } from './emits.js';
import type { Event } from './events.js';
import { bodyParameters, findCase, findEvent, reportCount, type LayerContext } from './places.js';

export function elaborateHandlers(
  asts: readonly AstHandler[],
  context: LayerContext,
  scope: Scope,
): readonly Handler[] {
  return asts.map((ast) => elaborateHandler(ast, context, scope)).filter((h) => h !== undefined);
}

function elaborateHandler(
  ast: AstHandler,
  context: LayerContext,
  outer: Scope,
): Handler | undefined {
  const before = outer.report.errorCount;
  const head = elaborateTrigger(ast.trigger, context, outer);
  const scope = readingStates(head?.scope ?? patternScope(patternsOf(ast.trigger), outer));
  const where = ast.where && inferCondition(ast.where, scope);
  const { locals, scope: inner } = elaborateLocals(ast.locals, scope);
  const eff = elaborateStmts(ast.eff, inner, emitter(context));
  if (head === undefined || eff === undefined || outer.report.errorCount > before) return undefined;
  const condition = conjunction([...head.where, ...(where ? [where] : [])]);
  const { doc, span } = ast;
  return {
    trigger: head.trigger,
    ...(condition ? { where: condition } : {}),
    locals,
    eff,
    doc,
    span,
  };
}

function readingStates(scope: Scope): Scope {
  const { stateless: _, ...open } = scope;
  return open;
}

function patternsOf(trigger: AstTrigger): readonly AstExpr[] {
  if (trigger.kind === 'above') return trigger.patterns;
  if (trigger.kind === 'below') return [...trigger.patterns, ...(trigger.header?.patterns ?? [])];
  return [];
}

interface TriggerHead {
  readonly trigger: Trigger;
  readonly where: readonly Expr[];
  readonly scope: Scope;
}

function elaborateTrigger(
  ast: AstTrigger,
  context: LayerContext,
  scope: Scope,
): TriggerHead | undefined {
  switch (ast.kind) {
    case 'above':
    case 'below':
      return elaborateEvent(ast, context, scope);
    case 'timer': {
      const period = elaboratePeriod(ast.period, context, scope);
      return (
        period && { trigger: { kind: 'timer', name: ast.name.text, period }, where: [], scope }
      );
    }
    case 'start':
      return { trigger: { kind: 'start' }, where: [], scope };
  }
}

function elaboratePeriod(e: AstExpr, context: LayerContext, scope: Scope): Expr | undefined {
  const period = inferAs(e, scope, NAT);
  if (period === undefined) return undefined;
  const names = [...freeNames(period)].filter((name) => !context.constants.has(name));
  const [varying] = [...names, ...statesRead(period)];
  if (varying === undefined) return period;
  const message = `${varying} is no constant of the layer, so this period would not be constant`;
  return scope.report.add('E0706', e.span, message);
}

type EventTrigger = AstTrigger & { kind: 'above' | 'below' };

function elaborateEvent(
  ast: EventTrigger,
  context: LayerContext,
  scope: Scope,
): TriggerHead | undefined {
  const event = findEvent(
    ast.action,
    ast.kind,
    ast.kind === 'above' ? 'input' : 'output',
    'handle',
    context,
    scope,
  );
  if (event === undefined) return undefined;
  const header = ast.kind === 'below' ? ast.header : undefined;
  const chosen = header && findCase(header.tag, event, context, scope);
  if (header !== undefined && chosen === undefined) return undefined;
  if (!countsAgree(ast, event, header?.patterns, chosen, scope)) return undefined;
  const wanted = [...bodyParameters(event, context), ...(chosen?.fields ?? [])];
  const patterns = [...ast.patterns, ...(header?.patterns ?? [])];
  const head = bindPatterns(
    patterns,
    wanted,
    withoutStates(scope, 'a condition on the state belongs into where'),
  );
  if (head === undefined) return undefined;
  const parameters = head.parameters.slice(0, event.parameters.length);
  const fields = head.parameters.slice(event.parameters.length);
  const trigger: Trigger =
    ast.kind === 'above'
      ? { kind: 'above', action: event.name, parameters }
      : {
          kind: 'below',
          action: event.name,
          parameters,
          ...(chosen ? { header: { tag: chosen.tag, fields } } : {}),
        };
  return { trigger, where: head.where, scope: head.scope };
}

function countsAgree(
  ast: EventTrigger,
  event: Event,
  fields: readonly AstExpr[] | undefined,
  chosen: UnionCase | undefined,
  scope: Scope,
): boolean {
  if (ast.patterns.length !== event.parameters.length) {
    reportCount(
      ast.action,
      event.parameters.map((p) => p.name),
      ast.patterns.length,
      scope,
    );
    return false;
  }
  if (chosen === undefined || fields?.length === chosen.fields.length) return true;
  const takes = chosen.fields.map((f) => f.name).join(', ');
  scope.report.add(
    'E0304',
    ast.span,
    `header ${chosen.tag} has ${chosen.fields.length} fields (${takes}); here are ${fields?.length ?? 0}`,
  );
  return false;
}
