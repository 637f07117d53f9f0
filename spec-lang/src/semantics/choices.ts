/** Enumerates the outcomes of code that makes choices, by running it again for each of them. */
import { at } from './construct.js';

/** What code asks when it has several ways to go on. */
export interface Choices {
  /** One of the candidates; ends the run without an outcome when there are none. */
  pick<T>(candidates: readonly T[]): T;
}

/** Calls `run` once for each way its choices can fall; a run with nothing to choose from is dropped. */
export function outcomes<T>(run: (choices: Choices) => T): readonly T[] {
  const found: T[] = [];
  const trail = new Trail();
  do {
    trail.restart();
    try {
      found.push(run(trail));
    } catch (error) {
      if (error !== BLOCKED) throw error;
    }
  } while (trail.advance());
  return found;
}

/** Thrown where there is nothing to choose from. One object: no trace of the stack is wanted. */
const BLOCKED = new Error('nothing to choose from');

/** The choices of the present run, as positions among so many candidates; counted up like an odometer. */
class Trail implements Choices {
  private readonly places: { index: number; size: number }[] = [];
  private position = 0;

  pick<T>(candidates: readonly T[]): T {
    if (candidates.length === 0) throw BLOCKED;
    if (this.position === this.places.length)
      this.places.push({ index: 0, size: candidates.length });
    const place = at(this.places, this.position);
    this.position += 1;
    return at(candidates, place.index);
  }

  restart(): void {
    this.position = 0;
  }

  /** False when every way was gone. */
  advance(): boolean {
    this.places.length = this.position;
    for (let last = this.places.pop(); last !== undefined; last = this.places.pop()) {
      if (last.index + 1 < last.size) {
        this.places.push({ index: last.index + 1, size: last.size });
        return true;
      }
    }
    return false;
  }
}
