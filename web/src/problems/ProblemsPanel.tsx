/** The findings of the checker as a list; each goes to its place. */
import { checking } from '../app/checking.js';
import { commands } from '../app/workbench.js';
import { Empty, Panel } from '../app/Panel.js';
import { useStore } from '../state/use-store.js';
import type { Finding } from './findings.js';

export function ProblemsPanel(): React.JSX.Element {
  const { findings } = useStore(checking);
  return (
    <Panel id="problems" label="Problems">
      {findings === undefined ? (
        <Empty>Open a text, and what is wrong with it is said here.</Empty>
      ) : null}
      {findings?.findings.length === 0 ? (
        <Empty>Nothing is wrong with {findings.file}.</Empty>
      ) : null}
      <ul className="problems">
        {findings?.findings.map((finding, i) => (
          <li key={i}>
            <Problem finding={finding} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Problem({ finding }: { readonly finding: Finding }): React.JSX.Element {
  const { span, from, severity, code, message, fixes } = finding;
  return (
    <button
      type="button"
      className="problem"
      onClick={() => {
        commands.reveal(span);
      }}
    >
      <span className={`mark ${severity}`} aria-label={severity}>
        {severity === 'error' ? '✕' : '!'}
      </span>
      <span className="problem-message">
        {message}
        {fixes[0] === undefined ? null : <span className="dim"> · {fixes[0].title}</span>}
      </span>
      <span className="problem-place">
        {span.file}:{from.line}:{from.column}
      </span>
      <span className="problem-code">{code}</span>
    </button>
  );
}
