/** A state graph as a file of its own, with its colours in it. */
import { escapeText } from '../run/svg.js';
import type { StateGraph } from './graph.js';
import { NODE, pathThrough, type GraphLayout } from './layout.js';

export function graphSvg(graph: StateGraph, layout: GraphLayout, title: string): string {
  const { width, height, nodes, edges } = layout;
  const lines = edges.map(
    (e) =>
      `<path d="${pathThrough(e.points)}" fill="none" stroke="#7a868f" marker-end="url(#head)"><title>${escapeText(e.title)}</title></path>` +
      `<text x="${e.at.x}" y="${e.at.y + 4}" text-anchor="middle" fill="#3d474e">${escapeText(e.label)}</text>`,
  );
  const boxes = nodes.map(({ x, y }, i) => {
    const node = graph.nodes[i];
    const [fill, stroke] =
      node === undefined || node.broken.length > 0
        ? ['#f9d9d9', '#b42318']
        : ['#ffffff', node.isInitial ? '#0f766e' : '#7a868f'];
    const thick = node?.isInitial === true ? 2.5 : 1;
    return (
      `<g><title>${escapeText(node?.text ?? '')}</title>` +
      `<rect x="${x - NODE.width / 2}" y="${y - NODE.height / 2}" width="${NODE.width}" height="${NODE.height}" rx="6" fill="${fill}" stroke="${stroke}" stroke-width="${thick}"/>` +
      `<text x="${x}" y="${y + 4}" text-anchor="middle">${i}</text></g>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="DejaVu Sans Mono, monospace" font-size="10">
<title>${escapeText(title)}</title>
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#7a868f"/></marker></defs>
<rect width="100%" height="100%" fill="#ffffff"/>
${[...lines, ...boxes].join('\n')}
</svg>
`;
}
