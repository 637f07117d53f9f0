/** What is seen of the texts, before a solver is asked: each clause has its counterpart, and leaves nothing to chance. */
import { substatements, type Automaton, type Span, type Transition } from '@maat/spec-lang';
import { Unprovable } from '../theorems/unprovable.js';
import type { InstanceClaim, InstanceProgram } from './claim.js';
import { GROUP_ACTIONS } from './group.js';

export function requireFit({ service, programs }: InstanceClaim): void {
  for (const t of service.transitions) requireOutcome(t);
  for (const program of programs) requireProgram(service, program);
}

function requireProgram(service: Automaton, program: InstanceProgram): void {
  for (const { clause, of } of program.clauses) {
    requireOutcome(clause);
    if (of === undefined) requireAdded(clause);
    else requireSame(clause, of.transition);
  }
  for (const t of service.transitions)
    if (t.kind === 'input' && !program.clauses.some(({ clause }) => clause.action === t.action))
      throw misfit(`${program.service.name} does not hear ${t.action}`, t.span);
  for (const t of program.template.transitions)
    if (!OWN.has(t.action) && !program.clauses.some(({ as }) => as === t))
      throw misfit(`${program.service.name} has no step ${t.action}`, program.service.span);
}

/** An input that is refused, or of which a clause may not apply, is no matter of one step. */
function requireOutcome(t: Transition): void {
  const chosen = t.eff.flatMap((s) => [...substatements(s)]).find((s) => s.kind === 'choose');
  if (chosen !== undefined || t.locals.length > 0 || t.ensuring !== undefined)
    throw misfit(`${t.action} may have several outcomes`, chosen?.span ?? t.span);
  if (t.where !== undefined || (t.kind === 'input' && t.pre.length > 0))
    throw misfit(`${t.action} has a condition in its head`, t.span);
}

function requireAdded(t: Transition): void {
  if (t.kind !== 'internal' && !GROUP_ACTIONS.has(t.action))
    throw misfit(`${t.action} was added, and can be seen`, t.span);
}

function requireSame(clause: Transition, of: Transition): void {
  if (clause.kind !== of.kind || clause.parameters.length !== of.parameters.length)
    throw misfit(`${clause.action} is another action than the service's`, clause.span);
}

/** What normal-form.ioa itself does; a service need not do all of it. */
const OWN: ReadonlySet<string> = new Set([
  'plan',
  'go',
  'order',
  'append',
  'consult',
  'count',
  'learn',
  'step',
]);

function misfit(reason: string, span: Span): Unprovable {
  const message = `not an instance of the normal form: ${reason}; prove it step by step, without --parametric`;
  return new Unprovable(message, { span });
}
