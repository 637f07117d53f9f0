/** The rooms in which the panels prove: one for the open text, one for the steps of its derivation. */
import { derivationProver, prover } from '../browser/workers.js';
import { ProofRoom } from './room.js';

export const proveRoom = new ProofRoom(prover);
export const derivationRoom = new ProofRoom(derivationProver);

export const proving = proveRoom.state;
