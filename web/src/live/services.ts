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
  /** With what a derivation has added to it. */
  readonly source: Source;
  /** The text without that, to know when it has changed since. */
  readonly written: string;
}

/** The text of the user's that declares a service, and what a derivation has added to it. */
export interface OwnService {
  readonly source: Source;
  readonly extension: string;
}

export interface LiveServices {
  /** The stack's own first. */
  readonly services: readonly LiveService[];
  readonly automaton: Automaton;
}

/** Without one of the user's own it is of the library. */
export function servicesOf(name: string, shelf: Shelf, own?: OwnService): LiveServices {
  const { source: written, extension } = own ?? { source: declaring(name), extension: '' };
  const source = { file: written.file, text: `${written.text}${extension}` };
  const { value: program } = check(source, loaderFor([], shelf));
  const names = ancestry(program, name);
  return {
    services: names.map((n) => ({ name: n, source, written: written.text })),
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
