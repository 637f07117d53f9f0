/**
 * Generated code against the reference semantics: whatever each layer's machine was given in
 * seeded lives of a group, the automaton that the layer means emits the same events and ends in
 * the same state.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  check,
  equalValues,
  hasErrors,
  instantiate,
  layerAutomaton,
  valueFromJson,
  type Expr,
  type Instance,
  type Json,
  type Layer,
  type Loader,
  type Program,
  type Sort,
  type State,
  type Value,
} from '@maat/spec-lang';
import {
  stacks,
  type Args,
  type LayerMachine,
  type LayerModule,
  type ServiceSchema,
} from '@maat/layers';
import { assemble, runScenario, toJson } from '@maat/runtime';

const root = fileURLToPath(new URL('../../layers', import.meta.url));
const sources = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ioa') && !/(^|\/)(dist|node_modules)\//.test(path))
    .map((path) => [basename(path), readFileSync(join(root, path), 'utf8')] as const),
);
const load: Loader = (path) => {
  const text = sources.get(basename(path));
  return text === undefined ? undefined : { file: basename(path), text };
};

/** One event at one machine, and all that came of it. Arguments include the process. */
interface Happening {
  readonly action: string;
  readonly args: readonly Json[];
  readonly emitted: readonly { readonly action: string; readonly args: readonly Json[] }[];
  readonly after: Readonly<Record<string, Json>>;
}

type Life = Happening[];

/** Messages by their names, as which they are written: the reference semantics cuts names in pieces. */
const messages = new Map<string, unknown>();

function written(message: unknown): string {
  const name = toJson({ kind: 'uninterpreted', name: 'Msg' }, message);
  if (typeof name !== 'string') throw new Error('a message is known by its name');
  messages.set(name, message);
  return name;
}

/** The module, with every machine's life written down. */
function recorded(module: LayerModule, lives: Map<string, Life>): LayerModule {
  return {
    ...module,
    create: (self, constants, out) => {
      const life: Life = [];
      lives.set(self, life);
      let emitted: Happening['emitted'][number][] = [];
      const note = (service: ServiceSchema, prefix: string, action: string, args: Args): void => {
        emitted.push({ action: prefix + action, args: jsonArgs(service, action, self, args) });
      };
      const machine = module.create(self, constants, {
        above: (action, args) => {
          note(module.implements, '', action, args);
          out.above(action, args);
        },
        below: (action, args) => {
          note(module.over, 'below.', action, args);
          out.below(action, args);
        },
        fire: (action, args) => {
          out.fire(action, args);
        },
        written,
        size: (message) => written(message).length,
        read: (text) => (messages.has(text) ? { message: messages.get(text) } : undefined),
      });
      const happen = (action: string, args: readonly Json[], act: () => void): void => {
        emitted = [];
        act();
        life.push({ action, args, emitted, after: snapshotJson(module, machine) });
      };
      return {
        above: (action, args) => {
          happen(action, jsonArgs(module.implements, action, self, args), () => {
            machine.above(action, args);
          });
        },
        below: (action, args) => {
          happen(`below.${action}`, jsonArgs(module.over, action, self, args), () => {
            machine.below(action, args);
          });
        },
        timer: (name) => {
          happen(`timer.${name}`, [self], () => {
            machine.timer(name);
          });
        },
        start: () => {
          happen('layer.start', [self], () => {
            machine.start();
          });
        },
        snapshot: () => machine.snapshot(),
      };
    },
  };
}

function jsonArgs(service: ServiceSchema, name: string, self: string, args: Args): readonly Json[] {
  const action = service.actions.find((a) => a.name === name);
  if (action === undefined) throw new Error(`no action ${name}`);
  return action.parameters.map((p, i) => (i === 0 ? self : toJson(p.sort, args[i - 1])));
}

function snapshotJson(module: LayerModule, machine: LayerMachine): Readonly<Record<string, Json>> {
  const state = machine.snapshot();
  return Object.fromEntries(module.states.map((s) => [s.name, toJson(s.sort, state[s.name])]));
}

/** Runs the automaton through a machine's life. */
class Replay {
  private readonly instance: Instance;
  private readonly layer: Layer;
  private state: State;

  constructor(
    program: Program,
    layer: Layer,
    self: string,
    sorts: ReadonlyMap<string, readonly string[]>,
  ) {
    this.layer = layer;
    const automaton = layerAutomaton(program, layer);
    const options = { definitions: program.definitions };
    this.instance = instantiate(automaton, { sorts, values: new Map([['self', self]]) }, options);
    this.state = this.instance.initialStates()[0] ?? [];
  }

  step(happening: Happening, where: string): void {
    if (this.has(happening.action)) this.take(happening.action, happening.args, where);
    for (const event of happening.emitted)
      this.take(event.action, event.args, `${where}, emitting ${event.action}`);
    const { states } = this.instance.automaton;
    const queue = states.findIndex(
      (s) =>
        s.sort.kind === 'seq' && s.sort.of.kind === 'union' && s.sort.of.name.endsWith('Event'),
    );
    expect(this.state[queue], `${where}: all that it emits`).toEqual({ kind: 'seq', elements: [] });
    for (const { name, sort, ghost } of this.layer.states) {
      if (ghost) continue;
      const theirs = this.state[states.findIndex((s) => s.name === name)] as Value;
      const mine = valueOf(happening.after[name] ?? null, sort);
      expect(
        this.same(mine, theirs, sort),
        `${where}: ${name} is ${JSON.stringify(mine)}, not ${JSON.stringify(theirs)}`,
      ).toBe(true);
    }
  }

  /** A layer without start handlers or without a timer has no such action. */
  private has(action: string): boolean {
    return this.instance.automaton.signature.some((a) => a.name === action);
  }

  private take(action: string, args: readonly Json[], where: string): void {
    const parameters =
      this.instance.automaton.signature.find((a) => a.name === action)?.parameters ?? [];
    const values = parameters.map((p, i) => valueOf(args[i] ?? null, p.sort));
    const next = this.instance.post(this.state, { action, args: values });
    expect(next.length, `${where}: ${action}(${JSON.stringify(args)}) is no step`).toBe(1);
    this.state = next[0] ?? [];
  }

  /** Arrays are equal when they are at every index of the scope. */
  private same(a: Value, b: Value, sort: Sort): boolean {
    if (sort.kind === 'array') {
      const keys = sort.index.map((s) =>
        s.kind === 'uninterpreted' ? (this.instance.scope.sorts.get(s.name) ?? []) : [],
      );
      const [first = [], second] = keys;
      const indices =
        second === undefined
          ? first
          : first.flatMap((x) => second.map((y): Value => ({ kind: 'tuple', fields: [x, y] })));
      return indices.every((i) => this.same(at(a, i), at(b, i), sort.of));
    }
    if (
      sort.kind === 'map' &&
      typeof a === 'object' &&
      typeof b === 'object' &&
      a.kind === 'map' &&
      b.kind === 'map'
    ) {
      const theirs = b.entries;
      return (
        a.entries.length === theirs.length &&
        a.entries.every(([k, v], i) => {
          const other = theirs[i];
          return other !== undefined && equalValues(k, other[0]) && this.same(v, other[1], sort.to);
        })
      );
    }
    if (
      sort.kind === 'tuple' &&
      typeof a === 'object' &&
      typeof b === 'object' &&
      a.kind === 'tuple' &&
      b.kind === 'tuple'
    ) {
      return sort.fields.every((f, i) =>
        this.same(a.fields[i] as Value, b.fields[i] as Value, f.sort),
      );
    }
    return equalValues(a, b);
  }
}

function at(array: Value, index: Value): Value {
  if (typeof array !== 'object' || array.kind !== 'array') throw new Error('not an array');
  return array.entries.find(([k]) => equalValues(k, index))?.[1] ?? array.otherwise;
}

function valueOf(json: Json, sort: Sort): Value {
  const result = valueFromJson(json, sort);
  if (!result.ok) throw new Error(`${result.path}: ${result.message}`);
  return result.value;
}

/** The layer with `peers` as this run gives it. */
function withPeers(layer: Layer, names: readonly string[]): Layer {
  const constants = layer.constants.map((c) => {
    if (c.name !== 'peers' || c.sort.kind !== 'set') return c;
    const { of } = c.sort;
    const args = names.map((value): Expr => ({
      kind: 'literal',
      value,
      sort: of,
      span: layer.span,
    }));
    return {
      ...c,
      value: { kind: 'apply', op: 'display', args, sort: c.sort, span: layer.span } as const,
    };
  });
  return { ...layer, constants };
}

const MEMBERS = ['p0', 'p1', 'p2'];

describe.each(
  [...stacks.values()].filter((s) => s.layers.length > 1).map((s) => [s.name, s] as const),
)('the stack %s', (_name, stack) => {
  const lives = new Map(stack.layers.map((l) => [l.name, new Map<string, Life>()]));
  const modules = stack.layers.map((l) =>
    recorded(l, lives.get(l.name) ?? new Map<string, Life>()),
  );
  // Without joins, so that all begin with the same contacts.
  runScenario({
    stack: assemble({ ...stack, layers: modules }),
    seed: 3,
    members: 3,
    casts: 20,
    duration: 1200,
    upheavals: 2,
  });

  // Of the stacks that share layers, each is asked for its own top; the rest is asked of one.
  const asked = stack.name === 'svs' ? stack.layers : stack.layers.slice(0, 1);
  test.each(asked.map((l) => l.name))('%s does what its automaton does', (name) => {
    const { value: program, diagnostics } = check(
      { file: `${name}.ioa`, text: sources.get(`${name}.ioa`) ?? '' },
      load,
    );
    expect(hasErrors(diagnostics)).toBe(false);
    const layer = program.units.find((u): u is Layer => u.kind === 'layer' && u.name === name);
    if (layer === undefined) throw new Error(`no layer ${name}`);
    const mine = lives.get(name) ?? new Map<string, Life>();
    const views = [...new Set(JSON.stringify([...mine]).match(/\b\d+\.p\d\b/g) ?? [])].sort(
      (a, b) => parseFloat(a) - parseFloat(b),
    );
    const [proc = '', ...others] = layer.parameters.types;
    for (const [self, life] of mine) {
      if (!MEMBERS.includes(self)) continue;
      const sorts = new Map([
        [proc, MEMBERS],
        ...others.map((o) => [o, o === 'View' ? views : ['m', ...messages.keys()]] as const),
      ]);
      const replay = new Replay(program, withPeers(layer, MEMBERS), self, sorts);
      life.slice(0, 700).forEach((happening, i) => {
        replay.step(happening, `${self}, event ${i}: ${happening.action}`);
      });
    }
  });
});
