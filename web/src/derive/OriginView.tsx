/** Where a line of generated code comes from: a clause of the service, or what a step added. */
import { showPanel } from '../app/panels.js';
import { commands } from '../app/workbench.js';
import type { LineOrigin } from './code.js';

export interface OriginViewProps {
  readonly from: LineOrigin | undefined;
  readonly service: string;
}

export function OriginView({ from, service }: OriginViewProps): React.JSX.Element {
  if (from === undefined)
    return (
      <p className="dim">
        Choose a line to see the clause of {service} that it came from, or the step that added it.
      </p>
    );
  if (from.kind === 'added')
    return (
      <p>
        Added by <b>{from.by}</b>: {from.what}
      </p>
    );
  const { file, start, end, line, clause } = from;
  return (
    <div>
      <p>
        From {file.split('/').at(-1)}, line {line}{' '}
        <button
          type="button"
          onClick={() => {
            commands.reveal({ file, start, end });
            showPanel('editor');
          }}
        >
          Show in the editor
        </button>
      </p>
      <pre className="code-clause">{clause}</pre>
    </div>
  );
}
