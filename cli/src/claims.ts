// What a specification claims: theorems, invariants, simulations, by the names under which the ledger knows them.
import type { Layer, Program, Unit } from '@maat/spec-lang';

export function claimsOf(program: Program, file: string): readonly string[] {
  return program.units.filter((u) => u.file === file).flatMap(claimsOfUnit);
}

export function theorem(layer: Layer): string {
  return `${layer.name} over ${layer.over.service} implements ${layer.implements.service}`;
}

export function refinement(concrete: string, abstract: string): string {
  return `${concrete} refines ${abstract}`;
}

export function invariantClaim(name: string, of: string): string {
  return `invariant ${name} of ${of}`;
}

export function derivationClaim(name: string, from: string): string {
  return `derivation ${name} from ${from}`;
}

function claimsOfUnit(unit: Unit): readonly string[] {
  switch (unit.kind) {
    case 'automaton':
      return unit.extends === undefined ? [] : [refinement(unit.name, unit.extends.parent)];
    case 'layer':
      return [theorem(unit)];
    case 'invariant':
      return [invariantClaim(unit.name, unit.of)];
    case 'simulation':
      return [refinement(unit.from, unit.to)];
    case 'derivation':
      return [derivationClaim(unit.name, unit.from)];
    case 'composition':
    case 'stack':
      return [];
  }
}
