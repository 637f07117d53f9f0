/** Isolates the page from other origins where the host does not send the headers for it. */

const TRIED = 'maat.isolation';

/** True when the page is about to load itself anew, isolated; once for each window, so that it cannot go on for ever. */
export async function isolate(): Promise<boolean> {
  if (crossOriginIsolated || !isSecureContext || !('serviceWorker' in navigator)) return false;
  try {
    if (sessionStorage.getItem(TRIED) !== null) return false;
    sessionStorage.setItem(TRIED, 'yes');
    await navigator.serviceWorker.register('./isolation.js', { type: 'module' });
    await navigator.serviceWorker.ready;
    location.reload();
    return true;
  } catch {
    // Without it everything works but the solver, which says so where it is asked for.
    return false;
  }
}
