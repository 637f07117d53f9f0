// Faults in texts: in each unit that a file declares, and in the layer of which it says what is proved.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  check,
  elementNames,
  hasErrors,
  libraryLoader,
  parseScope,
  print,
  uninterpretedSorts,
  type Loader,
  type Program,
  type Source,
  type Unit,
} from '@maat/spec-lang';
import { trialOf } from '@maat/synthesis';
import type { Setting } from '@maat/verifier';
import type { Kind, Mutant } from './mutant.js';
import { eventFaults, faultsOf } from './operators.js';

export function textMutants(file: string): readonly Mutant[] {
  const program = programOf(file);
  const original = settingOf(program);
  const mutant = (kind: Kind, unit: Unit, name: string, to: Unit): Mutant => ({
    kind,
    subject: file,
    name: `${unit.name}, ${name}`,
    original,
    setting: () => {
      const changed = unit.file === file ? withUnit(program, unit, to) : reread(program, unit, to);
      return changed && settingOf(changed);
    },
  });
  const own = program.units.filter((u) => u.file === file || isProved(program, u));
  return own.flatMap((unit) => [
    ...faultsOf(unit).map(({ name, to }) => mutant(kindOf(unit), unit, name, to)),
    ...(unit.kind === 'layer' ? eventFaults(unit) : []).map(({ name, to }) =>
      mutant('event', unit, name, to),
    ),
  ]);
}

function withUnit(program: Program, unit: Unit, to: Unit): Program {
  return { ...program, units: program.units.map((u) => (u === unit ? to : u)) };
}

/** The claims are read anew beside the printed text of the file that they import; nothing when they speak of what is gone. */
function reread(program: Program, unit: Unit, to: Unit): Program | undefined {
  const layers = programOf(unit.file);
  const units = layers.units.map((u) => (u.name === unit.name && u.kind === unit.kind ? to : u));
  const text = print({ ...layers, units });
  const { value, diagnostics } = check(read(program.file), (path, from) => {
    const found = loader(path, from);
    return found?.file === unit.file ? { file: unit.file, text } : found;
  });
  return hasErrors(diagnostics) ? undefined : value;
}

/** A layer of which the file says what is proved. */
function isProved({ units, file }: Program, unit: Unit): boolean {
  return (
    unit.kind === 'layer' &&
    units.some((u) => u.kind === 'simulation' && u.file === file && u.from === unit.name)
  );
}

function kindOf({ kind }: Unit): Kind {
  if (kind === 'layer' || kind === 'invariant') return kind;
  return kind === 'simulation' ? 'relation' : 'specification';
}

/** Nothing is derived in texts without derivations. */
function settingOf(program: Program): Setting {
  return {
    ...scopes(program),
    derived: () => {
      throw new TypeError('the text has a derivation');
    },
  };
}

/** As the command reads it, with nothing asked for. */
export function scopes(program: Program): Omit<Setting, 'derived' | 'instance'> {
  return {
    program,
    scope: '',
    trial: trialOf,
    readScope: (automata, text, size) => {
      const types = automata.flatMap((a) => a.parameters.types);
      const values = automata.flatMap((a) => a.parameters.values);
      const { value } = parseScope(text, { types, values });
      const missing = [...new Set(automata.flatMap(uninterpretedSorts))]
        .filter((sort) => !value.sorts.has(sort))
        .map((sort) => [sort, elementNames(sort, size)] as const);
      return { ...value, sorts: new Map([...value.sorts, ...missing]) };
    },
  };
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

export function programOf(file: string): Program {
  const { value, diagnostics } = check(read(file), loader);
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  return value;
}

function read(file: string): Source {
  return { file, text: readFileSync(root + file, 'utf8') };
}

const loader: Loader = (path, from) => {
  const found = libraryLoader(path, from);
  return found ?? read(posix.join(posix.dirname(from), path));
};
