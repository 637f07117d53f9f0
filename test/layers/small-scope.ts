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
import { loaderWith } from './sources.js';

/** The composition of a client with the layer over its service, or with the service itself. */
export function inUse(
  layer: { readonly file: string; readonly name: string; readonly service: string },
  client: string,
  scope: string,
  changed: ReadonlyMap<string, string> = new Map(),
): { readonly concrete: Instance; readonly abstract: Instance } {
  const text = `import "${layer.file}"
${client}
automaton LayerInUse(Proc, View, Msg: type)
  components C: Client(Proc, View, Msg); L: ${layer.name}(Proc, View, Msg)
automaton ServiceInUse(Proc, View, Msg: type)
  components C: Client(Proc, View, Msg); S: ${layer.service}(Proc, View, Msg)
`;
  const { value: program, diagnostics } = check({ file: 'in-use.ioa', text }, loaderWith(changed));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  const instance = (name: string): Instance =>
    instantiate(findAutomaton(program, name), parseScope(scope).value, {
      definitions: program.definitions,
    });
  return { concrete: patient(instance('LayerInUse')), abstract: instance('ServiceInUse') };
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
