/** The derivation of the normal form: what is proved of it, once and for all, is proved of each of its instances. */
import { check, libraryLoader, type Derivation, type Program } from '@maat/spec-lang';
import { derive, type Derivative } from '../derive.js';

const TEMPLATE_TEXT = `import "normal-form.ioa"

derivation General from NormalForm to General = replicate(log, value); faultTolerant; messagePassing
`;

export interface Template {
  readonly derivation: Derivation;
  readonly made: Derivative;
}

let known: Template | undefined;

/** Of the library's text, whatever stands beside the user's: it is the same for everybody, and derived once. */
export function template(): Template {
  known ??= derived();
  return known;
}

function derived(): Template {
  const { value: program } = check({ file: 'general.ioa', text: TEMPLATE_TEXT }, libraryLoader);
  const derivation = derivationOf(program);
  const { value: made } = derive(program, derivation, libraryLoader);
  if (made === undefined) throw new Error('the normal form cannot be derived');
  return { derivation, made };
}

function derivationOf({ units }: Program): Derivation {
  const unit = units.find((u) => u.kind === 'derivation');
  if (unit?.kind !== 'derivation') throw new Error('no derivation of the normal form');
  return unit;
}
