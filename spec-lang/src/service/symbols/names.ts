/** All names of one text with what they stand for. */
import type { AstFile } from '../../syntax/ast.js';
import type { Facts } from '../facts.js';
import { declarationKey, type Declaration, type Occurrence } from './declaration.js';
import { Members } from './members.js';
import { walkUnit } from './walk-units.js';

export class Names {
  readonly members: Members;
  readonly #occurrences: readonly Occurrence[];

  /** `files`: the text's own tree and those that it imports. */
  constructor(root: AstFile, files: readonly AstFile[], facts: Facts) {
    this.members = new Members(files);
    const found: Occurrence[] = [];
    for (const unit of root.units) walkUnit({ members: this.members, facts, found }, unit);
    const own = found.filter((o) => o.span.file === root.file);
    this.#occurrences = once(own).sort((a, b) => a.span.start - b.span.start);
  }

  all(): readonly Occurrence[] {
    return this.#occurrences;
  }

  at(offset: number): Occurrence | undefined {
    return this.#occurrences.find((o) => o.span.start <= offset && offset <= o.span.end);
  }

  of(declaration: Declaration): readonly Occurrence[] {
    const key = declarationKey(declaration);
    return this.#occurrences.filter((o) => declarationKey(o.declaration) === key);
  }
}

/** A place may be come by twice (`a, b: T` shares its sort); a declaration there counts before a use. */
function once(found: readonly Occurrence[]): Occurrence[] {
  const kept = new Map<string, Occurrence>();
  for (const o of found) {
    const key = `${o.span.start}:${o.span.end}`;
    const before = kept.get(key);
    if (before === undefined || (before.role === 'read' && o.role !== 'read')) kept.set(key, o);
  }
  return [...kept.values()];
}
