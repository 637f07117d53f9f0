/** From the open texts to a derivation: check, find it, run it. */
import { check, hasErrors, type Derivation, type Loader, type Source } from '@maat/spec-lang';
import { derive, type Derivative } from '@maat/synthesis';
import { whileRunning, type Refused } from '../spec/instance.js';
import { loaderFor, type Shelf } from '../spec/workspace.js';

export interface Made {
  readonly kind: 'made';
  readonly made: Derivative;
  readonly load: Loader;
}

export function makeDerivation(
  desk: readonly Source[],
  shelf: Shelf,
  file: string,
  name: string,
): Made | Refused {
  const source = desk.find((d) => d.file === file);
  if (source === undefined) return refuse(`${file} is not open`);
  const load = loaderFor(desk, shelf);
  const { value: program, diagnostics } = check(source, load);
  if (hasErrors(diagnostics)) return refuse('The text has errors; they are under Problems.');
  const unit = program.units.find(
    (u): u is Derivation => u.kind === 'derivation' && u.name === name,
  );
  if (unit === undefined) return refuse(`There is no derivation ${name} in ${file}.`);
  return whileRunning(() => {
    const made = derive(program, unit, load);
    if (made.value !== undefined) return { kind: 'made', made: made.value, load };
    return {
      kind: 'refused',
      message: made.diagnostics.map((d) => d.message).join('; '),
      diagnostics: made.diagnostics,
    };
  });
}

function refuse(message: string): Refused {
  return { kind: 'refused', message, diagnostics: [] };
}
