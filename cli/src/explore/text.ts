// What a search found, for people: a headline, figures, and the counterexample.
import { refinementClaim } from '@maat/verifier';
import { refinementText } from '../output/refinement-text.js';
import { runText } from '../output/run-text.js';
import { table } from '../output/table.js';
import type { Context } from '../session.js';
import { isIdle, rate, verdictOf, type Search } from './search.js';

export function searchText(context: Context, search: Search): string {
  const sections = [headline(context, search), figures(context, search), problemOf(search) ?? ''];
  return sections.filter((t) => t !== '').join('\n\n');
}

/** The counterexample; undefined when there is none. */
export function problemOf(search: Search): string | undefined {
  const { result, instance, abstract } = search;
  if (abstract !== undefined && 'failure' in result) {
    const obstacles = 'obstacles' in result ? result.obstacles : [];
    return refinementText(instance, abstract, result.failure, obstacles);
  }
  return 'run' in result ? runText(instance, result.run) : undefined;
}

export function brokenText(search: Search): string {
  const { result, abstract } = search;
  if (abstract !== undefined) return 'refuted';
  const stopped = 'run' in result ? result.run.stopped : undefined;
  if (stopped?.kind === 'invariant') return `invariant ${stopped.name} does not hold`;
  return 'a state without a step';
}

function headline({ colours }: Context, search: Search): string {
  const about = `${subject(search)}${search.scope === '' ? '' : `, scope ${search.scope}`}`;
  switch (verdictOf(search)) {
    case 'refuted':
      return `${colours.red('✗')} ${about}: ${brokenText(search)}`;
    case 'holds':
      return `${colours.green('✓')} ${about}: ${extent(search)}${held(search)}`;
    case 'unknown':
    case 'invalid':
      return `${colours.yellow('?')} ${about}: ${doubt(search)}`;
  }
}

function subject({ instance, abstract, simulation }: Search): string {
  const { name } = instance.automaton;
  if (abstract === undefined) return name;
  const by = simulation === undefined || simulation === '' ? '' : ` by ${simulation}`;
  return `${refinementClaim(name, abstract.automaton.name).name}${by}`;
}

function extent({ result }: Search): string {
  return result.complete ? 'every reachable state' : `every state within ${result.depth} steps`;
}

function held({ invariants }: Search): string {
  return invariants.length === 0
    ? ''
    : `; invariants ${invariants.map((i) => i.name).join(', ')} hold`;
}

function doubt({ result }: Search): string {
  if (result.bound === 'limit')
    return `not finished after ${result.distinct} distinct states (--limit)`;
  return isIdle(result)
    ? 'no step is possible in this scope, so this says nothing'
    : 'the abstract side has too many states to follow';
}

function figures(context: Context, { result }: Search): string {
  const { distinct, generated, depth, actions } = result;
  const counts = table(
    [
      ['distinct states', `${distinct}`],
      ['generated', `${generated}`],
      ['depth', `${depth}`],
      // As wide whatever the speed, so that figures of two runs stand alike.
      ['speed', rate(context, distinct).padStart(16)],
    ],
    ['left', 'right'],
  );
  const rows = [...actions].map(([name, times]) => [name, times === 0 ? 'never' : `${times}`]);
  return `${counts}\n\n${table([['action', 'taken'], ...rows], ['left', 'right'])}`;
}
