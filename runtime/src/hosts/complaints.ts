/** Tells what a process dropped and refused, but not as often as it happens. */
import type { Counts } from '../engine/events.js';

const PAUSE = 1000;

export class Complaints {
  private readonly say: (complaint: string) => void;
  private told = new Map<string, number>();
  private next = -Infinity;

  constructor(say: (complaint: string) => void) {
    this.say = say;
  }

  maybeTell(counts: Counts, now: number): void {
    if ((counts.dropped.size === 0 && counts.refused.size === 0) || now < this.next) return;
    this.next = now + PAUSE;
    this.tell(counts);
  }

  /** What has come since the last time, if anything. */
  tell(counts: Counts): void {
    const now = complaintsOf(counts);
    const news = [...now].flatMap(([what, count]) => {
      const more = count - (this.told.get(what) ?? 0);
      return more === 0 ? [] : [`${what} (${more})`];
    });
    this.told = now;
    if (news.length > 0) this.say(news.join(', '));
  }
}

function complaintsOf({ dropped, refused }: Counts): Map<string, number> {
  return new Map([
    ...[...dropped].map(([reason, count]) => [`dropped: ${reason}`, count] as const),
    ...[...refused.values()].map((r) => [`refused at ${r.message}`, r.count] as const),
  ]);
}
