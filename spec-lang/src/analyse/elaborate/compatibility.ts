/** May these components be composed? */
import type { AstAutomaton } from '../../syntax/ast.js';
import type { Composition } from '../../ir/program.js';
import type { Env } from '../env.js';

export function checkComposition(_unit: Composition, _ast: AstAutomaton, _env: Env): void {
  // Filled in with composing.
}
