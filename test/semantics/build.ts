// Short makers of typed expressions and automata, for tests of the semantics without any text.
import {
  BOOL,
  NAT,
  NOWHERE,
  type Action,
  type ActionKind,
  type Apply,
  type Automaton,
  type Bound,
  type Expr,
  type Guard,
  type Operator,
  type PathStep,
  type Sort,
  type StateVariable,
  type Stmt,
  type Transition,
} from '@maat/spec-lang';

export const num = (value: number): Expr => ({ kind: 'literal', value, sort: NAT, span: NOWHERE });
export const bool = (value: boolean): Expr => ({
  kind: 'literal',
  value,
  sort: BOOL,
  span: NOWHERE,
});

export const local = (name: string, sort: Sort): Expr => ({
  kind: 'local',
  name,
  sort,
  span: NOWHERE,
});
export const state = (name: string, sort: Sort): Expr => ({
  kind: 'state',
  name,
  sort,
  span: NOWHERE,
});

export const op = (name: Operator, sort: Sort, ...args: readonly Expr[]): Apply => ({
  kind: 'apply',
  op: name,
  args,
  sort,
  span: NOWHERE,
});

export const is = (name: Operator, ...args: readonly Expr[]): Apply => op(name, BOOL, ...args);

export const tuple = (sort: Sort, ...args: readonly Expr[]): Expr => ({
  kind: 'tuple',
  args,
  sort,
  span: NOWHERE,
});

export const quantified = (
  quantifier: 'forall' | 'exists',
  variable: Bound,
  body: Expr,
  within?: Expr,
): Expr => ({
  kind: 'quantified',
  quantifier,
  variable,
  body,
  sort: BOOL,
  span: NOWHERE,
  ...(within === undefined ? {} : { within }),
});

export const assign = (
  name: string,
  sort: Sort,
  value: Expr,
  path: readonly PathStep[] = [],
): Stmt => ({
  kind: 'assign',
  target: { name, scope: 'state', sort, path },
  value,
  span: NOWHERE,
});

export const at = (...index: readonly Expr[]): PathStep => ({ kind: 'at', index });

export const variable = (name: string, sort: Sort, value: Expr): StateVariable => ({
  name,
  sort,
  initial: { kind: 'value', value },
  ghost: false,
  doc: '',
  span: NOWHERE,
});

export const action = (
  kind: ActionKind,
  name: string,
  parameters: readonly Bound[] = [],
  where?: Expr,
): Action => ({
  name,
  kind,
  parameters,
  span: NOWHERE,
  ...(where === undefined ? {} : { where }),
});

export const clause = (
  of: Action,
  parts: Partial<Pick<Transition, 'parameters' | 'where' | 'locals' | 'eff' | 'ensuring'>> & {
    readonly pre?: readonly Expr[];
  } = {},
): Transition => ({
  action: of.name,
  kind: of.kind,
  locals: [],
  parameters: of.parameters,
  eff: [],
  doc: '',
  span: NOWHERE,
  ...parts,
  pre: (parts.pre ?? []).map((condition): Guard => ({ name: '', condition, span: NOWHERE })),
});

export const automaton = (
  name: string,
  parts: Partial<Automaton> & Pick<Automaton, 'signature' | 'states' | 'transitions'>,
): Automaton => ({
  kind: 'automaton',
  name,
  doc: '',
  span: NOWHERE,
  file: '',
  parameters: { types: [], values: [] },
  sorts: [],
  definitions: [],
  tasks: [],
  ...parts,
});
