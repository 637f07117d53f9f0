// A small breadth-first search over the reference semantics, for tests of what automata mean.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  check,
  findAutomaton,
  instantiate,
  keyOf,
  librarySource,
  parseScope,
  renderDiagnostic,
  type Checked,
  type Program,
  type Source,
  type State,
} from '@maat/spec-lang';

export interface Explored {
  readonly distinct: number;
  readonly actions: ReadonlyMap<string, number>;
  readonly broken: readonly string[];
}

export function explore(program: Program, name: string, scope: string, limit = 20_000): Explored {
  const instance = instantiate(findAutomaton(program, name), parseScope(scope).value, {
    definitions: program.definitions,
  });
  const invariants = program.units.filter((u) => u.kind === 'invariant' && u.of === name);
  const seen = new Map<string, State>();
  const actions = new Map<string, number>();
  const broken = new Set<string>();
  const queue: State[] = [];
  const visit = (state: State): void => {
    const key = state.map(keyOf).join(' ');
    if (seen.has(key)) return;
    seen.set(key, state);
    queue.push(state);
    for (const inv of invariants)
      if (inv.kind === 'invariant' && instance.evaluate(inv.condition, state) !== true)
        broken.add(inv.name);
  };
  for (const state of instance.initialStates()) visit(state);
  for (let i = 0; i < queue.length && seen.size < limit; i += 1) {
    const state = queue[i];
    if (state === undefined) continue;
    for (const { step, states } of instance.successors(state))
      for (const next of states) {
        actions.set(step.action, (actions.get(step.action) ?? 0) + 1);
        visit(next);
      }
  }
  return { distinct: seen.size, actions, broken: [...broken] };
}

function fileSource(path: string): Source {
  return { file: path, text: readFileSync(path, 'utf8') };
}

export function checkLibrary(name: string): Program {
  const source = librarySource(name);
  if (source === undefined) throw new Error(`no ${name} in the library`);
  return clean(
    check(source, () => undefined),
    [source],
  );
}

export function checkFile(path: string): Program {
  const root = fileSource(path);
  return clean(
    check(root, (to, from) => {
      try {
        return fileSource(resolve(dirname(from), to));
      } catch {
        return undefined;
      }
    }),
    [root],
  );
}

export function checkText(text: string): Program {
  const source = { file: 'test.ioa', text };
  return clean(
    check(source, () => undefined),
    [source],
  );
}

/** The program of a text without errors; otherwise the test fails with what was found. */
function clean({ value, diagnostics }: Checked<Program>, sources: readonly Source[]): Program {
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (errors.length > 0)
    throw new Error(errors.map((d) => renderDiagnostic(d, sources)).join('\n\n'));
  return value;
}
