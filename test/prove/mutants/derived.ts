// Faults in what derivations give: in the automata between service and layer, in their relations, and in the layer's handlers.
import {
  claimsOfDerivation,
  handlersTheorem,
  stepTheorem,
  type Derivative,
  type DerivedClaim,
  type DerivedClaims,
} from '@maat/synthesis';
import type { Layer } from '@maat/spec-lang';
import type { Setting } from '@maat/verifier';
import { derivative, type Folder } from '../../derive/derivations.js';
import { layerMutants } from '../../layers/operators.js';
import type { Kind, Mutant } from './mutant.js';
import { automatonFaults, eventFaults, relationFaults, witnessFaults } from './operators.js';
import { programOf, scopes } from './texts.js';

export function derivedMutants(folder: Folder): readonly Mutant[] {
  const made = derivative(folder);
  const claims = claimsOfDerivation(made, made.derivation);
  const program = programOf(`layers/${folder}/derivation.ioa`);
  const setting = (to: DerivedClaims): Setting => ({ ...scopes(program), derived: () => to });
  const original = setting(claims);
  const subject = `layers/${folder}/derivation.ioa`;
  const mutant = (kind: Kind, name: string, to: () => DerivedClaims): Mutant => {
    return { kind, subject, name, original, setting: () => setting(to()) };
  };
  return [
    ...claims.steps.flatMap((step, i) =>
      stepFaults(made, step, i).map(({ name, kind, to }) =>
        mutant(kind, name, () => ({ ...claims, steps: claims.steps.with(i, to()) })),
      ),
    ),
    ...handlerFaults(made, claims.handlers).map(({ kind, name, to }) =>
      mutant(kind, name, () => ({ ...claims, handlers: to() })),
    ),
  ];
}

interface Faulty {
  readonly kind: Kind;
  readonly name: string;
  readonly to: () => DerivedClaim;
}

function stepFaults(made: Derivative, step: DerivedClaim, index: number): readonly Faulty[] {
  const { claim } = step;
  const { concrete, simulation } = claim;
  return [
    ...automatonFaults(concrete).map(({ name, to }) => ({
      kind: 'derived' as const,
      name: `${concrete.name}, ${name}`,
      to: () => ({
        ...step,
        claim: { ...claim, concrete: to },
        running: stepTheorem(made, index, to).concrete,
      }),
    })),
    ...[...relationFaults(simulation), ...witnessFaults(simulation)].map(({ name, to }) => ({
      kind: 'relation' as const,
      name: `${concrete.name}, ${name}`,
      to: () => ({ ...step, claim: { ...claim, simulation: to } }),
    })),
  ];
}

function handlerFaults(made: Derivative, handlers: DerivedClaim): readonly Faulty[] {
  const { layer } = made.handlers;
  const faulty = (kind: Kind, name: string, mutant: Layer): Faulty => ({
    kind,
    name: `${layer.name}, ${name}`,
    to: () => {
      const theorem = handlersTheorem(made, mutant);
      const claim = { ...handlers.claim, ...theorem };
      return { ...handlers, claim, running: theorem.concrete };
    },
  });
  return [
    ...layerMutants(layer).map(({ name, layer: to }) => faulty('layer', name, to)),
    ...eventFaults(layer).map(({ name, to }) => faulty('event', name, to)),
  ];
}
