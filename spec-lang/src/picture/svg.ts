/** Marks as SVG: as a tree, for pages that keep it up to date, and as the text of a file. */
import type { ColourName } from '../ir/picture.js';
import type { Body, DrawnMark, Link } from './draw.js';
import type { Frame } from './frame.js';
import { routeOf, type Route } from './geometry.js';
import { darkStyle, GROUND, LIGHT } from './palette.js';
import type { Point } from './place.js';
import { fitted, heightOf } from './text.js';

/** An element with its attributes as SVG names them. */
export interface SvgNode {
  readonly tag: string;
  /** The same for the same mark in another state. */
  readonly key: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgNode | string)[];
}

/** Lines first, so that they run under the marks that they join. */
export function pictureNodes(marks: readonly DrawnMark[]): readonly SvgNode[] {
  const bodies = marks.filter((m) => 'x' in m);
  const links = marks.filter((m) => 'from' in m);
  return [...links.map((l) => linkNode(l, bodies)), ...bodies.map(bodyNode)];
}

export function viewBox({ left, top, right, bottom }: Frame): string {
  return `${left} ${top} ${right - left} ${bottom - top}`;
}

/** A file of its own, which follows the reader's choice of light and dark. */
export function pictureSvg(marks: readonly DrawnMark[], frame: Frame, title: string): string {
  const { left, top, right, bottom } = frame;
  const [width, height] = [right - left, bottom - top];
  const ground = { x: left, y: top, width, height, fill: GROUND.light, class: 'ground' };
  const nodes = [
    node('title', 'title', {}, [title]),
    node('rect', 'ground', ground),
    ...pictureNodes(marks),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="${viewBox(frame)}" width="${width}" height="${height}" font-family="${FONT}">
<style>@media (prefers-color-scheme:dark){
${darkStyle('.picture')}
}</style>
${nodes.map(markup).join('\n')}
</svg>
`;
}

const FONT = 'DejaVu Sans Mono, ui-monospace, monospace';

function node(
  tag: string,
  key: string,
  attributes: SvgNode['attributes'],
  children: SvgNode['children'] = [],
): SvgNode {
  return { tag, key, attributes, children };
}

function bodyNode(body: Body): SvgNode {
  const text = body.shape === 'text';
  const room = text ? Infinity : body.width * (body.shape === 'circle' ? 0.86 : 0.92);
  const { lines, size, cut } = fitted(body.lines, room);
  return toned(body.key, body.colour, [
    ...(text ? [] : [outline(body)]),
    ...labelNodes(lines, body, size, LIGHT[body.colour].ink, text ? HALO : {}),
    ...(cut ? [node('title', 'title', {}, [body.lines.join('\n')])] : []),
  ]);
}

function outline({ shape, x, y, width, height, colour }: Body): SvgNode {
  const { fill, stroke } = LIGHT[colour];
  const tone = { fill, stroke, 'stroke-width': 1.5, class: 'body' };
  if (shape === 'circle') return node('circle', 'body', { cx: x, cy: y, r: width / 2, ...tone });
  const place = { x: x - width / 2, y: y - height / 2, width, height, rx: 6 };
  return node('rect', 'body', { ...place, ...tone });
}

function linkNode(link: Link, bodies: readonly Body[]): SvgNode {
  const route = routeOf(link, bodies);
  const { stroke, ink } = LIGHT[link.colour];
  const path = { d: pathOf(route), fill: 'none', stroke, 'stroke-width': 1.5, class: 'path' };
  const head = { d: headOf(route), fill: stroke, class: 'head' };
  return toned(link.key, link.colour, [
    node('path', 'path', path),
    ...(link.shape === 'arrow' ? [node('path', 'head', head)] : []),
    ...labelNodes(link.lines, route.label, 11, ink, HALO),
  ]);
}

/** So that a label can be read where another line crosses it. */
const HALO = { class: 'halo', stroke: GROUND.light, 'stroke-width': 3, 'paint-order': 'stroke' };

function toned(key: string, colour: ColourName, children: readonly SvgNode[]): SvgNode {
  return node('g', key, { class: `tone-${colour}` }, children);
}

function labelNodes(
  lines: readonly string[],
  { x, y }: Point,
  size: number,
  ink: string,
  more: SvgNode['attributes'] = {},
): readonly SvgNode[] {
  const first = y - heightOf(lines, size) / 2 + size * 0.97;
  return lines.map((line, i) => {
    const place = { x: rounded(x), y: rounded(first + i * size * 1.25) };
    const style = { 'text-anchor': 'middle', 'font-size': size, fill: ink, ...more };
    return node('text', `line${i}`, { ...place, ...style }, [line]);
  });
}

function pathOf({ start, control, end }: Route): string {
  return `M${point(start)}Q${point(control)} ${point(end)}`;
}

/** A triangle that points the way the line ends. */
function headOf({ control, end }: Route): string {
  const length = Math.hypot(end.x - control.x, end.y - control.y) || 1;
  const [dx, dy] = [(end.x - control.x) / length, (end.y - control.y) / length];
  const back = (along: number, side: number): Point => ({
    x: end.x - dx * along - dy * side,
    y: end.y - dy * along + dx * side,
  });
  return `M${point(back(-2, 0))}L${point(back(8, 4.5))} ${point(back(8, -4.5))}z`;
}

function point({ x, y }: Point): string {
  return `${rounded(x)},${rounded(y)}`;
}

function rounded(x: number): number {
  return Math.round(x * 10) / 10 + 0;
}

function markup(one: SvgNode | string): string {
  if (typeof one === 'string') return escaped(one);
  const attributes = Object.entries(one.attributes).map(
    ([name, value]) => ` ${name}="${escaped(String(value))}"`,
  );
  const inner = one.children.map(markup).join('');
  const open = `<${one.tag}${attributes.join('')}`;
  return inner === '' ? `${open}/>` : `${open}>${inner}</${one.tag}>`;
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
