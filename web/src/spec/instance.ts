/** From texts to something that runs: check, find the automaton, give it a scope. */
import {
  check,
  findAutomaton,
  hasErrors,
  instantiate,
  SpecError,
  type Diagnostic,
  type Expr,
  type Instance,
  type Loader,
  type Picture,
  type Program,
  type Scope,
  type Source,
} from '@maat/spec-lang';
import { readScope, scopeText } from './scope.js';
import { loaderFor, type Shelf } from './workspace.js';

/** What is to be run, as a person says it. */
export interface Target {
  readonly file: string;
  readonly unit: string;
  readonly scope: string;
  /** The elements of sorts, where they have names of their own, as in a recorded run. */
  readonly elements?: Readonly<Record<string, readonly string[]>>;
}

export type Opened =
  | {
      readonly kind: 'opened';
      readonly program: Program;
      readonly instance: Instance;
      /** The scope with nothing left out. */
      readonly scope: string;
      readonly invariants: readonly NamedCondition[];
      readonly pictures: readonly Picture[];
      /** The text, and how it finds others. */
      readonly source: Source;
      readonly load: Loader;
    }
  | Refused;

export interface Refused {
  readonly kind: 'refused';
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface NamedCondition {
  readonly name: string;
  readonly condition: Expr;
}

export function openInstance(desk: readonly Source[], shelf: Shelf, target: Target): Opened {
  const source = desk.find((d) => d.file === target.file);
  if (source === undefined) return refuse(`${target.file} is not open`);
  const load = loaderFor(desk, shelf);
  const { value: program, diagnostics } = check(source, load);
  if (hasErrors(diagnostics)) return refuse('The text has errors; they are under Problems.');
  return whileRunning(() => instanceOf(program, target, { source, load }));
}

/** What the specification does wrong when it runs is the user's: it comes back as a refusal. */
export function whileRunning<T>(work: () => T): T | Refused {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const message = error.diagnostics.map((d) => d.message).join('; ');
    return { kind: 'refused', message, diagnostics: error.diagnostics };
  }
}

interface Origin {
  readonly source: Source;
  readonly load: Loader;
}

function instanceOf(program: Program, target: Target, origin: Origin): Opened {
  const units = program.units.filter((u) => u.kind !== 'derivation' && u.name === target.unit);
  if (units.length === 0) return refuse(`There is no ${target.unit} in ${target.file}.`);
  const automaton = findAutomaton(program, target.unit);
  const read = readScope(automaton, target.scope);
  if (read.kind === 'refused') return refuse(read.message);
  const scope = named(read.scope, target);
  const instance = instantiate(automaton, scope, { definitions: program.definitions });
  const invariants = program.units.flatMap((u) =>
    u.kind === 'invariant' && u.of === target.unit
      ? [{ name: u.name, condition: u.condition }]
      : [],
  );
  const pictures = program.units
    .filter((u) => u.kind === 'picture')
    .filter((u) => u.of === target.unit);
  const opened = { program, instance, scope: scopeText(scope), invariants, pictures };
  return { kind: 'opened', ...opened, ...origin };
}

/** Of the sorts whose sizes the text did not change since. */
function named({ sorts, values }: Scope, { elements = {}, scope }: Target): Scope {
  const own = Object.entries(elements).filter(
    ([sort, names]) => scope === '' || sorts.get(sort)?.length === names.length,
  );
  return { sorts: new Map([...sorts, ...own]), values };
}

function refuse(message: string): Refused {
  return { kind: 'refused', message, diagnostics: [] };
}
