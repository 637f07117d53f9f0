// The faults that Ensemble's own total.ml had, written into the derived layer's text: a run refutes each. What lies above a
// hole in the sequence is dropped at a view change, and the token is passed on after its holder has blocked.
import { describe, expect, it } from 'vitest';
import { check, firstDifference, instantiate, libraryLoader } from '@maat/spec-lang';
import type { Layer, Value } from '@maat/spec-lang';
import { derivedTheorem, mutantsOf, scopeOf, walkWeights } from '@maat/synthesis';
import { checkSimulation, withBudget, type SimulationResult } from '@maat/verifier';
import { derivative, path, source } from './derivations.js';
import { at, Steered, type Story } from './steered.js';

interface Fault {
  readonly name: string;
  /** In the text, wherever it stands. */
  readonly from: RegExp;
  readonly to: string;
  readonly story: Story;
  /** The service's condition that its next step does not meet. */
  readonly breaks: string;
}

/** Everything but the casts of proc0 comes to proc2, so that it has a hole when it gets what proc1 casts with the token. */
function deaf(hears: Story, blocks: Story): Story {
  return (variable, step) => {
    const [p, q] = step.args;
    switch (step.action) {
      case 'below.newView':
        return (p === 'view0' || p === 'view1') && isGroup(q, 'proc0,proc1,proc2');
      case 'below.view':
        return q !== 'view1' || p !== 'proc1';
      case 'below.block':
        return blocks(variable, step);
      case 'below.deliver':
        return p !== 'proc2' || q !== 'proc0' || hears(variable, step);
      case 'cast':
        return mayCast(variable, nameOf(p));
      default:
        return step.action !== 'leave';
    }
  };
}

function nameOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isGroup(members: Value | undefined, names: string): boolean {
  return (
    typeof members === 'object' &&
    members.kind === 'set' &&
    members.elements.map(nameOf).join() === names
  );
}

/** Nil, or with nothing in it. */
function isVoid(value: Value): boolean {
  if (typeof value !== 'object') return false;
  if (value.kind === 'nil') return true;
  const parts = value.kind === 'seq' ? value.elements : value.kind === 'map' ? value.entries : [0];
  return parts.length === 0;
}

/** One message at a time, for a view with a few. */
function mayCast(variable: Parameters<Story>[0], p: string): boolean {
  const has = (name: string): boolean => !isVoid(at(variable(name), p));
  return has('Total.cur') && !has('Total.pend') && Number(at(variable('Total.slot'), p)) < 3;
}

const never: Story = () => false;
const holdsAboveHole: Story = (variable) =>
  at(variable('Total.holds'), 'proc2') === true && Number(at(variable('Total.slot'), 'proc2')) > 1;
const keepsAboveHole: Story = (variable) =>
  !isVoid(at(variable('Total.filled'), 'proc2')) || Number(at(variable('Total.next'), 'proc2')) > 1;
const isBlocked: Story = (variable) => at(variable('SVS.blocked'), 'proc2') === true;

/** In a group of two proc1 asks for the token, which proc0 hears when it has blocked; the next view has messages of both. */
const late: Story = (variable, { action, args: [p, q] }) => {
  const isOn = (name: string, process: string): boolean => at(variable(name), process) === true;
  const isIn = (view: string, process: string): boolean => {
    const cur = at(variable('Total.cur'), process);
    return typeof cur === 'object' && cur.kind === 'some' && cur.value === view;
  };
  switch (action) {
    case 'below.newView':
      return isGroup(q, 'proc0,proc1');
    case 'below.view':
      return q !== 'view1' || p === 'proc0' || isIn('view1', 'proc0');
    case 'below.block':
      return (
        (p === 'proc0' ? isOn('Total.asked', 'proc1') : isOn('SVS.asked', 'proc0')) ||
        isIn('view1', 'proc0')
      );
    case 'below.deliver':
      return (
        p !== 'proc0' || q !== 'proc1' || isOn('SVS.blocked', 'proc0') || isIn('view1', 'proc0')
      );
    case 'cast':
      return (
        isIn('view1', nameOf(p)) ||
        (p === 'proc1' && isIn('view0', 'proc1') && !isOn('Total.asked', 'proc1'))
      );
    default:
      return action !== 'leave';
  }
};

const FAULTS: readonly Fault[] = [
  {
    name: 'layer: casts above a hole, and drops it at a view change',
    from: /base <= next \/\\\s+/g,
    to: '',
    story: deaf(never, holdsAboveHole),
    breaks: 'Self Delivery',
  },
  {
    name: 'layer: drops what is above a hole when a view change begins',
    from: /eff blocked := true;/g,
    to: 'eff filled := empty; blocked := true;',
    story: deaf(isBlocked, keepsAboveHole),
    breaks: 'Virtual Synchrony',
  },
  {
    name: 'layer: passes the token on after it is blocked',
    from: /~blocked \/\\(?=\s+wanted ~= \{\})/g,
    to: '',
    story: late,
    breaks: 'Strong Total Order',
  },
];

const made = derivative('total');

describe.each(FAULTS)('$name', ({ name, from, to, story, breaks }) => {
  const { text } = source('total', 'Total.ioa');
  const faulty = layerIn(text.replaceAll(from, to));

  it('is among the faults that are made by operators', () => {
    const mutant = mutantsOf(made).find((m) => m.name === name);
    expect(mutant).toBeDefined();
    if (mutant === undefined || !('layer' in mutant)) return;
    expect(firstDifference(mutant.layer.handlers, faulty.handlers)).toBeUndefined();
  });

  it('is refuted by a run', { timeout: 120_000 }, () => {
    const { verdict, failure } = led(faulty, story);
    expect({ verdict, name: failure?.name }).toEqual({ verdict: 'refuted', name: breaks });
    expect(failure?.run.steps.length).toBeGreaterThan(20);
  });

  it('is not seen in the layer without it', { timeout: 120_000 }, () => {
    const { verdict, actions } = led(made.layer.layer, story);
    expect(verdict).toBe('holds');
    expect(actions.get('below.block')).toBeGreaterThan(0);
    expect(actions.get('view')).toBeGreaterThan(50);
  });
});

function layerIn(text: string): Layer {
  const { value } = check({ file: path('total', 'Total.ioa'), text }, libraryLoader);
  const layer = value.units.find((u) => u.kind === 'layer');
  if (layer?.kind !== 'layer') throw new Error('no layer');
  return layer;
}

/** Runs of three processes through two views, with the casts of a few. */
function led(layer: Layer, story: Story): SimulationResult {
  const { concrete, abstract, simulation } = derivedTheorem(made, layer);
  const scope = scopeOf(made, 3, 2, 1);
  const often = ['newView', 'view', 'block', 'deliver'].map((a) => [`below.${a}`, 1] as const);
  const weights = new Map([...walkWeights(made), ...often, ['cast', 0.3]]);
  const of = new Map([['cast', 5]]);
  const instance = withBudget(new Steered(instantiate(concrete, scope), story), { of });
  return checkSimulation(instance, instantiate(abstract, scope), simulation, {
    walk: { seed: 1, runs: 60, steps: 100, weights },
  });
}
