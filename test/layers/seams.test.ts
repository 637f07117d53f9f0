// Why handlers may run to completion over a service: whatever it says to a process it could have said after taking an event, too.
import { describe, expect, it } from 'vitest';
import {
  check,
  fairScheduler,
  findAutomaton,
  instantiate,
  libraryLoader,
  librarySource,
  parseScope,
  randomFrom,
  stateKey,
  type Instance,
  type State,
  type Step,
} from '@maat/spec-lang';

/** Services that layers stand on, and the pairs of which the order matters: event taken, then event said. */
const SEAMS = new Map<string, { readonly file: string; readonly crossing: readonly string[] }>([
  ['Network', { file: 'network', crossing: [] }],
  ['FifoView', { file: 'fifo-view', crossing: [] }],
  ['StableView', { file: 'stable-view', crossing: [] }],
  // What is delivered while a cast is on its way down comes before it, or not.
  ['CausalView', { file: 'causal-view', crossing: ['cast, deliver'] }],
  ['ReachView', { file: 'reach-view', crossing: [] }],
  // A process that casts while it is synchronised, asks again, or goes on, gives up what it asked for.
  [
    'FlushView',
    { file: 'flush-view', crossing: ['cast, synced', 'install, synced', 'sync, synced'] },
  ],
  // Who has left hears nothing more; an answer before the question is none.
  [
    'SVS',
    {
      file: 'svs',
      crossing: ['blockOk, block', 'leave, block', 'leave, deliver', 'leave, send', 'leave, view'],
    },
  ],
]);

/** So that a flush comes to its end. */
const WEIGHTS = new Map([
  ['sync', 1],
  ['want', 0.1],
  ['send', 0.1],
]);

describe('a service below a layer', () => {
  it.each([...SEAMS])('%s: what is said commutes with what is taken', (name, seam) => {
    const instance = service(name, seam.file);
    const found = new Set<string>();
    for (let seed = 0; seed < 15; seed += 1) {
      for (const state of walk(instance, seed)) {
        for (const pair of crossings(instance, state)) found.add(pair);
      }
    }
    expect([...found].sort()).toEqual(seam.crossing);
  });
});

function service(name: string, file: string): Instance {
  const source = librarySource(`${file}.ioa`);
  if (source === undefined) throw new Error(`no ${file}`);
  const { value: program } = check(source, libraryLoader);
  return instantiate(
    findAutomaton(program, name),
    parseScope('Proc=2,View=2,Msg=1,Nat=2').value,
    program,
  );
}

function walk(instance: Instance, seed: number): readonly State[] {
  const random = randomFrom(seed);
  const choose = fairScheduler(instance, random, WEIGHTS);
  let state = random.pick(instance.initialStates());
  const met = [state];
  while (met.length < 60) {
    const step = choose(state);
    if (step === undefined) break;
    state = random.pick(instance.post(state, step));
    met.push(state);
  }
  return met;
}

/** `taken, said`: said first both can happen, taken first they cannot with the same result. */
function crossings(instance: Instance, state: State): readonly string[] {
  const inputs = new Set(
    instance.automaton.signature.filter((a) => a.kind === 'input').map((a) => a.name),
  );
  const steps = instance.enabled(state);
  const said = steps.filter((s) => !inputs.has(s.action));
  const taken = steps.filter((s) => inputs.has(s.action));
  return said.flatMap((o) =>
    taken
      .filter((i) => i.args[0] === o.args[0] && !commute(instance, state, i, o))
      .map((i) => `${i.action}, ${o.action}`),
  );
}

function commute(instance: Instance, state: State, first: Step, second: Step): boolean {
  const after = (steps: readonly Step[]): readonly string[] =>
    steps
      .reduce<readonly State[]>((s, step) => s.flatMap((x) => instance.post(x, step)), [state])
      .map(stateKey);
  const other = new Set(after([first, second]));
  return after([second, first]).every((key) => other.has(key));
}
