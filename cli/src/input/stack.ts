// Finds the stack that a command is to run: one of this repository by its name, or one in a file of the user's own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sources, stacks } from '@maat/layers';
import { assemble, type Stack } from '@maat/runtime';
import { loadStack, type StackSource } from '@maat/runtime/hosts';
import { fingerprint } from '@maat/spec-lang';
import type { LogText, RefineOptions, TraceVerdict } from '@maat/verifier';
import { BadInput } from '../failure.js';
import { hashOf } from '../ledger.js';
import type { Context } from '../session.js';
import { ancestry } from './ancestry.js';
import { pickAutomaton } from './automaton.js';
import { didYouMean } from './did-you-mean.js';
import { judgeLogs } from './judge.js';
import { compiledStack } from './own-stack.js';
import { requireSpecification, type Specification } from './specification.js';

/** A stack that can be run, here and by other processes. */
export interface Runnable {
  /** As the user named it: a name, or `FILE#NAME`. */
  readonly reference: string;
  readonly stack: Stack;
  readonly source: StackSource;
  /** What the stack is held against; reads the specification when it is called. */
  readonly oracles: () => readonly Oracle[];
  /** The same for each lower layer, by its name: the service that it implements. */
  readonly layerOracles: () => ReadonlyMap<string, Oracle>;
  /** Whether it was made from a file of the user's own. */
  readonly isOwn: boolean;
}

/** The modules made for a stack of the user's own are there until `use` is over. */
export async function withStack<T>(
  context: Context,
  reference: string,
  use: (runnable: Runnable) => T | Promise<T>,
): Promise<T> {
  if (!isFile(reference)) return use(registered(context, reference));
  const folder = mkdtempSync(join(tmpdir(), 'maat-stack-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  context.host.onInterrupt(remove);
  try {
    return await use(await compiled(context, reference, folder));
  } finally {
    remove();
  }
}

/** `FILE.ioa`, `FILE#NAME`; the names of stacks have neither a dot nor a `#`. */
function isFile(reference: string): boolean {
  return reference.includes('#') || reference.endsWith('.ioa');
}

function registered(context: Context, name: string): Runnable {
  const modules = stacks.get(name);
  if (modules === undefined)
    throw new BadInput(
      `there is no stack '${name}'`,
      '',
      `${didYouMean(name, [...stacks.keys()])} A stack of your own is FILE.ioa#NAME.`,
    );
  refuseStale();
  const stack = assemble(modules);
  const read = (): Specification =>
    requireSpecification(context, relative(context.host.cwd, STACKS));
  return {
    reference: name,
    stack,
    source: { name },
    oracles: () => oraclesFor(context, read(), stack.service),
    layerOracles: () => oraclesOfLayers(context, read(), stack),
    isOwn: false,
  };
}

/** The sources of the layers lie beside the package's compiled code. */
const STACKS = fileURLToPath(new URL('../../../layers/stacks.ioa', import.meta.url));

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

async function compiled(context: Context, reference: string, folder: string): Promise<Runnable> {
  const { specification, files, entry } = await compiledStack(context, reference);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  const source = { module: join(folder, entry) };
  const stack = await loadStack(source);
  return {
    reference,
    stack,
    source,
    oracles: () => oraclesFor(context, specification, stack.service),
    layerOracles: () => oraclesOfLayers(context, specification, stack),
    isOwn: true,
  };
}

export type Judging = Pick<RefineOptions, 'budget' | 'areClocksTrue'>;

/** A service, and the check of logs against it. */
export interface Oracle {
  readonly name: string;
  /** Of the text of the stacks and all that they stand on. */
  readonly hash: string;
  /** Without a budget, with what `maat refine` has. */
  readonly judge: (logs: readonly LogText[], how?: Judging) => TraceVerdict;
}

/** The stack's own service and those that it extends. */
function oraclesFor(
  context: Context,
  specification: Specification,
  top: string,
): readonly Oracle[] {
  return ancestry(specification.program, top).map((name) => oracle(context, specification, name));
}

/** Of the layers below the top one. */
function oraclesOfLayers(
  context: Context,
  specification: Specification,
  stack: Stack,
): ReadonlyMap<string, Oracle> {
  const lower = stack.layers.slice(1);
  return new Map(
    lower.map((l) => [l.name, oracle(context, specification, l.implements.name)] as const),
  );
}

function oracle(context: Context, specification: Specification, name: string): Oracle {
  const service = pickAutomaton(context, specification, name);
  return {
    name,
    hash: hashOf(specification),
    judge: (logs, how) => judgeLogs(context, specification, service, logs, how),
  };
}
