/** Judges a trace of a service of the ordered form, if it is one. */
import type { Automaton, Definition, Program, Scope } from '@maat/spec-lang';
import type { DeadEnds } from '../dead-ends.js';
import type { Trace } from '../log.js';
import { Agenda } from './agenda.js';
import { Bench } from './bench.js';
import { orderedForm } from './form.js';
import { searchInOrder } from './search.js';
import type { OrderedResult } from './search.js';
import { Sight } from './sight.js';

export interface OrderedTools {
  readonly service: Automaton;
  readonly program: Program | undefined;
  readonly scope: Scope;
  readonly definitions: readonly Definition[];
  readonly deadEnds: DeadEnds;
}

export type OrderedVerdict = OrderedResult & { readonly nodes: number };

/** A judge of traces of this service; undefined when it has not the form. */
export function orderedJudge(
  tools: OrderedTools,
): ((trace: Logs, budget: number) => OrderedVerdict) | undefined {
  const { service, program, scope, definitions, deadEnds } = tools;
  const form = orderedForm(service, program);
  if (form === undefined) return undefined;
  const sight = new Sight(service, form);
  return (logs, budget) => {
    const bench = new Bench(service, form, scope, definitions, budget);
    const agenda = new Agenda(logs, form);
    const result = searchInOrder({ form, bench, deadEnds, sight, agenda }, logs);
    return { ...result, nodes: bench.steps };
  };
}

type Logs = readonly Pick<Trace[number], 'process' | 'events'>[];
