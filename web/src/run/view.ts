/** What a panel must know of an automaton to show its runs; plain data, so that it can leave a worker. */
import {
  processSort,
  showValue,
  type Action,
  type Instance,
  type Sort,
  type Step,
} from '@maat/spec-lang';

export interface AutomatonView {
  readonly name: string;
  readonly signature: readonly Action[];
  readonly variables: readonly { readonly name: string; readonly sort: Sort }[];
  /** The sort of the processes, in whose lanes steps are drawn; none when there are no places. */
  readonly process: string | undefined;
  /** The elements of that sort in the scope. */
  readonly lanes: readonly string[];
  readonly scope: string;
  readonly invariants: readonly string[];
  /** The pictures that the text defines of it. */
  readonly pictures: readonly string[];
}

export function viewOf(
  instance: Instance,
  scope: string,
  invariants: readonly string[],
  pictures: readonly string[] = [],
): AutomatonView {
  const { automaton } = instance;
  const process = processSort(automaton.signature);
  return {
    name: automaton.name,
    signature: automaton.signature,
    variables: automaton.states.map(({ name, sort }) => ({ name, sort })),
    process,
    lanes: process === undefined ? [] : (instance.scope.sorts.get(process) ?? []),
    scope,
    invariants,
    pictures,
  };
}

/** `deliver(proc0, proc1, msg0)`. */
export function showStep(view: Pick<AutomatonView, 'signature'>, step: Step): string {
  const args = showArguments(view, step);
  return args.length === 0 ? step.action : `${step.action}(${args.join(', ')})`;
}

export function showArguments(
  view: Pick<AutomatonView, 'signature'>,
  step: Step,
): readonly string[] {
  const parameters = view.signature.find((a) => a.name === step.action)?.parameters ?? [];
  return step.args.map((arg, i) => {
    const sort = parameters[i]?.sort;
    return sort === undefined ? JSON.stringify(arg) : showValue(arg, sort);
  });
}
