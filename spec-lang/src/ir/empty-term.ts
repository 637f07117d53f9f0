/** A term for one value of a sort: nothing, nought, the first of its kind. */
import type { Span } from '../text/span.js';
import type { Expr } from './expr.js';
import type { Field, Sort } from './sort.js';

/** Undefined of sorts no value of which can be written down. */
export function emptyTerm(sort: Sort, span: Span): Expr | undefined {
  switch (sort.kind) {
    case 'bool':
      return { kind: 'literal', value: false, sort, span };
    case 'nat':
    case 'int':
      return { kind: 'literal', value: 0, sort, span };
    case 'string':
      return { kind: 'literal', value: '', sort, span };
    case 'enum':
      return { kind: 'literal', value: sort.values[0] ?? '', sort, span };
    case 'null':
      return { kind: 'apply', op: 'nil', args: [], sort, span };
    case 'set':
    case 'mset':
    case 'seq':
    case 'map':
      return { kind: 'apply', op: 'empty', args: [], sort, span };
    case 'array': {
      const cell = emptyTerm(sort.of, span);
      return cell && { kind: 'apply', op: 'constant', args: [cell], sort, span };
    }
    case 'tuple': {
      const args = emptyFields(sort.fields, span);
      return args && { kind: 'tuple', args, sort, span };
    }
    case 'union': {
      const [first] = sort.cases;
      const args = first && emptyFields(first.fields, span);
      return first && args && { kind: 'inject', tag: first.tag, args, sort, span };
    }
    case 'char':
    case 'uninterpreted':
      return undefined;
  }
}

function emptyFields(fields: readonly Field[], span: Span): readonly Expr[] | undefined {
  const args = fields.flatMap((f) => {
    const term = emptyTerm(f.sort, span);
    return term === undefined ? [] : [term];
  });
  return args.length === fields.length ? args : undefined;
}
