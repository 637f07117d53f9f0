/** `pass below receive`: an event of both services goes through the layer untouched. */
import type { AstLayer } from '../../syntax/ast.js';
import type { Layer } from '../../ir/program.js';
import type { Report } from '../report.js';
import { sameSort } from '../resolve/sort-relations.js';
import type { Event } from './events.js';
import type { LayerContext } from './places.js';

export function elaboratePasses(
  asts: AstLayer['passes'],
  context: LayerContext,
  report: Report,
): Layer['passes'] {
  return asts.flatMap((ast) => {
    const kind = ast.from === 'above' ? 'input' : 'output';
    const find = (side: 'above' | 'below'): Event | undefined =>
      context[side].events.find((e) => e.name === ast.action.text && e.kind === kind);
    const above = find('above');
    const below = find('below');
    if (above && below && alike(above, below, context))
      return [{ from: ast.from, action: ast.action.text }];
    if (context.above.events.length > 0 && context.below.events.length > 0)
      report.add(
        'E0711',
        ast.action.span,
        `${ast.action.text} is not the same ${kind} of ${context.above.service.name} and ${context.below.service.name}`,
      );
    return [];
  });
}

/** The same parameters, the packet below standing for a message above. */
function alike(above: Event, below: Event, context: LayerContext): boolean {
  const body = context.packet.fields[1]?.sort;
  return (
    above.parameters.length === below.parameters.length &&
    above.parameters.every((p, i) => {
      const other = below.parameters[i]?.sort ?? p.sort;
      return i === below.packetAt
        ? body?.kind === 'null' && sameSort(p.sort, body.of)
        : sameSort(p.sort, other);
    })
  );
}
