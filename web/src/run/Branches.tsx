/** The ends of other runs that were begun here, to go back to. */
import { runCommands } from './controller.js';
import { branches, showing, pathOf, type History } from './history.js';
import { showStep, type AutomatonView } from './view.js';

export interface BranchesProps {
  readonly history: History;
  readonly view: AutomatonView;
}

export function Branches({ history, view }: BranchesProps): React.JSX.Element | null {
  const others = branches(history);
  if (others.length === 0) return null;
  return (
    <div className="branches">
      <h4>Other branches</h4>
      {others.map((m) => (
        <button
          key={m.id}
          type="button"
          className="way"
          onClick={() => void runCommands.branch(m.id)}
        >
          {pathOf(showing(history, m.id)).length - 1} steps, last{' '}
          {m.step === undefined ? 'none' : showStep(view, m.step)}
        </button>
      ))}
    </div>
  );
}
