/** A diagnostic as a person reads it in a terminal: place, line, underline, related places, help. */
import type { Diagnostic, Fix, Related, Severity } from './diagnostic.js';
import { positionOf, type Position, type Source, type Span } from './span.js';

export interface RenderOptions {
  readonly colour?: boolean;
}

/** `sources`: the texts that the spans point into; a span into any other text shows its name only. */
export function renderDiagnostic(
  d: Diagnostic,
  sources: Source | readonly Source[],
  options: RenderOptions | boolean = {},
): string {
  const colour = typeof options === 'boolean' ? options : (options.colour ?? false);
  const page: Page = { sources: 'text' in sources ? [sources] : sources, paint: painter(colour) };
  return [
    `${page.paint(d.severity, `${d.severity}[${d.code}]`)}: ${page.paint('bold', d.message)}`,
    ...place(page, d.span, d.severity),
    ...d.related.flatMap((r) => relatedLines(page, r)),
    ...d.fixes.map((f) => helpLine(page, f)),
  ].join('\n');
}

interface Page {
  readonly sources: readonly Source[];
  readonly paint: Painter;
}

type Style = Severity | 'bold' | 'dim' | 'help';
type Painter = (style: Style, text: string) => string;

const ESCAPES: Record<Style, string> = {
  error: '1;31',
  warning: '1;33',
  bold: '1',
  dim: '2',
  help: '1;36',
};

function painter(colour: boolean): Painter {
  return (style, text) => (colour ? `\u001b[${ESCAPES[style]}m${text}\u001b[0m` : text);
}

/** Long lines are cut to a window around the place, so that generated files stay readable. */
const WINDOW = 110;

function place(page: Page, span: Span, style: Style): string[] {
  const source = page.sources.find((s) => s.file === span.file);
  if (source === undefined) return span.file === '' ? [] : [`  --> ${span.file}`];
  const position = positionOf(source.text, span.start);
  const at = `${span.file}:${position.line}:${position.column}`;
  const gutter = ' '.repeat(String(position.line).length);
  const { line, mark } = excerpt(source.text, span, position);
  return [
    page.paint('dim', `${gutter}--> ${at}`),
    page.paint('dim', `${gutter} |`),
    `${page.paint('dim', `${position.line} |`)} ${line}`.trimEnd(),
    `${page.paint('dim', `${gutter} |`)} ${page.paint(style, mark)}`,
  ];
}

function excerpt(text: string, span: Span, position: Position): { line: string; mark: string } {
  const lineStart = Math.min(span.start, text.length) - (position.column - 1);
  const newline = text.indexOf('\n', lineStart);
  const lineEnd = newline === -1 ? text.length : newline;
  const whole = text.slice(lineStart, lineEnd).replace(/\r$/, '');
  const from = position.column > WINDOW - 20 ? position.column - 40 : 0;
  const before = printable(whole.slice(from, position.column - 1));
  const width = Math.max(1, Math.min(span.end, lineEnd, lineStart + from + WINDOW) - span.start);
  return {
    line: printable(whole.slice(from, from + WINDOW)),
    mark: ' '.repeat(before.length) + '^'.repeat(width),
  };
}

/** A tab is one column in the text, so it is shown as one; other control characters must not reach a terminal. */
function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\u00b7');
}

function relatedLines(page: Page, related: Related): string[] {
  return [
    `  ${page.paint('bold', 'note')}: ${related.message}`,
    ...place(page, related.span, 'help'),
  ];
}

function helpLine(page: Page, fix: Fix): string {
  return `  ${page.paint('help', 'help')}: ${fix.title}`;
}
