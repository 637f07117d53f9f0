/** Which declarations the names of pictures stand for. */
import type { AstDrawn, AstExpr, AstMark, AstPicture, AstTrait } from '../../syntax/ast.js';
import type { Env } from './env.js';
import { claimEnv } from './walk-claims.js';
import { seeUnit } from './walk-declarations.js';
import { binder, walkTerms, type Walk } from './walk-terms.js';

export function walkPicture(walk: Walk, unit: AstPicture, env: Env): void {
  seeUnit(walk, unit.of);
  if (unit.name) seeUnit(walk, unit.name, 'declare');
  walkMarks(walk, unit.marks, claimEnv(walk, unit.of.text, env));
}

function walkMarks(walk: Walk, marks: readonly AstMark[], env: Env): void {
  for (const mark of marks) {
    if (mark.kind === 'drawn') {
      walkTerms(walk, termsOf(mark), env);
      continue;
    }
    const inner = binder(walk, mark, env);
    walkTerms(walk, mark.where ? [mark.where] : [], inner);
    walkMarks(walk, mark.marks, inner);
  }
}

function termsOf({ traits }: AstDrawn): readonly AstExpr[] {
  return traits.flatMap((trait: AstTrait) => {
    if ('place' in trait) return [...trait.place.values, ...trait.place.by];
    return 'values' in trait ? trait.values : [trait.value];
  });
}
