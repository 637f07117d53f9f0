/** The TypeScript at the end of a derivation: a line that is clicked shows the clause of the service that it came from. */
import { Empty } from '../app/Panel.js';
import { download } from '../browser/download.js';
import { useStore } from '../state/use-store.js';
import type { Code, CodeLine, LineOrigin } from './code.js';
import { deriveCommands, deriving } from './controller.js';
import { OriginView } from './OriginView.js';
import type { DerivedView } from './view.js';

export interface CodeViewProps {
  readonly code: Code | undefined;
  readonly view: DerivedView;
}

export function CodeView({ code, view }: CodeViewProps): React.JSX.Element {
  const { line: chosen } = useStore(deriving);
  if (code === undefined) return <Empty>{view.layer} is being written…</Empty>;
  const line = chosen === undefined ? undefined : code.lines[chosen];
  return (
    <div className="code-view">
      <div className="code-origin" role="status">
        <OriginView from={line?.from} service={view.service} />
        <button
          type="button"
          onClick={() => {
            const text = code.lines.map((l) => l.text).join('\n');
            download(`${view.layer}.ts`, `${text}\n`, 'text/plain');
          }}
        >
          Save {view.layer}.ts
        </button>
      </div>
      <Lines
        lines={code.lines}
        chosen={chosen}
        choose={deriveCommands.choose}
        label={`${view.layer}.ts`}
      />
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly CodeLine[];
  readonly chosen: number | undefined;
  readonly choose: (line: number) => void;
  readonly label: string;
}

/** The arrows go from line to line, as in a list. */
function Lines({ lines, chosen, choose, label }: LinesProps): React.JSX.Element {
  const at = chosen ?? lines.findIndex((l) => l.from !== undefined);
  const move = (event: React.KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = nextWithOrigin(lines, at, by);
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-line="${next}"]`)?.focus();
  };
  return (
    <ol className="code-lines" aria-label={label} onKeyDown={move}>
      {lines.map((line, i) => (
        <li key={i} className={toneOf(line.from)}>
          {line.from === undefined ? (
            <code>{line.text}</code>
          ) : (
            <button
              type="button"
              data-line={i}
              tabIndex={i === at ? 0 : -1}
              aria-pressed={i === chosen}
              onClick={() => {
                choose(i);
              }}
            >
              <code>{line.text}</code>
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function nextWithOrigin(lines: readonly CodeLine[], at: number, by: 1 | -1): number {
  for (let i = at + by; i >= 0 && i < lines.length; i += by)
    if (lines[i]?.from !== undefined) return i;
  return at;
}

function toneOf(from: LineOrigin | undefined): string {
  if (from === undefined) return '';
  return from.kind === 'service' ? 'from-service' : `from-${from.by}`;
}
