/** The timers of Node.js, for watchdogs. */
import type { Timers } from '../pool/watchdog.js';

export const TIMERS: Timers = {
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  soon: (work) => {
    setImmediate(work);
  },
};
