/** Where the page starts. */
import '@fontsource/dejavu-mono/400.css';
import '@fontsource/dejavu-mono/700.css';
import 'dockview-react/dist/styles/dockview.css';
import './style/tokens.css';
import './style/base.css';
import './style/panels.css';
import './style/derive.css';
import './style/prove.css';
import './style/live.css';
import './style/tour.css';
import './style/paper.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shell } from './app/Shell.js';
import { startChecking } from './app/checking.js';
import { takeDrops } from './app/drops.js';
import { startTheme } from './app/theme.js';
import { notice, startWorkbench } from './app/workbench.js';
import { isolate } from './browser/isolation.js';
import { clearHash, sharedHash } from './browser/link.js';
import { takeServerKey } from './browser/server-key.js';
import { startProvingSteps } from './derive/quietly.js';
import { startTour } from './tour/watch.js';
import { openLink } from './run/share.js';
import { startBackground } from './verdicts/background.js';

startTheme();
takeDrops();
takeServerKey();
if (!(await isolate())) start();

function start(): void {
  startWorkbench();
  startChecking();
  startTour();
  startBackground();
  startProvingSteps();
  void openShared();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  createRoot(root).render(
    <StrictMode>
      <Shell />
    </StrictMode>,
  );
}

/** A link that holds a run is opened once; what comes of it is kept like everything else. */
async function openShared(): Promise<void> {
  const hash = sharedHash();
  if (hash === undefined) return;
  if (await openLink(hash)) clearHash();
  else notice.set('The link holds no run that can be read.');
}
