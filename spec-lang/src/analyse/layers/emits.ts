/** The statements of layers: emit and fire. */
import type { AstExpr, AstStmt } from '../../syntax/ast.js';
import type { Bound, Expr } from '../../ir/expr.js';
import type { UnionCase } from '../../ir/sort.js';
import type { Emit, Stmt } from '../../ir/stmt.js';
import type { Emitter } from '../elaborate/statements.js';
import { apply, whole } from '../infer/context.js';
import { fieldArgs } from '../infer/displays.js';
import { infer, inferAs, inferStored } from '../infer/expression.js';
import type { Scope } from '../resolve/scope.js';
import { fits } from '../resolve/sort-relations.js';
import { spellingFix } from '../resolve/suggest.js';
import { bodyParameters, findCase, findEvent, reportCount, type LayerContext } from './places.js';

export function emitter(context: LayerContext): Emitter {
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
  if (!isBody || wanted.sort.kind !== 'null') return inferStored(arg, scope, wanted.sort);
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
