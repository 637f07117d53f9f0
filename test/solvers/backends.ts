// The solvers that this machine has. What it lacks is said aloud, never passed over.
import { findBinary, EmbeddedSolver, NativeSolver } from '@maat/verifier/solvers';
import type { Solver } from '@maat/verifier';

export interface Backend {
  readonly name: 'embedded' | 'z3' | 'cvc5';
  readonly speaksZ3: boolean;
  readonly absent: string | undefined;
  readonly open: (options?: { readonly workers?: number; readonly memoryMb?: number }) => Solver;
}

export async function backends(): Promise<readonly Backend[]> {
  const embedded: Backend = {
    name: 'embedded',
    speaksZ3: true,
    absent: undefined,
    open: (options) => new EmbeddedSolver(options),
  };
  return [embedded, await native('z3'), await native('cvc5')];
}

async function native(name: 'z3' | 'cvc5'): Promise<Backend> {
  const found = await findBinary(name);
  if (!found.ok) console.error(`NOT TRIED: ${found.message}`);
  return {
    name,
    speaksZ3: name === 'z3',
    absent: found.ok ? undefined : found.message,
    open: (options) => {
      if (!found.ok) throw new Error(found.message);
      return new NativeSolver(found.binary, options);
    },
  };
}
