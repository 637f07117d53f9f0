// Services as test subjects: the library's, and a register that is in no library.
import { check, libraryLoader } from '@maat/spec-lang';
import type { Automaton, Program } from '@maat/spec-lang';

export interface Service {
  readonly automaton: Automaton;
  readonly program: Program;
}

export function library(file: string, name: string): Service {
  const source = libraryLoader(file, '');
  if (source === undefined) throw new Error(`no ${file}`);
  return service(source.text, name, source.file);
}

export function service(text: string, name: string, file = 'test.ioa'): Service {
  const { value: program, diagnostics } = check({ file, text }, libraryLoader);
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((d) => d.message).join('\n'));
  const automaton = program.units.find(
    (u): u is Automaton => u.kind === 'automaton' && u.name === name,
  );
  if (automaton === undefined) throw new Error(`no automaton ${name}`);
  return { program, automaton };
}

/** An atomic register: a write takes effect, unseen, between its call and its answer. */
export const REGISTER = `
automaton Register(Proc, Val: type)
  signature
    input    write(p: Proc, x: Val)
    input    ask(p: Proc)
    internal apply(p: Proc)
    internal look(p: Proc)
    output   done(p: Proc)
    output   answer(p: Proc, x: Null[Val])
  states
    value: Null[Val] := nil,
    todo: Array[Proc, Null[Val]] := constant(nil),
    did: Array[Proc, Bool] := constant(false),
    asked: Array[Proc, Bool] := constant(false),
    saw: Array[Proc, Null[Null[Val]]] := constant(nil)
  transitions
    input write(p, x)
      eff todo[p] := embed(x); did[p] := false
    internal apply(p)
      pre todo[p] ~= nil; ~did[p]
      eff value := todo[p]; did[p] := true
    output done(p)
      pre todo[p] ~= nil;
          %! Written First
          did[p]
      eff todo[p] := nil; did[p] := false
    input ask(p)
      eff asked[p] := true; saw[p] := nil
    internal look(p)
      pre asked[p]; saw[p] = nil
      eff saw[p] := embed(value)
    output answer(p, x)
      pre asked[p]; saw[p] ~= nil;
          %! Atomicity
          saw[p].val = x
      eff asked[p] := false; saw[p] := nil
`;
