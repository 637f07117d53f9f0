/** The TypeScript at the end of a derivation. */
import { Empty } from '../app/Panel.js';
import type { Code } from './code.js';
import type { DerivedView } from './view.js';

export interface CodeViewProps {
  readonly code: Code | undefined;
  readonly view: DerivedView;
}

export function CodeView({ code, view }: CodeViewProps): React.JSX.Element {
  if (code === undefined) return <Empty>{view.layer} is being written…</Empty>;
  return (
    <ol className="code-lines" aria-label={`${view.layer}.ts`}>
      {code.lines.map((line, i) => (
        <li key={i}>
          <code>{line}</code>
        </li>
      ))}
    </ol>
  );
}
