/** The diagram in the page: only the rows in sight are made, so a thousand events scroll as ten do. */
import type { Run, Step } from '@maat/spec-lang';
import { useMemo, useRef } from 'react';
import { draw, ROW, rowY, type Drawing, type Ends } from './drawing.js';
import { runCommands } from './controller.js';
import { pathOf, type History } from './history.js';
import { endingText } from './ending.js';
import { useFollowing, useSight } from './sight.js';
import type { AutomatonView } from './view.js';

export interface SpaceTimeProps {
  readonly view: AutomatonView;
  readonly history: History;
  readonly stopped: Run['stopped'] | undefined;
}

export function SpaceTime({ view, history, stopped }: SpaceTimeProps): React.JSX.Element {
  const steps = useMemo(
    () => pathOf(history).flatMap((m) => m.step ?? []),
    [history.moments, history.tip],
  );
  const ending = stopped === undefined ? undefined : endingText(stopped);
  const said = `step ${history.at} of ${steps.length}`;
  return (
    <Diagram
      view={view}
      steps={steps}
      at={history.at}
      said={ending === undefined ? said : `${said} · ${ending.text}`}
      tone={ending?.tone ?? 'dim'}
      go={(to) => void runCommands.goTo(to)}
    />
  );
}

export interface DiagramProps {
  readonly view: AutomatonView;
  readonly steps: readonly Step[];
  readonly at: number;
  /** What stands below it. */
  readonly said: string;
  readonly tone?: string;
  /** Absent where no moment can be chosen. */
  readonly go?: (at: number) => void;
  /** Where processes ended. */
  readonly ends?: Ends;
}

export function Diagram({
  view,
  steps,
  at,
  said,
  tone = 'dim',
  go = () => undefined,
  ends,
}: DiagramProps): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const sight = useSight(place);
  const drawing = useMemo(
    () => draw(view, steps, sight.width, ends),
    [view, steps, sight.width, ends],
  );
  useFollowing(place, at);
  return (
    <div className="space-time-frame">
      <div
        ref={place}
        className="space-time"
        tabIndex={0}
        role="group"
        aria-label={`Space-time diagram, step ${at} of ${drawing.events.length}`}
        onKeyDown={(event) => {
          move(event, at, drawing.events.length, go);
        }}
      >
        <LaneHeads drawing={drawing} />
        <Picture drawing={drawing} at={at} top={sight.top} height={sight.height} go={go} />
      </div>
      <p className={`space-time-foot ${tone}`} role="status">
        {said}
      </p>
    </div>
  );
}

function LaneHeads({ drawing }: { readonly drawing: Drawing }): React.JSX.Element {
  return (
    <div className="lane-heads" style={{ width: drawing.width }}>
      {drawing.lanes.map((lane) => (
        <span key={lane.name} style={{ left: lane.x - 6 }}>
          {lane.name}
        </span>
      ))}
    </div>
  );
}

interface PictureProps {
  readonly drawing: Drawing;
  readonly at: number;
  readonly top: number;
  readonly height: number;
  readonly go: (at: number) => void;
}

function Picture({ drawing, at, top, height, go }: PictureProps): React.JSX.Element {
  const [from, to] = [top - 3 * ROW, top + height + 3 * ROW];
  const inSight = (upper: number, lower: number): boolean => lower >= from && upper <= to;
  return (
    <svg width={drawing.width} height={drawing.height} className="space-time-svg">
      <defs>
        <marker
          id="head"
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" className="arrow-head" />
        </marker>
      </defs>
      <rect
        x={0}
        y={rowY(at) - ROW / 2}
        width={drawing.width}
        height={ROW}
        className="cursor-row"
      />
      <Bands drawing={drawing} inSight={inSight} />
      {drawing.lanes.map((l) => (
        <line key={l.name} x1={l.x} x2={l.x} y1={0} y2={l.bottom} className="lane" />
      ))}
      <LaneEnds drawing={drawing} />
      <Arrows drawing={drawing} inSight={inSight} />
      <Events drawing={drawing} at={at} inSight={inSight} go={go} />
    </svg>
  );
}

/** A bar across the lane: here its process ended. */
function LaneEnds({ drawing }: { readonly drawing: Drawing }): React.JSX.Element {
  return (
    <>
      {drawing.lanes
        .filter((l) => l.hasEnded)
        .map((l) => (
          <line
            key={l.name}
            x1={l.x - 9}
            x2={l.x + 9}
            y1={l.bottom}
            y2={l.bottom}
            className="lane-end"
          >
            <title>{l.name} has ended</title>
          </line>
        ))}
    </>
  );
}

interface InSightProps {
  readonly drawing: Drawing;
  readonly inSight: (upper: number, lower: number) => boolean;
}

function Bands({ drawing, inSight }: InSightProps): React.JSX.Element {
  return (
    <>
      {drawing.bands
        .filter((b) => inSight(b.top, b.bottom))
        .map((b) => (
          <rect
            key={`${b.x} ${b.top}`}
            x={b.x - 7}
            y={b.top}
            width={14}
            height={b.bottom - b.top}
            rx={7}
            className={`band tone-${b.tone}`}
          >
            <title>{b.name}</title>
          </rect>
        ))}
    </>
  );
}

function Arrows({ drawing, inSight }: InSightProps): React.JSX.Element {
  return (
    <>
      {drawing.arrows
        .filter((a) => inSight(a.y1, a.y2))
        .map((a) => (
          <line
            key={`${a.x1} ${a.y1} ${a.x2} ${a.y2}`}
            x1={a.x1}
            y1={a.y1}
            x2={a.x2}
            y2={a.y2}
            className="arrow"
            markerEnd="url(#head)"
          />
        ))}
    </>
  );
}

interface EventsProps extends InSightProps {
  readonly at: number;
  readonly go: (at: number) => void;
}

function Events({ drawing, at, inSight, go }: EventsProps): React.JSX.Element {
  return (
    <>
      {drawing.events
        .filter((e) => inSight(e.y, e.y))
        .map((e) => (
          <g
            key={e.index}
            className={`event ${e.kind}${e.index + 1 === at ? ' current' : ''}`}
            onClick={() => {
              go(e.index + 1);
            }}
          >
            <title>{e.title}</title>
            <rect
              x={0}
              y={e.y - ROW / 2}
              width={drawing.width}
              height={ROW}
              className="event-hit"
            />
            <text x={4} y={e.y + 4} className="event-number">
              {e.index + 1}
            </text>
            {e.x === undefined ? null : <circle cx={e.x} cy={e.y} r={4} />}
            <text x={(e.x ?? 36) + 11} y={e.y + 4} className="event-label">
              {e.label}
            </text>
          </g>
        ))}
    </>
  );
}

/** The keys that go through a run. */
export function move(
  event: React.KeyboardEvent,
  at: number,
  last: number,
  go: (at: number) => void,
): void {
  const to = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: last,
    PageUp: at - 10,
    PageDown: at + 10,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  go(to);
}
