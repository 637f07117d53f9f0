/**
 * `requires` of a stack. A property is a service, the name of a clause of one (its label `%! …`
 * without the spaces), or an invariant of one; the stack has those of the service that it gives and
 * of the services that this one extends.
 */
import type { Name } from '../../syntax/ast.js';
import type { ServiceUse } from '../../ir/program.js';
import { automatonOf, type Env } from '../env.js';
import { lineage } from '../fit.js';
import { spellingFix } from '../resolve/suggest.js';

export function checkRequired(required: readonly Name[], top: ServiceUse, env: Env): void {
  if (required.length === 0) return;
  const services = lineage(top, (n) => automatonOf(n, env)).map((u) => u.service);
  const had = properties(services, env);
  for (const name of required) if (!had.includes(name.text)) report(name, top, had, env);
}

function properties(services: readonly string[], env: Env): readonly string[] {
  const labels = services
    .flatMap((s) => automatonOf(s, env)?.transitions ?? [])
    .flatMap((t) => t.pre.flatMap((g) => labelsOf(g.name)));
  const invariants = env.names.filter((name) => {
    const known = env.find(name);
    return (
      typeof known === 'object' &&
      known.unit.kind === 'invariant' &&
      services.includes(known.unit.of)
    );
  });
  return [...new Set([...services, ...labels, ...invariants])];
}

/** A guard may carry several, with commas between them. */
function labelsOf(label: string): readonly string[] {
  return label
    .split(',')
    .map((part) => part.replace(/\W/g, ''))
    .filter((part) => part !== '');
}

function report(name: Name, top: ServiceUse, had: readonly string[], env: Env): void {
  const elsewhere = env.names.filter((n) => {
    const unit = automatonOf(n, env);
    return unit !== undefined && properties([unit.name], env).includes(name.text);
  });
  const advice =
    elsewhere.length === 0
      ? `it has ${had.join(', ')}`
      : `it is one of ${elsewhere.join(', ')}: a layer that implements one of these is missing on top`;
  const message = `this stack gives ${top.service}, which has no property ${name.text}; ${advice}`;
  env.report.add('E0712', name.span, message, { fixes: spellingFix(name.text, name.span, had) });
}
