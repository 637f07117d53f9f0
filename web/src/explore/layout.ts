/** Where the states of a graph stand: layers from the initial states on. The library for it is loaded when first asked. */
import type { StateGraph } from './graph.js';

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Place[];
  readonly edges: readonly EdgePath[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface EdgePath {
  readonly from: number;
  readonly to: number;
  readonly points: readonly Place[];
  readonly label: string;
  /** All of its steps, one a line. */
  readonly title: string;
  /** Where the middle of the label stands. */
  readonly at: Place;
}

export const NODE = { width: 34, height: 24 };
const LABEL_HEIGHT = 13;
const LETTER = 6;
const LONGEST = 26;

export async function layoutOf({ nodes, edges }: StateGraph): Promise<GraphLayout> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 24, edgesep: 4, marginx: 16, marginy: 16 });
  nodes.forEach((_, i) => {
    graph.setNode(String(i), { ...NODE });
  });
  for (const { from, to, labels } of edges)
    graph.setEdge(String(from), String(to), { ...labelSize(labels), labelpos: 'c' });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width: Math.max(width, NODE.width),
    height: Math.max(height, NODE.height),
    nodes: nodes.map((_, i) => placeOf(graph.node(String(i)) as unknown)),
    edges: edges.map(({ from, to, labels }) => {
      const found = graph.edge(String(from), String(to)) as unknown as Laid;
      const at = placeOf(found);
      const node = placeOf(graph.node(String(from)) as unknown);
      const points = from === to ? loop(node, at) : found.points.map(placeOf);
      return { from, to, points, label: labelOf(labels), title: labels.join('\n'), at };
    }),
  };
}

/** From the node's edge out to its label and back; the layout would leave it hanging beside the node. */
function loop({ x, y }: Place, label: Place): readonly Place[] {
  const side = label.y < y ? -1 : 1;
  const [edge, out] = [y + (side * NODE.height) / 2, label.y - side * LABEL_HEIGHT];
  const [near, wide] = [NODE.width / 4, NODE.width / 2];
  return [
    { x: x - near, y: edge },
    { x: x - wide, y: out },
    { x: x + wide, y: out },
    { x: x + near, y: edge },
  ].map(placeOf);
}

interface Laid extends Place {
  readonly points: readonly Place[];
}

function placeOf(laid: unknown): Place {
  const { x = 0, y = 0 } = laid as Partial<Place>;
  return { x: Math.round(x), y: Math.round(y) };
}

function labelSize(labels: readonly string[]): { readonly width: number; readonly height: number } {
  return { width: labelOf(labels).length * LETTER + 6, height: LABEL_HEIGHT };
}

/** The first step, and how many more there are. */
export function labelOf(labels: readonly string[]): string {
  const [first = ''] = labels;
  const more = labels.length > 1 ? ` +${labels.length - 1}` : '';
  const room = LONGEST - more.length;
  return `${first.length <= room ? first : `${first.slice(0, room - 1)}…`}${more}`;
}

/** A line through the points, with rounded corners. */
export function pathThrough(points: readonly Place[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const begin = `M${first.x} ${first.y}`;
  const bends = rest.slice(0, -1).map((p, i) => {
    const next = rest[i + 1] ?? p;
    return `Q${p.x} ${p.y} ${(p.x + next.x) / 2} ${(p.y + next.y) / 2}`;
  });
  const last = rest.at(-1);
  return [begin, ...bends, ...(last === undefined ? [] : [`L${last.x} ${last.y}`])].join(' ');
}
