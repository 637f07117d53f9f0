/** The graph of all states of a small space: a state is opened by a click or by key, as the shortest run to it. */
import { useState } from 'react';
import { showPanel } from '../app/panels.js';
import { download } from '../browser/download.js';
import { openState, type DrawnGraph } from './controller.js';
import { graphSvg } from './graph-svg.js';
import { NODE, pathThrough } from './layout.js';

export function GraphView({ drawn }: { readonly drawn: DrawnGraph }): React.JSX.Element {
  const { nodes } = drawn.graph;
  const [at, setAt] = useState(0);
  const [isWhole, setWhole] = useState(false);
  return (
    <section className="state-graph" aria-label="State graph">
      <Head drawn={drawn} isWhole={isWhole} setWhole={setWhole} />
      <Frame drawn={drawn} isWhole={isWhole} at={at} setAt={setAt} />
      <pre className="state-graph-text" aria-live="polite">
        {`state ${at}${brokenText(nodes[at]?.broken ?? [])}\n${nodes[at]?.text ?? ''}`}
      </pre>
    </section>
  );
}

interface HeadProps {
  readonly drawn: DrawnGraph;
  readonly isWhole: boolean;
  readonly setWhole: (isWhole: boolean) => void;
}

function Head({ drawn, isWhole, setWhole }: HeadProps): React.JSX.Element {
  const { graph, layout, target } = drawn;
  const save = (): void => {
    const title = `The states of ${target.unit}, ${target.scope}`;
    download(`${target.unit}-states.svg`, graphSvg(graph, layout, title), 'image/svg+xml');
  };
  return (
    <p className="state-graph-foot">
      <span className="grow dim">
        {graph.nodes.length} states; a bold frame is an initial state, a red one breaks an invariant
      </span>
      <button
        type="button"
        aria-pressed={isWhole}
        onClick={() => {
          setWhole(!isWhole);
        }}
      >
        All at once
      </button>
      <button type="button" onClick={save}>
        Save as SVG
      </button>
    </p>
  );
}

interface FrameProps {
  readonly drawn: DrawnGraph;
  readonly isWhole: boolean;
  readonly at: number;
  readonly setAt: (at: number) => void;
}

function Frame({ drawn, isWhole, at, setAt }: FrameProps): React.JSX.Element {
  const { graph, layout } = drawn;
  const open = (index: number): void => {
    setAt(index);
    openState(drawn, index);
    showPanel('run');
  };
  const press = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter') open(at);
    const next = movedTo(event.key, at, graph.nodes.length);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    const node = document.getElementById(`state-${next}`);
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const size = isWhole ? { width: '100%' } : { width: layout.width, height: layout.height };
  return (
    <div
      className="state-graph-frame"
      role="listbox"
      tabIndex={0}
      aria-label="States: arrows go through them, Enter opens one as a run"
      aria-activedescendant={`state-${at}`}
      onKeyDown={press}
    >
      <svg viewBox={`0 0 ${layout.width} ${layout.height}`} {...size}>
        <Arrowhead />
        <Edges drawn={drawn} at={at} />
        {layout.nodes.map((_, i) => (
          <StateNode key={i} drawn={drawn} index={i} isCurrent={i === at} open={open} />
        ))}
      </svg>
    </div>
  );
}

function Arrowhead(): React.JSX.Element {
  return (
    <defs>
      <marker
        id="state-head"
        viewBox="0 0 8 8"
        refX="8"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto"
      >
        <path d="M0 0L8 4L0 8z" />
      </marker>
    </defs>
  );
}

interface EdgesProps {
  readonly drawn: DrawnGraph;
  readonly at: number;
}

/** Those of the state looked at stand out. */
function Edges({ drawn: { layout }, at }: EdgesProps): React.JSX.Element {
  return (
    <>
      {layout.edges.map(({ from, to, points, label, title, at: place }) => (
        <g key={`${from} ${to}`} className={from === at ? 'state-edge near' : 'state-edge'}>
          <title>{title}</title>
          <path d={pathThrough(points)} markerEnd="url(#state-head)" />
          <text x={place.x} y={place.y + 4}>
            {label}
          </text>
        </g>
      ))}
    </>
  );
}

interface StateNodeProps {
  readonly drawn: DrawnGraph;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly open: (index: number) => void;
}

function StateNode({ drawn, index, isCurrent, open }: StateNodeProps): React.JSX.Element | null {
  const [node, place] = [drawn.graph.nodes[index], drawn.layout.nodes[index]];
  if (node === undefined || place === undefined) return null;
  const { isInitial, broken, text } = node;
  const classes = [
    'state-node',
    ...(isInitial ? ['initial'] : []),
    ...(broken.length > 0 ? ['broken'] : []),
    ...(isCurrent ? ['current'] : []),
  ];
  return (
    <g
      id={`state-${index}`}
      role="option"
      aria-selected={isCurrent}
      aria-label={`state ${index}${brokenText(broken)}`}
      className={classes.join(' ')}
      transform={`translate(${place.x} ${place.y})`}
      onClick={() => {
        open(index);
      }}
    >
      <title>{text}</title>
      <rect
        x={-NODE.width / 2}
        y={-NODE.height / 2}
        width={NODE.width}
        height={NODE.height}
        rx={6}
      />
      <text y={4}>{index}</text>
    </g>
  );
}

function brokenText(broken: readonly string[]): string {
  return broken.length === 0 ? '' : `, where ${broken.join(', ')} does not hold`;
}

function movedTo(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
