/** The services that a stack is held against: its own and those that it extends, each with the text it is in. */
import {
  check,
  libraryNames,
  librarySource,
  type Automaton,
  type Program,
  type Source,
} from '@maat/spec-lang';
import { loaderFor, type Shelf } from '../spec/workspace.js';

export interface LiveService {
  readonly name: string;
  readonly source: Source;
}

export interface LiveServices {
  /** The stack's own first. */
  readonly services: readonly LiveService[];
  readonly automaton: Automaton;
}

/** `own`: the text of the user's that declares it; else it is of the library. */
export function servicesOf(name: string, shelf: Shelf, own?: Source): LiveServices {
  const source = own ?? declaring(name);
  const { value: program } = check(source, loaderFor([], shelf));
  const names = ancestry(program, name);
  return {
    services: names.map((n) => ({ name: n, source })),
    automaton: automatonIn(program, name),
  };
}

function declaring(name: string): Source {
  const sources = libraryNames().flatMap((file) => librarySource(file) ?? []);
  const found = sources.find(({ text }) => new RegExp(`^automaton ${name}\\b`, 'm').test(text));
  if (found === undefined) throw new RangeError(`no text of the library declares ${name}`);
  return found;
}

function automatonIn(program: Program, name: string): Automaton {
  const unit = program.units.find((u) => u.kind === 'automaton' && u.name === name);
  if (unit?.kind !== 'automaton') throw new RangeError(`there is no automaton ${name}`);
  return unit;
}

/** The automaton and those that it extends; of the group's own part nothing can be refuted alone. */
function ancestry(program: Program, name: string): readonly string[] {
  const parent = automatonIn(program, name).extends?.parent;
  return parent === undefined || parent === 'Group' ? [name] : [name, ...ancestry(program, parent)];
}
