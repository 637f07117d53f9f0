/** Where the page starts. */
import '@fontsource/dejavu-mono/400.css';
import '@fontsource/dejavu-mono/700.css';
import 'dockview-react/dist/styles/dockview.css';
import './style/tokens.css';
import './style/base.css';
import './style/panels.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shell } from './app/Shell.js';
import { startTheme } from './app/theme.js';
import { startWorkbench } from './app/workbench.js';

startTheme();
startWorkbench();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <Shell />
  </StrictMode>,
);
