/** Layout: documents whose groups stand on one line where they fit, and are broken where not. */

export type Doc =
  | string
  | { readonly kind: 'concat'; readonly parts: readonly Doc[] }
  /** A space or nothing when its group fits, else a new line; `hard`: always a new line. */
  | { readonly kind: 'line'; readonly flat: string; readonly hard: boolean }
  | { readonly kind: 'nest'; readonly by: number; readonly doc: Doc }
  /** Indents what follows to the column where it begins. */
  | { readonly kind: 'align'; readonly doc: Doc }
  | { readonly kind: 'group'; readonly doc: Doc };

export const line: Doc = { kind: 'line', flat: ' ', hard: false };
export const softline: Doc = { kind: 'line', flat: '', hard: false };
export const hardline: Doc = { kind: 'line', flat: '', hard: true };

export function concat(...parts: readonly Doc[]): Doc {
  return { kind: 'concat', parts };
}

export function nest(doc: Doc, by = 2): Doc {
  return { kind: 'nest', by, doc };
}

export function align(...parts: readonly Doc[]): Doc {
  return { kind: 'align', doc: concat(...parts) };
}

export function group(...parts: readonly Doc[]): Doc {
  return { kind: 'group', doc: concat(...parts) };
}

export function join(docs: readonly Doc[], ...separator: readonly Doc[]): Doc {
  return concat(...docs.flatMap((doc, i) => (i === 0 ? [doc] : [...separator, doc])));
}

/** `open a, b close`, one item a line when they do not fit. */
export function listed(open: string, items: readonly Doc[], close: string): Doc {
  if (items.length === 0) return `${open}${close}`;
  return group(open, nest(concat(softline, join(items, ',', line))), softline, close);
}

export function render(doc: Doc, width = 90): string {
  const out: string[] = [];
  let column = 0;
  const stack: Item[] = [{ indent: 0, flat: false, doc }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { indent, flat } = item;
    const current = item.doc;
    if (typeof current === 'string') {
      out.push(current);
      column += current.length;
    } else if (current.kind === 'line' && flat && !current.hard) {
      out.push(current.flat);
      column += current.flat.length;
    } else if (current.kind === 'line') {
      out.push(`\n${' '.repeat(indent)}`);
      column = indent;
    } else {
      expand(current, item, column, width, stack);
    }
  }
  return out.join('').replace(/[ \t]+$/gm, '');
}

interface Item {
  readonly indent: number;
  readonly flat: boolean;
  readonly doc: Doc;
}

type Composite = Exclude<Doc, string | { readonly kind: 'line' }>;

function expand(
  doc: Composite,
  { indent, flat }: Item,
  column: number,
  width: number,
  stack: Item[],
): void {
  switch (doc.kind) {
    case 'concat':
      for (const part of [...doc.parts].reverse()) stack.push({ indent, flat, doc: part });
      return;
    case 'nest':
      stack.push({ indent: indent + doc.by, flat, doc: doc.doc });
      return;
    case 'align':
      stack.push({ indent: column, flat, doc: doc.doc });
      return;
    case 'group':
      stack.push({ indent, flat: flat || fits(doc.doc, width - column, stack), doc: doc.doc });
      return;
  }
}

/** Does it stand on the rest of the line, with what follows up to the next possible break? */
function fits(doc: Doc, room: number, rest: readonly Item[]): boolean {
  const todo: { readonly doc: Doc; readonly flat: boolean }[] = [{ doc, flat: true }];
  let left = room;
  let next = rest.length - 1;
  for (;;) {
    const item = todo.pop() ?? rest[next--];
    if (item === undefined) return true;
    const { doc: current, flat } = item;
    if (typeof current === 'string') left -= current.length;
    else if (current.kind === 'line') {
      if (current.hard || !flat) return !(current.hard && flat);
      left -= current.flat.length;
    } else if (current.kind === 'concat') {
      for (const part of [...current.parts].reverse()) todo.push({ doc: part, flat });
    } else todo.push({ doc: current.doc, flat });
    if (left < 0) return false;
  }
}
