// Services that extend others.
import type { Program } from '@maat/spec-lang';

/** The automaton's name and those of all that it extends, itself first. */
export function ancestry(program: Program, name: string): readonly string[] {
  const unit = program.units.find((u) => u.name === name);
  const parent = unit?.kind === 'automaton' ? unit.extends?.parent : undefined;
  return parent === undefined ? [name] : [name, ...ancestry(program, parent)];
}
