// Rule: no file imports itself, by whatever detour. Imports of types count too.
import { importsOf, targetOf } from '../imports.js';
import type { Breach, TextFile } from '../source.js';

export function cycleBreaches(files: readonly TextFile[]): readonly Breach[] {
  const graph = importGraph(files);
  return stronglyConnected(graph).map((cycle) => ({
    path: cycle[0] ?? '',
    line: 1,
    message: `import cycle: ${cycle.join(' → ')}`,
  }));
}

type Graph = ReadonlyMap<string, readonly string[]>;

function importGraph(files: readonly TextFile[]): Graph {
  return new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .map(targetOf)
        .filter((target) => target !== undefined),
    ]),
  );
}

/** Tarjan's components, those that hold a cycle only; names in order of the alphabet. */
function stronglyConnected(graph: Graph): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const at = (map: Map<string, number>, key: string): number => map.get(key) ?? Infinity;
  const enter = (node: string): void => {
    order.set(node, order.size);
    low.set(node, at(order, node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) enter(next);
      if (stack.includes(next)) low.set(node, Math.min(at(low, node), at(low, next)));
    }
    if (at(low, node) === at(order, node)) found.push(stack.splice(stack.indexOf(node)));
  };
  for (const node of graph.keys()) if (!order.has(node)) enter(node);
  return found
    .filter((c) => c.length > 1 || graph.get(c[0] ?? '')?.includes(c[0] ?? ''))
    .map((c) => c.sort());
}
