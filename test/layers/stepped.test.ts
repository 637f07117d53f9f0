// A layer taken apart into steps has the traces that it has with a queue: no fewer, or proofs would miss some,
// and when it is alone no more.
import { describe, expect, it } from 'vitest';
import {
  check,
  findAutomaton,
  hasErrors,
  instantiate,
  parseScope,
  steppedLayer,
  type Automaton,
  type Expr,
  type Guard,
  type Instance,
  type Layer,
  type Program,
} from '@maat/spec-lang';
import { checkRefinement } from '@maat/verifier';
import { loaderWith, read } from './sources.js';

const SUBJECTS = [
  ['Mnak', 'Proc=2,View=1,Msg=1'],
  ['Stable', 'Proc=2,View=1,Msg=1'],
  ['Causal', 'Proc=2,View=1,Msg=2'],
] as const;

describe('a layer in steps', () => {
  it.each(SUBJECTS)('%s has the same traces', { timeout: 240_000 }, (name, scope) => {
    const { queued, stepped } = both(name, scope);
    expect(verdict(queued, stepped)).toEqual(['holds', true]);
    expect(verdict(stepped, queued)).toEqual(['holds', true]);
  });

  it('is found out when a step is left out', { timeout: 240_000 }, () => {
    const { queued, stepped } = both('Mnak', 'Proc=2,View=1,Msg=1', (a) => ({
      ...a,
      transitions: a.transitions.filter((t) => t.case !== 'data2'),
    }));
    expect(verdict(queued, stepped)[0]).toBe('refuted');
    expect(verdict(stepped, queued)[0]).toBe('holds');
  });

  it('is found out when a step comes too early', { timeout: 240_000 }, () => {
    const { queued, stepped } = both('Mnak', 'Proc=2,View=1,Msg=1', (a) => ({
      ...a,
      transitions: a.transitions.map((t) => (t.case === 'cast1' ? { ...t, eff: [] } : t)),
    }));
    expect(verdict(stepped, queued)[0]).toBe('refuted');
  });
});

function verdict(concrete: Instance, abstract: Instance): readonly [string, boolean] {
  const { verdict: said, complete } = checkRefinement(concrete, abstract, { limit: 50_000 });
  return [said, complete];
}

/** The layer in its small use, with a queue and in steps. */
function both(
  name: string,
  scope: string,
  change: (a: Automaton) => Automaton = (a) => a,
): { readonly queued: Instance; readonly stepped: Instance } {
  const source = read(`${name.toLowerCase()}/${name}InUse.ioa`);
  const { value: program, diagnostics } = check(source, loaderWith(new Map()));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  const layer = program.units.find((u): u is Layer => u.kind === 'layer' && u.name === name);
  if (layer === undefined) throw new Error(`no layer ${name}`);
  const inSteps = change(alone(steppedLayer(program, layer), name));
  const changed: Program = {
    ...program,
    units: program.units.map((u) => (u === layer ? inSteps : u)),
  };
  const instance = (p: Program): Instance =>
    instantiate(findAutomaton(p, `${name}InUse`), parseScope(scope).value, {
      definitions: p.definitions,
    });
  return { queued: instance(program), stepped: instance(changed) };
}

/** Every step but those of a run under way waits until all processes are idle, as the queues make it. */
function alone(a: Automaton, name: string): Automaton {
  const counter = a.states.find((s) => s.name === `${name}.pc`);
  const idle = a.transitions.flatMap((t) => t.pre).find((g) => g.name === 'Run to completion');
  if (counter?.sort.kind !== 'array' || idle === undefined) throw new Error('no counter');
  const [process] = counter.sort.index;
  if (process === undefined) throw new Error('no processes');
  const variable = { name: 'anyone', sort: process };
  const at: Expr = { kind: 'local', ...variable, span: a.span };
  const everywhere: Guard = {
    ...idle,
    condition: {
      kind: 'quantified',
      quantifier: 'forall',
      variable,
      body: indexedAt(idle.condition, at),
      sort: { kind: 'bool' },
      span: a.span,
    },
  };
  const running = new Set(a.transitions.filter((t) => t.pre.some(standsSomewhere)));
  return {
    ...a,
    transitions: a.transitions.map((t) =>
      running.has(t) ? t : { ...t, pre: [everywhere, ...t.pre] },
    ),
  };
}

/** `pc[p] = idle` with another process. */
function indexedAt(condition: Expr, at: Expr): Expr {
  if (condition.kind !== 'apply') throw new Error('an equality is meant');
  const [cell, idle] = condition.args;
  if (cell?.kind !== 'apply' || idle === undefined) throw new Error('a cell is meant');
  const [array] = cell.args;
  if (array === undefined) throw new Error('an array is meant');
  return { ...condition, args: [{ ...cell, args: [array, at] }, idle] };
}

function standsSomewhere(guard: Guard): boolean {
  return guard.condition.kind === 'apply' && guard.condition.op === 'hasTag';
}
