/** Finds the stack that a process is to run. */
import { pathToFileURL } from 'node:url';
import * as support from '@maat/layers';
import { stacks, type StackModules } from '@maat/layers';
import { assemble, type Stack } from '../engine/stack.js';
import type { StackSource } from './messages.js';

/** A module made for the run exports `stack`: given the support library that runs here, it gives the layers. */
export async function loadStack(source: StackSource): Promise<Stack> {
  if ('module' in source) {
    const loaded = (await import(pathToFileURL(source.module).href)) as {
      readonly stack: (library: typeof support) => StackModules;
    };
    return assemble(loaded.stack(support));
  }
  const found = stacks.get(source.name);
  if (found === undefined)
    throw new RangeError(
      `there is no stack ${source.name}; there are ${[...stacks.keys()].join(', ')}`,
    );
  return assemble(found);
}
