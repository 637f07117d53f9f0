/**
 * Typed programs as text in one style: readable, of least parentheses, and such that reading the
 * text again gives the same program.
 */
import {
  automatonDoc,
  compositionDoc,
  definitionDoc,
  docLines,
  guardsDoc,
  where,
} from './print-automaton.js';
import { exprDoc } from './print-expr.js';
import { PLAIN, type Surface } from './print-hints.js';
import {
  align,
  concat,
  group,
  hardline,
  join,
  line,
  nest,
  render,
  type Doc,
} from './print-layout.js';
import { layerDoc } from './print-layer.js';
import { pictureDoc } from './print-picture.js';
import { sortDeclaration } from './print-sort.js';
import { invocation } from './print-stmt.js';
import type {
  Automaton,
  Composition,
  Fire,
  Invariant,
  Parameters,
  Program,
  ProofClause,
  Simulation,
  Unit,
} from './program.js';
import { BOOL, type Sort } from './sort.js';

/** The units of the program's own file, the imported ones as imports. */
export function print(program: Program): string {
  const imports = program.imports.map((path) => `import "${path}"`);
  const sorts = program.sorts.filter((s) => 'name' in s).map(sortDeclaration);
  const definitions = program.definitions
    .filter((d) => d.file === program.file)
    .map((d) => definitionDoc(d, surfaceOf(program)));
  const units = program.units
    .filter((u) => u.file === program.file)
    .map((u) => unitDoc(u, program));
  const blocks = [
    imports.length === 0 ? '' : join(imports, hardline),
    ...sorts,
    ...definitions,
    ...units,
  ];
  const text = render(
    join(
      blocks.filter((b) => b !== ''),
      hardline,
      hardline,
    ),
  );
  return text === '' ? '' : `${text}\n`;
}

/** `program`: where the unit's parent, components or automata are found; without it they are guessed. */
export function printUnit(unit: Unit, program?: Program): string {
  return `${render(unitDoc(unit, program ?? { ...EMPTY, units: [unit] }))}\n`;
}

const EMPTY: Program = { file: '', imports: [], sorts: [], definitions: [], units: [] };

function unitDoc(unit: Unit, program: Program): Doc {
  const surface = surfaceOf(program, unit);
  switch (unit.kind) {
    case 'automaton':
      return automatonDoc(unit, surface, parentOf(unit, program));
    case 'composition':
      return compositionDoc(unit, surface, (name) => parametersOf(name, program));
    case 'invariant':
      return invariantDoc(unit, surface);
    case 'picture':
      return pictureDoc(unit, surface);
    case 'simulation':
      return simulationDoc(unit, surface);
    case 'layer':
      return layerDoc(unit, surface);
    case 'derivation': {
      const steps = unit.steps.map((s) =>
        s.args.length === 0 ? s.transformation : `${s.transformation}(${s.args.join(', ')})`,
      );
      const head = `derivation ${unit.name} from ${unit.from} to ${unit.to} =`;
      return concat(docLines(unit.doc), group(head, nest(concat(line, join(steps, ';', line)))));
    }
    case 'stack': {
      const layers = [...unit.layers, unit.bottom].join(' over ');
      const requires =
        unit.requires.length === 0 ? '' : concat(line, `requires ${unit.requires.join(', ')}`);
      return concat(docLines(unit.doc), group(`stack ${unit.name} = ${layers}`, nest(requires)));
    }
  }
}

function parentOf(a: Automaton, program: Program): Automaton | undefined {
  return program.units.find(
    (u): u is Automaton => u.kind === 'automaton' && u.name === a.extends?.parent,
  );
}

function parametersOf(name: string, program: Program): Parameters | undefined {
  const found = program.units.find((u) => 'parameters' in u && u.name === name);
  return found !== undefined && 'parameters' in found ? found.parameters : undefined;
}

function invariantDoc(unit: Invariant, surface: Surface): Doc {
  const head =
    unit.name === '' ? `invariant of ${unit.of}:` : `invariant ${unit.name} of ${unit.of}:`;
  return concat(
    docLines(unit.doc),
    group(head, nest(concat(line, exprDoc(unit.condition, BOOL, surface)))),
  );
}

function simulationDoc(unit: Simulation, surface: Surface): Doc {
  const name = unit.name === '' ? '' : ` ${unit.name}`;
  const head = `${unit.direction} simulation${name} from ${unit.from} to ${unit.to}:`;
  const start = unit.start.map((s) =>
    concat(`${unit.to}.${s.variable} := `, exprDoc(s.value, s.value.sort, surface)),
  );
  const proof: readonly Doc[] = [
    start.length === 0 ? '' : concat('start ', align(join(start, ';', hardline))),
    ...unit.proof.map((p) => clauseDoc(p, unit, surface)),
  ];
  const clauses = proof.filter((p) => p !== '').map((p) => concat(hardline, p));
  return concat(
    docLines(unit.doc),
    head,
    nest(concat(hardline, guardsDoc(unit.relation, surface))),
    clauses.length === 0 ? '' : concat(hardline, 'proof', nest(concat(...clauses))),
  );
}

function clauseDoc(p: ProofClause, unit: Simulation, surface: Surface): Doc {
  const names = p.parameters.length === 0 ? '' : `(${p.parameters.map((b) => b.name).join(', ')})`;
  const kind = surface.kinds?.get(`${unit.from}.${p.action}`) ?? 'internal';
  const head = concat(`for ${kind} ${p.action}${names}`, where(p.where, surface));
  if (p.fire.length === 0) return concat(head, ' ignore');
  return group(head, ' do', nest(concat(line, firesDoc(p.fire, surface))), line, 'od');
}

function firesDoc(fires: readonly Fire[], surface: Surface): Doc {
  const docs = fires.map((f): Doc => {
    if (f.kind === 'fire') return concat('fire ', invocation(f.action, f.args, surface));
    const otherwise =
      f.otherwise.length === 0
        ? ''
        : concat(line, 'else', nest(concat(line, firesDoc(f.otherwise, surface))));
    const then = nest(concat(line, firesDoc(f.then, surface)));
    return group(
      'if ',
      align(exprDoc(f.condition, BOOL, surface)),
      ' then',
      then,
      otherwise,
      line,
      'fi',
    );
  });
  return join(docs, ';', hardline);
}

// ---- surroundings

function surfaceOf(program: Program, unit?: Unit): Surface {
  const sorts = [...program.sorts, ...program.units.flatMap(sortsOf)];
  const surface: Surface = {
    ...PLAIN,
    ambiguous: ambiguous(sorts),
    indexed: indexedComponents(program, unit),
  };
  if (unit?.kind !== 'simulation') return surface;
  const kinds = program.units.flatMap((u) =>
    u.kind === 'automaton'
      ? u.signature.map((a): [string, string] => [`${u.name}.${a.name}`, a.kind])
      : [],
  );
  return { ...surface, sides: { concrete: unit.from, abstract: unit.to }, kinds: new Map(kinds) };
}

function sortsOf(unit: Unit): readonly Sort[] {
  if (unit.kind === 'layer') return [...unit.sorts, unit.header];
  return unit.kind === 'automaton' || unit.kind === 'composition' ? unit.sorts : [];
}

/** Names of constants and cases that more than one sort has. */
function ambiguous(sorts: readonly Sort[]): ReadonlySet<string> {
  const owner = new Map<string, string>();
  const several = new Set<string>();
  for (const sort of sorts) {
    if (sort.kind !== 'enum' && sort.kind !== 'union') continue;
    for (const name of sort.kind === 'enum' ? sort.values : sort.cases.map((c) => c.tag)) {
      const before = owner.get(name) ?? sort.name;
      if (before !== sort.name) several.add(name);
      owner.set(name, before);
    }
  }
  return several;
}

function indexedComponents(program: Program, unit: Unit | undefined): ReadonlyMap<string, boolean> {
  const names =
    unit?.kind === 'invariant' || unit?.kind === 'picture'
      ? [unit.of]
      : unit?.kind === 'simulation'
        ? [unit.from, unit.to]
        : [];
  return new Map(names.flatMap((name) => components(program, name, '')));
}

function components(program: Program, name: string, prefix: string): readonly [string, boolean][] {
  const layer = program.units.find((u) => u.kind === 'layer' && u.name === name);
  // One layer at each process, and the service below, alone.
  if (layer?.kind === 'layer')
    return [
      [`${prefix}${layer.name}`, true],
      [`${prefix}${layer.over.service}`, false],
    ];
  const found = program.units.find(
    (u): u is Composition => u.kind === 'composition' && u.name === name,
  );
  return (found?.components ?? []).flatMap((c) => [
    [`${prefix}${c.name}`, c.index.length > 0] as [string, boolean],
    ...components(program, c.automaton, `${prefix}${c.name}.`),
  ]);
}
