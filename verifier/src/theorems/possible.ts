// The bounded instances in which each action of a theorem's automaton has to be seen.
import { instantiate, type Automaton, type Instance, type Scope } from '@maat/spec-lang';
import type { Claim } from '../ledger/row.js';
import { observationTask } from '../prove/observation.js';
import type { Task } from '../prove/task.js';
import { withLongElements } from './long-elements.js';
import { smallValues } from './small-values.js';
import type { Setting } from './setting.js';

/** In the scope that is asked for; in all else two of each sort, two of the first and one of others, and one of each. */
export function possible(setting: Setting, claim: Claim, automaton: Automaton): Task {
  const { definitions } = setting.program;
  const actions = automaton.signature.map((a) => a.name);
  const instance =
    (make: () => Scope): (() => Instance) =>
    () =>
      instantiate(automaton, make(), { definitions });
  return observationTask(claim, actions, {
    instances: smallScopes(setting, [automaton]).toReversed().map(instance),
    larger: largerScopes(setting, [automaton]).map(instance),
    runs: 120,
    steps: 150,
    limit: 3_000,
  });
}

/** One of each sort, two of the first, and two of each; the smallest first. */
export function smallScopes(
  setting: Setting,
  automata: readonly Automaton[],
): readonly (() => Scope)[] {
  const { scope } = setting;
  return [
    () => smallScope(setting, automata, scope, 1),
    () => smallScope(setting, automata, ofFirst(setting, automata, 2), 1),
    () => smallScope(setting, automata, scope, 2),
  ];
}

/** And three of the first, as two agree sooner than three; and the least and the next value of what is a number: the edges. */
export function searchedScopes(
  setting: Setting,
  automata: readonly Automaton[],
): readonly (() => Scope)[] {
  const three = (): Scope => smallScope(setting, automata, ofFirst(setting, automata, 3), 1);
  const edges = [0, 1, 3].map(
    (n) => (): Scope => smallScope(setting, automata, setting.scope, 2, n),
  );
  return [...smallScopes(setting, automata), three, ...(hasNumbers(automata) ? edges : [])];
}

/** More of the first sort: what needs four is not seen in three. */
export function largerScopes(
  setting: Setting,
  automata: readonly Automaton[],
): readonly (() => Scope)[] {
  if (ofFirst(setting, automata, 4) === setting.scope) return [];
  return [4, 5, 6].map(
    (n) => () => smallScope(setting, automata, ofFirst(setting, automata, n), 1),
  );
}

function hasNumbers(automata: readonly Automaton[]): boolean {
  const kinds = automata.flatMap((a) => a.parameters.values.map((v) => v.sort.kind));
  return kinds.includes('nat') || kinds.includes('int');
}

/** The scope that is asked for, with so many elements of the first sort unless it says how many. */
function ofFirst({ scope }: Setting, automata: readonly Automaton[], count: number): string {
  const first = automata[0]?.parameters.types[0];
  const asked = scope.split(',').some((piece) => piece.split('=')[0]?.trim() === first);
  const more = first === undefined || asked ? [] : [`${first}=${String(count)}`];
  return [...(scope === '' ? [] : [scope]), ...more].join(',');
}

/** What the text says, small sizes and values for what it leaves out. */
function smallScope(
  { program, readScope }: Setting,
  automata: readonly Automaton[],
  text: string,
  size: number,
  /** What parameters that are numbers are first tried with. */
  number?: number,
): Scope {
  const scope = readScope(automata, text, size);
  const strings = [...[...scope.sorts.values()].flat(), 'a'];
  const sorts = new Map([
    ...[['Nat', numbers] as const, ['Int', numbers] as const, ['String', strings] as const],
    ...scope.sorts,
  ]);
  const asked = { sorts, values: scope.values };
  return withLongElements(automata, {
    sorts,
    values: smallValues(automata, asked, program.definitions, number),
  });
}

/** What parameters that nothing bounds are tried with; strings may be the names of elements. */
const numbers: readonly string[] = ['0', '1', '2'];
