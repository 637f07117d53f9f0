// Answers of the language service as a reader of a golden file sees them.
import { SEMANTIC_LEGEND, type LanguageService } from '@maat/spec-lang/service';
import { edited, offsetOf, placeOf, type Case, type Edit, type Place } from './case.js';

type Asking = (service: LanguageService, one: Case) => string;
type Symbols = ReturnType<LanguageService['symbols']>;
type Range = Edit['range'];

export const FEATURES: Readonly<Record<string, Asking>> = {
  diagnostics: (service, { main, texts }) =>
    lines(
      service.diagnostics(main).map((d) => {
        const fixes = service.codeActions(main, d.range).map((a) => {
          const edits = Object.values(a.edit?.changes ?? {}).flat();
          const text = edited(texts.get(main) ?? '', edits).split('\n')[d.range.start.line] ?? '';
          return `\n  fix: ${a.title}: ${text.trim()}`;
        });
        return `${span(d.range)} ${d.code ?? ''} ${typeof d.message === 'string' ? d.message : d.message.value}${fixes.join('')}`;
      }),
    ),
  hover: (service, one) => {
    const contents = service.hover(one.main, cursor(one))?.contents;
    return contents === undefined ? 'nothing' : (contents as { value: string }).value;
  },
  completion: (service, one) =>
    lines(
      [...service.completion(one.main, cursor(one))]
        .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
        .slice(0, 14)
        .map(
          (i) =>
            `${i.sortText?.[0] ?? ''} ${i.insertText ?? i.label}${i.detail === undefined ? '' : `   (${i.detail})`}`,
        ),
    ),
  definition: (service, one) => {
    const found = service.definition(one.main, cursor(one));
    return found === undefined ? 'nowhere' : place(found.uri, found.range, service);
  },
  references: (service, one) =>
    lines(service.references(one.main, cursor(one)).map((l) => place(l.uri, l.range, service))),
  rename: (service, one) => {
    const renaming = service.rename(one.main, cursor(one), one.asked);
    if (renaming === undefined) return 'nothing to rename';
    if ('refused' in renaming) return `refused: ${renaming.refused.message}`;
    const changes = Object.entries(renaming.edit.changes ?? {});
    return changes.map(([uri, e]) => `== ${uri}\n${edited(service.text(uri) ?? '', e)}`).join('');
  },
  format: (service, { main, texts }) => {
    const { edits, kept } = service.format(main);
    return edited(texts.get(main) ?? '', edits) + kept.map((k) => `-- ${k.reason}\n`).join('');
  },
  symbols: (service, { main }) => outline(service.symbols(main), ''),
  folding: (service, { main }) =>
    lines(service.folding(main).map((f) => `${f.startLine + 1}-${f.endLine + 1} ${f.kind ?? ''}`)),
  signature: (service, one) => {
    const help = service.signatureHelp(one.main, cursor(one));
    const [only] = help?.signatures ?? [];
    const active = only?.parameters?.[help?.activeParameter ?? 0]?.label;
    return only === undefined ? 'nothing' : `${only.label}\nnow: ${String(active)}`;
  },
  tokens: (service, { main, texts }) =>
    tokens(service.semanticTokens(main).data, texts.get(main) ?? ''),
  signs: (service, one) => {
    const typed = (one.texts.get(one.main) ?? '').charAt(one.offset - 1);
    const once = edited(
      service.text(one.main) ?? '',
      service.formatOnType(one.main, cursor(one), typed),
    );
    const all = edited(service.text(one.main) ?? '', service.respell(one.main, 'unicode'));
    return `== while typing\n${once}== everywhere\n${all}`;
  },
};

function lines(list: readonly string[]): string {
  return list.map((l) => `${l.trimEnd()}\n`).join('');
}

function cursor({ texts, main, offset }: Case): Place {
  return placeOf(texts.get(main) ?? '', offset);
}

function span({ start, end }: Range): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

function place(uri: string, range: Range, service: LanguageService): string {
  const line = (service.text(uri) ?? '').split('\n')[range.start.line] ?? '';
  return `${uri} ${span(range)}: ${line.trim()}`;
}

function outline(symbols: Symbols, indent: string): string {
  return symbols
    .map(
      (s) =>
        `${indent}${s.name}   (${s.detail ?? ''})\n${outline(s.children ?? [], `${indent}  `)}`,
    )
    .join('');
}

/** Each name with its type, in the order of the text. */
function tokens(data: readonly number[], text: string): string {
  let at: Place = { line: 0, character: 0 };
  const found: string[] = [];
  for (let i = 0; i + 4 < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, marks = 0] = data.slice(i, i + 5);
    at = { line: at.line + down, character: down === 0 ? at.character + right : right };
    const start = offsetOf(text, at);
    const modifiers = SEMANTIC_LEGEND.tokenModifiers.filter((_, bit) => (marks & (1 << bit)) !== 0);
    const name = SEMANTIC_LEGEND.tokenTypes[type] ?? '';
    found.push(`${text.slice(start, start + length)} ${[name, ...modifiers].join(' ')}`);
  }
  return lines(found);
}
