/** Warnings of layers: events that nobody handles or emits, headers used on one side only. */
import type { AstLayer } from '../../syntax/ast.js';
import type { Layer } from '../../ir/program.js';
import type { Emit, Stmt } from '../../ir/stmt.js';
import { innerStmts } from '../../ir/walk.js';
import type { Report } from '../report.js';
import type { Event } from './events.js';

export function checkCoverage(
  layer: Layer,
  above: readonly Event[],
  below: readonly Event[],
  ast: AstLayer,
  report: Report,
): void {
  const emits = layer.handlers.flatMap((h) => emitsIn(h.eff));
  for (const event of above.filter((e) => e.kind === 'input' && !handled(layer, 'above', e.name)))
    report.add(
      'W0701',
      ast.implements.span,
      `${event.name} of ${layer.implements.service} is not handled: add on above ${event.name}, or pass above ${event.name}`,
    );
  for (const event of below.filter((e) => e.kind === 'output' && !handled(layer, 'below', e.name)))
    report.add(
      'W0702',
      ast.over.span,
      `${event.name} of ${layer.over.service} is not handled: add on below ${event.name}, or pass below ${event.name}`,
    );
  for (const event of above.filter((e) => e.kind === 'output' && !emitted(layer, emits, e.name)))
    report.add(
      'W0703',
      ast.implements.span,
      `${event.name} of ${layer.implements.service} is never emitted`,
    );
  checkHeaders(layer, emits, ast, report);
}

function handled(layer: Layer, side: 'above' | 'below', action: string): boolean {
  return (
    layer.handlers.some((h) => h.trigger.kind === side && h.trigger.action === action) ||
    layer.passes.some((p) => p.from === side && p.action === action)
  );
}

function emitted(layer: Layer, emits: readonly Emit[], action: string): boolean {
  return (
    emits.some((e) => e.to === 'above' && e.action === action) ||
    layer.passes.some((p) => p.from === 'below' && p.action === action)
  );
}

function checkHeaders(layer: Layer, emits: readonly Emit[], ast: AstLayer, report: Report): void {
  const sent = new Set(emits.flatMap((e) => (e.header?.kind === 'inject' ? [e.header.tag] : [])));
  const taken = new Set(
    layer.handlers.flatMap((h) =>
      h.trigger.kind === 'below' && h.trigger.header ? [h.trigger.header.tag] : [],
    ),
  );
  const variable = emits.some((e) => e.header !== undefined && e.header.kind !== 'inject');
  for (const { tag } of ast.header) {
    const never = [
      ...(sent.has(tag.text) || variable ? [] : ['sent']),
      ...(taken.has(tag.text) ? [] : ['received']),
    ];
    if (never.length > 0)
      report.add('W0704', tag.span, `header ${tag.text} is never ${never.join(' and never ')}`);
  }
}

function emitsIn(stmts: readonly Stmt[]): readonly Emit[] {
  return stmts.flatMap((s) => (s.kind === 'emit' ? [s] : emitsIn(innerStmts(s))));
}
