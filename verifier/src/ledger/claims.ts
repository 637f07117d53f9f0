// What a specification claims: theorems, invariants, simulations, by the names under which the ledger knows them.
import type { Layer, Program, Simulation, Unit } from '@maat/spec-lang';
import type { Claim } from './row.js';

export function claimsIn(program: Program, file: string): readonly Claim[] {
  return program.units.filter((u) => u.file === file).flatMap((u) => claimsOfUnit(program, u));
}

export function theoremClaim(layer: Layer): Claim {
  const name = `${layer.name} over ${layer.over.service} implements ${layer.implements.service}`;
  return { kind: 'layer', name };
}

export function refinementClaim(concrete: string, abstract: string): Claim {
  return { kind: 'refinement', name: `${concrete} refines ${abstract}` };
}

/** From a layer to the service that it implements a simulation is the layer's theorem. */
export function simulationClaim({ units }: Program, { from, to }: Simulation): Claim {
  const layer = units.find((u) => u.kind === 'layer' && u.name === from);
  return layer?.kind === 'layer' && layer.implements.service === to
    ? theoremClaim(layer)
    : refinementClaim(from, to);
}

export function invariantClaim(name: string, of: string): Claim {
  return { kind: 'invariant', name: `invariant ${name} of ${of}` };
}

/** Invariants that are shown together are a claim each. */
export function claimsTogether({ kind, name }: Claim): readonly Claim[] {
  const [, names, of] = /^invariant (.+) of (.+)$/.exec(name) ?? [];
  if (kind !== 'invariant' || names === undefined || of === undefined) return [{ kind, name }];
  return names.split(', ').map((each) => invariantClaim(each, of));
}

export function derivationClaim(name: string, from: string): Claim {
  return { kind: 'derivation', name: `derivation ${name} from ${from}` };
}

function claimsOfUnit(program: Program, unit: Unit): readonly Claim[] {
  switch (unit.kind) {
    case 'automaton':
      return unit.extends === undefined ? [] : [refinementClaim(unit.name, unit.extends.parent)];
    case 'layer':
      return [theoremClaim(unit)];
    case 'invariant':
      return [invariantClaim(unit.name, unit.of)];
    case 'simulation':
      return [simulationClaim(program, unit)];
    case 'derivation':
      return [derivationClaim(unit.name, unit.from)];
    case 'picture':
    case 'composition':
    case 'stack':
      return [];
  }
}
