/** What the text pictures of the state looked at. It follows the run; arrow keys move through it as in the diagram. */
import { darkStyle, pictureNodes, pictureSvg, viewBox, type SvgNode } from '@maat/spec-lang';
import { createElement, useEffect, useState } from 'react';
import { commands } from '../app/workbench.js';
import { download } from '../browser/download.js';
import { repeated } from '../browser/timing.js';
import { useStore } from '../state/use-store.js';
import { running, runCommands } from './controller.js';
import { pathOf, type History } from './history.js';
import { pictureCommands, picturing, type Picturing } from './pictures.js';
import { move } from './SpaceTime.js';
import type { AutomatonView } from './view.js';

export interface PicturePaneProps {
  readonly view: AutomatonView;
  readonly history: History;
}

export function PicturePane({ view, history }: PicturePaneProps): React.JSX.Element {
  const shown = useStore(picturing);
  const { name } = shown;
  useEffect(() => {
    void pictureCommands.look(view, history);
  }, [view, history, name]);
  const last = pathOf(history).length - 1;
  return (
    <section className="picture-pane" aria-label="Picture">
      <Head view={view} history={history} last={last} shown={shown} />
      <div
        className="picture-frame"
        tabIndex={0}
        role="group"
        aria-label={`Picture ${name}, step ${history.at} of ${last}`}
        onKeyDown={(event) => {
          move(event, history.at, last, (to) => void runCommands.goTo(to));
        }}
      >
        <Drawing shown={shown} />
      </div>
      <Problems shown={shown} />
    </section>
  );
}

interface HeadProps extends PicturePaneProps {
  readonly last: number;
  readonly shown: Picturing;
}

function Head({ view, history, last, shown }: HeadProps): React.JSX.Element {
  const save = (): void => {
    const { drawn, frame, name } = shown;
    if (drawn === undefined || frame === undefined) return;
    const title = `${name} of ${view.name}, ${view.scope}, after ${history.at} steps`;
    download(`${name}-${history.at}.svg`, pictureSvg(drawn.marks, frame, title), 'image/svg+xml');
  };
  return (
    <header className="run-head">
      {view.pictures.length > 1 ? (
        <select
          aria-label="Which picture"
          value={shown.name}
          onChange={(event) => {
            pictureCommands.choose(event.target.value);
          }}
        >
          {view.pictures.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      ) : (
        <h3>{view.pictures[0]}</h3>
      )}
      <span className="toolbar-group">
        <Play last={last} />
        <button type="button" title="Save this picture as SVG" onClick={save}>
          Save
        </button>
      </span>
    </header>
  );
}

const PACE = 700;

/** From the end it begins anew. */
function Play({ last }: { readonly last: number }): React.JSX.Element {
  const [isPlaying, play] = useState(false);
  useEffect(() => {
    if (!isPlaying) return undefined;
    return repeated(() => {
      const at = running.get().history?.at ?? last;
      if (at >= last) play(false);
      else void runCommands.goTo(at + 1);
    }, PACE);
  }, [isPlaying, last]);
  return (
    <button
      type="button"
      disabled={last === 0}
      aria-pressed={isPlaying}
      title="Go through the run, step by step"
      onClick={() => {
        if (!isPlaying && running.get().history?.at === last) void runCommands.goTo(0);
        play(!isPlaying);
      }}
    >
      {isPlaying ? 'Pause' : 'Play'}
    </button>
  );
}

/** The tones of dark pages; the light ones stand on the marks. */
const DARK = darkStyle(":root[data-theme='dark'] .picture-drawing");

function Drawing({ shown }: { readonly shown: Picturing }): React.JSX.Element | null {
  const { drawn, frame, name } = shown;
  if (drawn === undefined || frame === undefined) return null;
  return (
    <svg
      className="picture-drawing"
      role="img"
      aria-label={name}
      viewBox={viewBox(frame)}
      style={{ maxWidth: frame.right - frame.left, maxHeight: frame.bottom - frame.top }}
    >
      <style>{DARK}</style>
      {pictureNodes(drawn.marks).map(elementOf)}
    </svg>
  );
}

function elementOf(node: SvgNode | string): React.ReactNode {
  if (typeof node === 'string') return node;
  const { tag, key, attributes, children } = node;
  const properties: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes)) properties[propertyOf(name)] = value;
  return createElement(tag, { ...properties, key }, ...children.map(elementOf));
}

/** As React names the attributes of SVG. */
function propertyOf(attribute: string): string {
  if (attribute === 'class') return 'className';
  return attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Always there, so that nothing moves when something cannot be drawn. */
function Problems({ shown }: { readonly shown: Picturing }): React.JSX.Element {
  const [first, ...others] = shown.drawn?.problems ?? [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return (
    <p className="picture-foot" role="status">
      {first === undefined ? null : (
        <button
          type="button"
          className="quiet warn"
          title="Show the place in the text"
          onClick={() => {
            commands.reveal(first.span);
          }}
        >
          Left out: {first.message}
          {more}
        </button>
      )}
    </p>
  );
}
