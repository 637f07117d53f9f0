/** What a text declares, as lists for choosing: every unit, and which of them can be run. */
import { userOf, type Program, type Span, type Unit } from '@maat/spec-lang';

export interface UnitSummary {
  readonly name: string;
  readonly kind: Unit['kind'];
  readonly doc: string;
  readonly span: Span;
  /** Whether it means an automaton, so that it can be run and explored. */
  readonly runs: boolean;
  /** Whether it says only how another is used. */
  readonly use: boolean;
}

/** Units of the program's own file, in order of the text. */
export function outline(program: Program): readonly UnitSummary[] {
  const own = program.units.filter((u) => u.file === program.file);
  const users = own.flatMap((u) => (u.kind === 'automaton' ? [userOf(u, program.units)] : []));
  return own.map((unit) => ({
    name: unit.name,
    kind: unit.kind,
    doc: unit.doc,
    span: unit.span,
    runs: meansAutomaton(unit),
    use: unit.kind === 'automaton' && users.includes(unit),
  }));
}

/** The one that a file is about: its last composition, stack or layer, else its last automaton. */
export function mainUnit(units: readonly UnitSummary[]): UnitSummary | undefined {
  const own = units.filter((u) => u.runs && !u.use);
  return own.filter((u) => u.kind !== 'automaton').at(-1) ?? own.at(-1) ?? own[0];
}

function meansAutomaton(unit: Unit): boolean {
  switch (unit.kind) {
    case 'automaton':
    case 'composition':
    case 'layer':
    case 'stack':
      return true;
    case 'invariant':
    case 'picture':
    case 'simulation':
    case 'derivation':
      return false;
  }
}
