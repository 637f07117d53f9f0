// Reads `--inputs`: how often the environment acts, all together or by name; part of the scope.
import type { Automaton } from '@maat/spec-lang';
import { inputsOf, type Budget } from '@maat/verifier';
import { InvalidArgumentError } from 'commander';
import { BadInput } from '../failure.js';
import { didYouMean } from './did-you-mean.js';

/** `2`, `cast=2,leave=0` or `3,leave=1`: a bare number is for all inputs together. */
export function budget(text: string): Budget {
  const pieces = text.split(',').map((piece) => piece.trim());
  const of = new Map<string, number>();
  let total: number | undefined;
  for (const piece of pieces) {
    const [, name, most] = /^(?:([\w.]+)\s*=\s*)?(\d{1,9})$/.exec(piece) ?? [];
    if (most === undefined) throw new InvalidArgumentError(`'${piece}' is not N or INPUT=N.`);
    if (name === undefined ? total !== undefined : of.has(name))
      throw new InvalidArgumentError(`${name ?? 'The number of all inputs'} is given twice.`);
    if (name === undefined) total = Number(most);
    else of.set(name, Number(most));
  }
  return { of, ...(total === undefined ? {} : { total }) };
}

/** Refuses a budget that speaks of what the automaton does not take. */
export function refuseBudget(automaton: Automaton, { of, total }: Budget): void {
  const inputs = inputsOf(automaton);
  if (inputs.length === 0 && (total !== undefined || of.size > 0))
    throw new BadInput(`--inputs: ${automaton.name} has no inputs`);
  const unknown = [...of.keys()].find((name) => !inputs.includes(name));
  if (unknown !== undefined)
    throw new BadInput(
      `--inputs: ${automaton.name} has no input '${unknown}'`,
      '',
      didYouMean(unknown, inputs),
    );
}
