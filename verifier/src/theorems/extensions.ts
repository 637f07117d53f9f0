// `A extends B` as a theorem: A implements B. The discipline of extension makes it true, and nothing has to be said for it.
import {
  BOOL,
  NOWHERE,
  parentOf,
  type Action,
  type Automaton,
  type Expr,
  type Program,
  type ProofClause,
  type Simulation,
  type StateVariable,
} from '@maat/spec-lang';
import { refinementClaim } from '../ledger/claims.js';
import { possible, smallScopes } from './possible.js';
import type { Setting } from './setting.js';
import { provable, type Theorem } from './theorem.js';

/** None when the child extends nothing, or when a simulation to the parent stands in the file, which is the same claim. */
export function extensionTheorem(setting: Setting, child: Automaton): readonly Theorem[] {
  const { program } = setting;
  const parent = parentOf(program, child);
  if (parent === undefined || isSimulated(program, child, parent)) return [];
  const simulation = inheritance(child, parent);
  const { definitions } = program;
  const about = { simulation, concrete: child, abstract: parent, definitions, lemmas: [] };
  const claim = refinementClaim(child.name, parent.name);
  const scopes = smallScopes(setting, [child, parent]);
  return [
    {
      claim,
      about: [child.name],
      isImplied: true,
      matter: { claim: about, scopes },
      tasks: () => [...provable(claim, about, { scopes }), possible(setting, claim, child)],
    },
  ];
}

function isSimulated({ units, file }: Program, child: Automaton, parent: Automaton): boolean {
  return units.some(
    (u) =>
      u.kind === 'simulation' && u.file === file && u.from === child.name && u.to === parent.name,
  );
}

/** The parent's variables are what the child's of the same name are, and each inherited action is the parent's. */
export function inheritance(child: Automaton, parent: Automaton): Simulation {
  return {
    kind: 'simulation',
    direction: 'forward',
    name: `${child.name} extends ${parent.name}`,
    from: child.name,
    to: parent.name,
    relation: parent.states.map((v) => ({
      name: v.name,
      condition: apply('eq', [read(v, 'concrete'), read(v, 'abstract')]),
    })),
    start: parent.states
      .filter(({ initial }) => initial.kind !== 'value')
      .map((v) => ({ variable: v.name, value: read(v, 'concrete') })),
    proof: parent.signature.map(itself),
    doc: '',
    span: child.span,
    file: child.file,
  };
}

function apply(op: 'eq', args: readonly Expr[]): Expr {
  return { kind: 'apply', op, args, sort: BOOL, span: NOWHERE };
}

function read({ name, sort }: StateVariable, side: 'concrete' | 'abstract'): Expr {
  return { kind: 'state', name, side, sort, span: NOWHERE };
}

function itself({ name: action, parameters, span }: Action): ProofClause {
  const args = parameters.map(({ name, sort }): Expr => ({ kind: 'local', name, sort, span }));
  return { action, parameters, fire: [{ kind: 'fire', action, args }], span };
}
