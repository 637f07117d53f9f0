/** What is known of each invariant, theorem and action of a text: the word, and the evidence for it. */
import type { Program, Run, Span } from '@maat/spec-lang';

/** `seen` and `never` are of actions: taken in an explored scope, or not. */
export type VerdictWord = 'proved' | 'explored' | 'seen' | 'refuted' | 'unknown' | 'never';

export interface Verdict {
  readonly kind: 'invariant' | 'simulation' | 'derivation' | 'action';
  readonly name: string;
  /** The automaton of an action or an invariant. */
  readonly owner: string;
  readonly place: Span;
  readonly word: VerdictWord;
  /** A sentence. */
  readonly evidence: string;
  /** What refutes it. */
  readonly counterexample?: { readonly scope: string; readonly run: Run };
}

export type Subject = Pick<Verdict, 'kind' | 'name' | 'owner' | 'place'>;

/** Everything of the program's own file of which there can be a verdict. */
export function subjectsOf({ units, file }: Program): readonly Subject[] {
  return units
    .filter((u) => u.file === file)
    .flatMap((unit): readonly Subject[] => {
      const { name, span: place } = unit;
      switch (unit.kind) {
        case 'invariant':
          return [{ kind: 'invariant', name, owner: unit.of, place }];
        case 'simulation':
          return [{ kind: 'simulation', name, owner: unit.from, place }];
        case 'derivation':
          return [{ kind: 'derivation', name, owner: unit.from, place }];
        case 'automaton':
          return (unit.extends?.transitions ?? unit.transitions).map((t) => {
            return { kind: 'action', name: t.action, owner: name, place: t.span };
          });
        case 'picture':
        case 'composition':
        case 'layer':
        case 'stack':
          return [];
      }
    });
}

/** For a hover, in one line; undefined when nothing is known. */
export function evidenceOf(
  verdicts: readonly Verdict[],
  subject: { readonly kind: string; readonly name: string; readonly owner: string },
): string | undefined {
  const found = verdicts.find(
    (v) =>
      v.name === subject.name &&
      (v.kind === subject.kind || (v.kind === 'action' && subject.kind === 'transition')) &&
      (v.kind !== 'action' || v.owner === subject.owner),
  );
  return found === undefined ? undefined : `Evidence: **${WORDS[found.word]}**. ${found.evidence}`;
}

export const WORDS: Readonly<Record<VerdictWord, string>> = {
  proved: 'proved',
  explored: 'explored to scope',
  seen: 'exercised',
  refuted: 'refuted',
  unknown: 'unknown',
  never: 'never exercised',
};
