// A layer and the service that it implements, both used by one small client, as finite automata.
import {
  check,
  findAutomaton,
  hasErrors,
  instantiate,
  parseScope,
  type Instance,
  type State,
  type Value,
} from '@maat/spec-lang';
import { loaderWith, read } from './sources.js';

/** From `mnak/MnakInUse.ioa`: the layer over its service, and the service that it implements. */
export function inUse(
  subject: { readonly name: string; readonly service: string; readonly scope: string },
  changed: ReadonlyMap<string, string> = new Map(),
): { readonly concrete: Instance; readonly abstract: Instance } {
  const { name, service, scope } = subject;
  const source = read(`${name.toLowerCase()}/${name}InUse.ioa`);
  const { value: program, diagnostics } = check(source, loaderWith(changed));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  const instance = (automaton: string): Instance =>
    instantiate(findAutomaton(program, automaton), parseScope(scope).value, {
      definitions: program.definitions,
    });
  return {
    concrete: patient(instance(`${name}InUse`)),
    abstract: instance(`${service}InUse`),
  };
}

/** As at run time, a handler runs when what the one before it emitted is out; so queues stay short. */
function patient(instance: Instance): Instance {
  const queues = instance.automaton.states.flatMap((v, i) => (v.name.endsWith('queue') ? [i] : []));
  const waiting = (state: State): number =>
    queues.reduce((sum, i) => sum + totalLength(state[i]), 0);
  return Object.assign(Object.create(instance) as Instance, {
    successors: (state: State) => {
      const length = waiting(state);
      const all = instance.successors(state);
      return length === 0
        ? all
        : all.filter(({ states }) => states.every((s) => waiting(s) < length));
    },
  });
}

function totalLength(queues: Value | undefined): number {
  if (typeof queues !== 'object' || queues.kind !== 'array') return 0;
  return queues.entries.reduce((sum, [, q]) => {
    return sum + (typeof q === 'object' && q.kind === 'seq' ? q.elements.length : 0);
  }, 0);
}
