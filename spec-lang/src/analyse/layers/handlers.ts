/** Handlers of a layer: triggers with patterns, and the statements emit and fire. */
import type { AstExpr, AstHandler, AstStmt, AstTrigger, Name } from '../../syntax/ast.js';
import type { Bound, Expr } from '../../ir/expr.js';
import type { Handler, Trigger } from '../../ir/program.js';
import { NAT, type Sort, type TupleSort, type UnionCase, type UnionSort } from '../../ir/sort.js';
import type { Emit, Stmt } from '../../ir/stmt.js';
import { elaborateStmts, type Emitter } from '../elaborate/statements.js';
import { bindPatterns, patternScope } from '../elaborate/patterns.js';
import { elaborateLocals } from '../elaborate/transitions.js';
import { apply, whole } from '../infer/context.js';
import { fieldArgs } from '../infer/displays.js';
import { infer, inferAs, inferCondition } from '../infer/expression.js';
import { conjunction } from '../infer/terms.js';
import { statesRead } from '../../ir/free-names.js';
import { freeLocals } from '../rewrite.js';
import { withoutStates, type Scope } from '../resolve/scope.js';
import { fits } from '../resolve/sort-relations.js';
import { spellingFix } from '../resolve/suggest.js';
import type { Event, Side } from './events.js';

export interface LayerContext {
  readonly layer: string;
  readonly process: Sort;
  readonly header: UnionSort;
  readonly packet: TupleSort;
  readonly above: Side;
  readonly below: Side;
  readonly constants: ReadonlySet<string>;
}

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
  const names = [...freeLocals(period)].filter((name) => !context.constants.has(name));
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

/** The event's parameters as handlers write them: at the packet's place stands the body. */
export function bodyParameters(
  event: Event,
  context: Pick<LayerContext, 'packet'>,
): readonly Bound[] {
  const body = context.packet.fields[1]?.sort ?? context.packet;
  return event.parameters.map((p, i) => (i === event.packetAt ? { ...p, sort: body } : p));
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

function reportCount(
  name: Name,
  parameters: readonly string[],
  given: number,
  scope: Scope,
): undefined {
  const takes =
    parameters.length === 0 ? 'no parameters' : `the parameters ${parameters.join(', ')}`;
  return scope.report.add(
    'E0304',
    name.span,
    `in a layer ${name.text} has ${takes} (the process is self); here are ${given}`,
  );
}

function findCase(
  tag: Name,
  event: Event,
  context: LayerContext,
  scope: Scope,
): UnionCase | undefined {
  if (event.packetAt === undefined)
    return scope.report.add(
      'E0704',
      tag.span,
      `${event.name} carries no packet, so it has no header`,
    );
  const chosen = context.header.cases.find((c) => c.tag === tag.text);
  if (chosen !== undefined) return chosen;
  const tags = context.header.cases.map((c) => c.tag);
  return scope.report.add(
    'E0703',
    tag.span,
    `the header of ${context.layer} has no case ${tag.text}`,
    {
      fixes: spellingFix(tag.text, tag.span, tags),
    },
  );
}

function findEvent(
  name: Name,
  side: 'above' | 'below',
  kind: 'input' | 'output',
  verb: 'handle' | 'emit',
  context: LayerContext,
  scope: Scope,
): Event | undefined {
  const { service, events } = context[side];
  const event = events.find((e) => e.name === name.text);
  if (event?.kind === kind) return event;
  if (events.length === 0) return undefined;
  const known = events.filter((e) => e.kind === kind).map((e) => e.name);
  const reason =
    event === undefined
      ? `${service.name} has no event ${name.text}`
      : `${name.text} is an ${event.kind} of ${service.name}`;
  const message = `${reason}; a layer can ${verb} ${known.length === 0 ? 'nothing' : known.join(', ')} ${side}`;
  return scope.report.add('E0702', name.span, message, {
    fixes: spellingFix(name.text, name.span, known),
  });
}

function emitter(context: LayerContext): Emitter {
  return (stmt, scope) =>
    stmt.kind === 'emit'
      ? elaborateEmit(stmt, context, scope)
      : elaborateFire(stmt, context, scope);
}

function elaborateEmit(
  stmt: AstStmt & { kind: 'emit' },
  context: LayerContext,
  scope: Scope,
): Emit | undefined {
  const event = findEvent(
    stmt.action,
    stmt.to,
    stmt.to === 'above' ? 'output' : 'input',
    'emit',
    context,
    scope,
  );
  if (event === undefined) return undefined;
  if (event.parameters.length !== stmt.args.length)
    return reportCount(
      stmt.action,
      event.parameters.map((p) => p.name),
      stmt.args.length,
      scope,
    );
  const wanted = bodyParameters(event, context);
  const args = whole(
    stmt.args.map((arg, i) => emitted(arg, wanted[i], i === event.packetAt, scope)),
  );
  const chosen = stmt.header && findCase(stmt.header.tag, event, context, scope);
  const header = stmt.header && chosen && injectHeader(stmt, chosen, context, scope);
  if (args === undefined || (stmt.header !== undefined && header === undefined)) return undefined;
  const body = event.packetAt === undefined ? undefined : args[event.packetAt];
  if (header === undefined && body?.kind === 'apply' && body.op === 'nil')
    return scope.report.add('E0705', stmt.span, 'this packet has neither a body nor a header');
  return {
    kind: 'emit',
    to: stmt.to,
    action: event.name,
    args,
    ...(header ? { header } : {}),
    span: stmt.span,
  };
}

/** A body is written as the message itself, or as nil, or as a term of sort Null of messages. */
function emitted(
  arg: AstExpr,
  wanted: Bound | undefined,
  isBody: boolean,
  scope: Scope,
): Expr | undefined {
  if (wanted === undefined) return undefined;
  if (!isBody || wanted.sort.kind !== 'null') return inferAs(arg, scope, wanted.sort);
  const found = infer(arg, scope, wanted.sort);
  if (found === undefined || fits(found.sort, wanted.sort)) return found;
  if (fits(found.sort, wanted.sort.of)) return apply('embed', [found], wanted.sort, arg.span);
  return inferAs(arg, scope, wanted.sort.of);
}

function injectHeader(
  stmt: AstStmt & { kind: 'emit' },
  chosen: UnionCase,
  context: LayerContext,
  scope: Scope,
): Expr | undefined {
  const given = stmt.header?.args ?? [];
  const args = fieldArgs(
    infer,
    given,
    chosen.fields,
    chosen.tag,
    stmt.header?.tag.span ?? stmt.span,
    scope,
  );
  return (
    args && {
      kind: 'inject',
      tag: chosen.tag,
      args,
      sort: context.header,
      span: stmt.header?.tag.span ?? stmt.span,
    }
  );
}

function elaborateFire(
  stmt: AstStmt & { kind: 'fire' },
  context: LayerContext,
  scope: Scope,
): Stmt | undefined {
  const { service } = context.above;
  const internal = service.signature.filter((a) => a.kind === 'internal');
  const action = internal.find((a) => a.name === stmt.action.text);
  if (action === undefined) {
    if (service.signature.length === 0) return undefined;
    const known = internal.map((a) => a.name);
    const message = `${stmt.action.text} is no internal action of ${service.name}; it has ${known.length === 0 ? 'none' : known.join(', ')}`;
    return scope.report.add('E0707', stmt.action.span, message, {
      fixes: spellingFix(stmt.action.text, stmt.action.span, known),
    });
  }
  const args = fieldArgs(infer, stmt.args, action.parameters, action.name, stmt.span, scope);
  return args && { kind: 'fire', action: action.name, args, span: stmt.span };
}
