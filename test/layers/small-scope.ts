// A layer and the service that it implements, both used by one small client, as finite automata.
import {
  check,
  findAutomaton,
  hasErrors,
  instantiate,
  parseScope,
  type Instance,
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
    concrete: instance(`${name}InUse`),
    abstract: instance(`${service}InUse`),
  };
}
