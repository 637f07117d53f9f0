/** The frame: a bar above, the docked panels, a line of status below. */
import { DropHint } from './DropHint.js';
import { Keys } from './Keys.js';
import { Layout } from './Layout.js';
import { TourStrip } from '../tour/TourStrip.js';
import { StatusBar } from './StatusBar.js';
import { TopBar } from './TopBar.js';

export function Shell(): React.JSX.Element {
  return (
    <div className="shell">
      <TopBar />
      <main className="shell-main">
        <Layout />
      </main>
      <TourStrip />
      <StatusBar />
      <DropHint />
      <Keys />
    </div>
  );
}
