// The bounded instances in which each action of a theorem's automaton has to be seen.
import {
  instantiate,
  type Automaton,
  type Definition,
  type Instance,
  type Scope,
  type Sort,
  type Value,
} from '@maat/spec-lang';
import { observationTask, type Claim, type Task } from '@maat/verifier';
import { readScope } from '../input/automaton.js';
import type { Context } from '../session.js';

/** In the scope that is asked for; in all else two of each sort, two of the first and one of others, and one of each. */
export function possible(
  context: Context,
  claim: Claim,
  automaton: Automaton,
  { scope, definitions }: { readonly scope: string; readonly definitions: readonly Definition[] },
): Task {
  const [first] = automaton.parameters.types;
  const asked = scope.split(',').some((piece) => piece.split('=')[0]?.trim() === first);
  const pair = first === undefined || asked ? [] : [`${first}=2`];
  const smaller = [...(scope === '' ? [] : [scope]), ...pair].join(',');
  const instanceOf = (text: string, size: number) => (): Instance =>
    instantiate(automaton, smallScope(context, [automaton], text, size), { definitions });
  const actions = automaton.signature.map((a) => a.name);
  return observationTask(claim, actions, {
    instances: [instanceOf(scope, 2), instanceOf(smaller, 1), instanceOf(scope, 1)],
    runs: 40,
    steps: 60,
    limit: 3_000,
  });
}

/** What the text says, small sizes and values for what it leaves out. */
export function smallScope(
  context: Context,
  automata: readonly Automaton[],
  text: string,
  size: number,
): Scope {
  const scope = readScope(context, automata, text, size);
  const sorts = new Map([['Nat', numbers], ['Int', numbers], ...scope.sorts] as const);
  const values = new Map(scope.values);
  for (const { name, sort } of automata.flatMap((a) => a.parameters.values)) {
    const value = values.get(name) ?? smallValue(sort, { ...scope, sorts });
    if (value !== undefined) values.set(name, value);
  }
  return { sorts, values };
}

const numbers: readonly string[] = ['0', '1', '2'];

function smallValue(sort: Sort, { sorts }: Scope): Value | undefined {
  if (sort.kind === 'bool') return true;
  if (sort.kind === 'nat' || sort.kind === 'int') return 2;
  if (sort.kind === 'enum') return sort.values[0];
  return sort.kind === 'uninterpreted' ? sorts.get(sort.name)?.[0] : undefined;
}
