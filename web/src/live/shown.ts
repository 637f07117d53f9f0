/** Events of a running group as steps of its service, so that they are drawn as runs are. */
import { valueFromJson, type Automaton, type Step } from '@maat/spec-lang';
import type { AutomatonView } from '../run/view.js';
import type { NewEvent } from './group.js';

/** What is drawn of an automaton that is not run here but recorded. */
export function liveView(automaton: Automaton, lanes: readonly string[]): AutomatonView {
  return {
    name: automaton.name,
    signature: automaton.signature,
    variables: [],
    process: automaton.parameters.types[0],
    lanes,
    scope: '',
    invariants: [],
    pictures: [],
  };
}

export function stepOf({ signature }: Automaton, { line }: NewEvent): Step {
  const action = signature.find((a) => a.name === line.action);
  const args = (action?.parameters ?? []).map(({ name, sort }) => {
    const read = valueFromJson(line.args[name], sort);
    return read.ok ? read.value : JSON.stringify(line.args[name] ?? null);
  });
  return { action: line.action, args };
}
