// Property tests draw other cases each time, and print their seed; MAAT_SEED=n draws the same ones again.
import fc from 'fast-check';

const seed = process.env['MAAT_SEED'];
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
