// Finds a stack by name: its modules, and the services that its traces are held against.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sources, stacks } from '@maat/layers';
import { assemble, type Stack } from '@maat/runtime';
import { fingerprint } from '@maat/spec-lang';
import type { LogText, TraceVerdict } from '@maat/verifier';
import { BadInput } from '../failure.js';
import { hashOf } from '../ledger.js';
import type { Context } from '../session.js';
import { ancestry } from './ancestry.js';
import { pickAutomaton } from './automaton.js';
import { didYouMean } from './did-you-mean.js';
import { judgeLogs } from './judge.js';
import { requireSpecification } from './specification.js';

export function findStack(name: string): Stack {
  const modules = stacks.get(name);
  if (modules === undefined)
    throw new BadInput(`there is no stack '${name}'`, '', didYouMean(name, [...stacks.keys()]));
  refuseStale();
  return assemble(modules);
}

/** What runs must be what is checked: sources that were changed since their code was made are not run. */
function refuseStale(): void {
  for (const [path, known] of sources) {
    const file = fileURLToPath(new URL(`../../../layers/${path}`, import.meta.url));
    if (fingerprint(readFileSync(file, 'utf8')) === known) continue;
    const fix =
      "the code that runs was generated from another text: 'npm run generate && npm run build' makes it anew";
    throw new BadInput(fix, `layers/${path}`);
  }
}

/** A service, and the check of logs against it. */
export interface Oracle {
  readonly name: string;
  /** Of the text of the stacks and all that they stand on. */
  readonly hash: string;
  readonly judge: (logs: readonly LogText[]) => TraceVerdict;
}

/** The stack's own service, and EVS where it is an extension of that. */
export function oraclesFor(context: Context, stack: Stack): readonly Oracle[] {
  const specification = requireSpecification(context, relative(context.host.cwd, STACKS));
  const hash = hashOf(specification);
  return ancestry(specification.program, stack.service)
    .filter((name) => name === stack.service || name === 'EVS')
    .map((name) => {
      const service = pickAutomaton(context, specification, name);
      return { name, hash, judge: (logs) => judgeLogs(context, specification, service, logs) };
    });
}

/** The sources of the layers lie beside the package's compiled code. */
const STACKS = fileURLToPath(new URL('../../../layers/stacks.ioa', import.meta.url));
