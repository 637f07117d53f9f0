/** The services above and below a layer, with its own sorts in place of theirs. */
import {
  substituteSort,
  type Automaton,
  type Bound,
  type ServiceUse,
  type Sort,
  type Span,
} from '@maat/spec-lang';
import { allowedText } from './allowed.js';
import { NotGenerable, type Scribe } from './scribe.js';
import { schemaOf } from './schemas.js';

/** `{ name: 'Network', actions: [ … ] }` */
export function serviceText(use: ServiceUse, scribe: Scribe): string {
  const automaton = serviceOf(scribe, use);
  const by = sortsOf(use, automaton);
  const actions = automaton.signature.map((action) => {
    const parameters = boundsOf(action.parameters, use, automaton)
      .map((p) => `{ name: ${JSON.stringify(p.name)}, sort: ${schemaOf(p.sort, scribe)} }`)
      .join(', ');
    return `{ name: ${JSON.stringify(action.name)}, kind: ${JSON.stringify(action.kind)}, parameters: [${parameters}]${allowedText(action, by, scribe)} }`;
  });
  return `{ name: ${JSON.stringify(use.service)}, actions: [${actions.join(', ')}] }`;
}

/** Where among an action's arguments, the process left out, the packet stands; -1: nowhere. */
export function servicePacketPosition(scribe: Scribe, action: string, span: Span): number {
  const { over, packet } = scribe.layer;
  const parameters = parametersOf(scribe, over, action, span);
  return parameters.findIndex((p) => p.sort.kind === 'tuple' && p.sort.name === packet.name);
}

/** An action's parameters without the process. */
export function parametersOf(
  scribe: Scribe,
  use: ServiceUse,
  action: string,
  span: Span,
): readonly Bound[] {
  const automaton = serviceOf(scribe, use);
  const found = automaton.signature.find((a) => a.name === action);
  if (found === undefined) throw new NotGenerable(`${use.service} has no action ${action}`, span);
  return boundsOf(found.parameters, use, automaton).slice(1);
}

/** Is the parameter at this place of a layer's own message sort? */
export function isMessage(sort: Sort, scribe: Scribe): boolean {
  return sort.kind === 'uninterpreted' && sort.name === scribe.message;
}

function serviceOf(scribe: Scribe, use: ServiceUse): Automaton {
  const unit = scribe.program.units.find((u) => u.name === use.service);
  if (unit?.kind !== 'automaton') {
    throw new NotGenerable(`there is no service ${use.service}`, scribe.layer.span);
  }
  return unit;
}

function boundsOf(
  parameters: readonly Bound[],
  use: ServiceUse,
  automaton: Automaton,
): readonly Bound[] {
  const by = sortsOf(use, automaton);
  return parameters.map((p) => ({ name: p.name, sort: substituteSort(p.sort, by) }));
}

/** The sorts that the service's type parameters stand for. */
function sortsOf(use: ServiceUse, automaton: Automaton): ReadonlyMap<string, Sort> {
  return new Map(
    automaton.parameters.types.flatMap((name, i) => {
      const sort = use.types[i];
      return sort === undefined ? [] : [[name, sort] as const];
    }),
  );
}
