/** Runs of a specification. */
import { Empty, Panel } from '../app/Panel.js';

export function RunPanel(): React.JSX.Element {
  return (
    <Panel id="run" label="Run">
      <Empty>Open a text to run it.</Empty>
    </Panel>
  );
}
