// What of a specification can be proved by a solver, with derivations carried from synthesis to the prover; what is in the way is bad input.
import { positionOf, SpecError, type Derivation, type Span } from '@maat/spec-lang';
import {
  claimsOfDerivation,
  derive,
  instanceOf,
  Misfit,
  template,
  trialOf,
  type Derivative,
  type DerivedClaims,
} from '@maat/synthesis';
import {
  chosenTheorems as chosenOf,
  Unprovable,
  type Chosen,
  type DerivedInstance,
  type Task,
} from '@maat/verifier';
import { BadInput } from '../failure.js';
import { guarded, readScope } from '../input/automaton.js';
import { didYouMean } from '../input/did-you-mean.js';
import { loaderOf, type Specification } from '../input/specification.js';
import type { Context } from '../session.js';

/** The theorems that are asked for, and all that they rest on; all of them when no name is given. */
export function chosenTheorems(
  context: Context,
  specification: Specification,
  only: readonly string[],
  scope: string,
  parametric = false,
): readonly Chosen[] {
  const { program } = specification;
  const setting = {
    program,
    scope,
    readScope: (...asked: Tail<Parameters<typeof readScope>>) => readScope(context, ...asked),
    placeOf: (span: Span) => placeIn(specification, span),
    derived: (unit: Derivation) => derived(context, specification, unit).claims,
    trial: trialOf,
    ...(parametric && { instance: (unit: Derivation) => instance(context, specification, unit) }),
  };
  try {
    return guarded(context, specification, () => chosenOf(setting, only));
  } catch (failure) {
    throw failure instanceof Unprovable ? badInput(specification, failure) : failure;
  }
}

export function tasksOf(...asked: Parameters<typeof chosenTheorems>): readonly Task[] {
  return chosenTheorems(...asked).flatMap(({ tasks }) => tasks);
}

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

interface Made {
  readonly made: Derivative;
  readonly claims: DerivedClaims;
}

function derived(context: Context, { program }: Specification, unit: Derivation): Made {
  const { value: made, diagnostics } = derive(program, unit, loaderOf(context.host));
  if (made === undefined) throw new SpecError(diagnostics);
  return { made, claims: claimsOfDerivation(made, unit) };
}

function instance(context: Context, of: Specification, unit: Derivation): DerivedInstance {
  const { made, claims } = derived(context, of, unit);
  const general = template();
  const claim = instanceOf(made, general.made);
  if (claim instanceof Misfit) throw new Unprovable(claim.message, { span: claim.span });
  const proved = claimsOfDerivation(general.made, general.derivation);
  return { derived: claims, claim, template: proved };
}

function badInput({ file, sources }: Specification, failure: Unprovable): BadInput {
  const { message, span, names } = failure;
  if (names !== undefined) return new BadInput(message, file, didYouMean(names.asked, names.known));
  if (span === undefined)
    return new BadInput(
      message,
      file,
      'Invariants, extensions, simulations and derivations are proved.',
    );
  return new BadInput(message, placeIn({ sources }, span));
}

function placeIn({ sources }: Pick<Specification, 'sources'>, span: Span): string {
  const text = sources.find((s) => s.file === span.file)?.text ?? '';
  const { line, column } = positionOf(text, span.start);
  return `${span.file}:${line}:${column}`;
}
