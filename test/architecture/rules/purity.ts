// Rule: outside the thin shells, nothing reads a clock, a random number, a file, a socket or the process.
import ts from 'typescript';
import { importsOf } from '../imports.js';
import { roomOf } from '../rooms.js';
import { lineOf, parseTypeScript, visitAll, type Breach, type TextFile } from '../source.js';

const NODE_MODULES =
  /^(node:|(fs|path|os|crypto|dgram|net|http|https|child_process|worker_threads|timers|url|util)($|\/))/;
const GLOBAL_FUNCTIONS = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
]);
const MEMBERS = new Map([
  ['Date', new Set(['now'])],
  ['Math', new Set(['random'])],
  ['performance', new Set(['now'])],
  ['crypto', new Set(['randomUUID', 'getRandomValues'])],
  ['console', new Set(['log', 'error', 'warn', 'info', 'debug'])],
  [
    'process',
    new Set(
      'argv cwd env exit exitCode hrtime kill memoryUsage nextTick off on once pid platform send stderr stdin stdout uptime version'.split(
        ' ',
      ),
    ),
  ],
]);

export function purityBreaches(files: readonly TextFile[]): readonly Breach[] {
  return files.filter(mustBePure).flatMap((file) => [...impureImports(file), ...impureUses(file)]);
}

function mustBePure(file: TextFile): boolean {
  const room = roomOf(file.path);
  return room !== undefined && !room.shells.some((shell) => file.path.startsWith(shell));
}

function impureImports(file: TextFile): readonly Breach[] {
  return importsOf(file)
    .filter((i) => NODE_MODULES.test(i.specifier) || i.specifier.endsWith('/hosts/index.js'))
    .map((i) => ({
      path: file.path,
      line: i.line,
      message: `imports ${i.specifier} in a pure place`,
    }));
}

function impureUses(file: TextFile): readonly Breach[] {
  const source = parseTypeScript(file);
  const found: Breach[] = [];
  visitAll(source, (node) => {
    const use = impureUse(node);
    if (use !== undefined)
      found.push({
        path: file.path,
        line: lineOf(source, node),
        message: `uses ${use} in a pure place`,
      });
  });
  return found;
}

function impureUse(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return impureMember(node);
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    return GLOBAL_FUNCTIONS.has(node.expression.text) ? node.expression.text : undefined;
  }
  if (
    ts.isNewExpression(node) &&
    node.expression.getText() === 'Date' &&
    (node.arguments?.length ?? 0) === 0
  )
    return 'new Date()';
  return undefined;
}

function impureMember(node: ts.PropertyAccessExpression): string | undefined {
  const owner = node.expression.getText();
  if (owner === 'globalThis') return node.getText();
  return MEMBERS.get(owner)?.has(node.name.text) === true ? node.getText() : undefined;
}
