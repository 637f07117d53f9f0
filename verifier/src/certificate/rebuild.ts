/** The obligations anew from the specification, beside what a certificate says of them. */
import { partsTexts, runText, type PartText } from '../prove/parts.js';
import type { Obligation, RunWay, SolverWay, Task } from '../prove/task.js';
import type { Claim } from '../ledger/row.js';
import type { Query } from '../smt/query.js';
import { hashOfParts, sameClaim } from './certify.js';
import type { Certificate, CertifiedObligation, Hash } from './certificate.js';
import { pathOf } from './seal.js';

/** An obligation of the certificate and the question that it stands for. */
export interface Rebuilt {
  readonly path: string;
  readonly task: Task;
  readonly way: number;
  readonly obligation: Obligation;
  readonly entry: CertifiedObligation;
  /** What the certificate says that the theorem rests on, and what it assumes. */
  readonly restsOn: readonly Claim[];
  readonly assumes: readonly string[];
  readonly query: Query;
  readonly texts: readonly PartText[];
}

export interface Difference {
  /** In the certificate; empty for what is not in it. */
  readonly path: string;
  readonly theorem: string;
  readonly obligation: string;
  readonly what: 'changed' | 'not in the certificate' | 'no longer an obligation';
}

export interface Comparison {
  readonly rebuilt: readonly Rebuilt[];
  readonly differences: readonly Difference[];
}

export function compare(certificate: Certificate, tasks: readonly Task[], hash: Hash): Comparison {
  const listed = entriesOf(certificate);
  const rebuilt = tasks.flatMap((task) => rebuildTask(task, listed));
  const matched = new Set(rebuilt.map((r) => r.entry));
  const gone = listed.filter((l) => !matched.has(l.entry));
  const fresh = tasks.flatMap((task) =>
    task.obligations
      .filter((o) => entryFor(task, o, listed) === undefined)
      .map((o) => difference('', task.theorem.name, o.name, 'not in the certificate')),
  );
  const changed = rebuilt
    .filter((r) => !isSame(r, hash))
    .map((r) => difference(r.path, r.task.theorem.name, r.obligation.name, 'changed'));
  const missing = gone.map((l) =>
    difference(l.path, l.theorem, l.entry.name, 'no longer an obligation'),
  );
  return { rebuilt, differences: [...changed, ...missing, ...fresh] };
}

function isSame(
  { entry, obligation, restsOn, assumes, task, texts }: Rebuilt,
  hash: Hash,
): boolean {
  const ground = task.restsOn ?? [];
  return (
    restsOn.length === ground.length &&
    restsOn.every((claim, i) => ground[i] !== undefined && sameClaim(claim, ground[i])) &&
    (task.assumes ?? []).every((text) => assumes.includes(text)) &&
    entry.hash === hashOfParts(texts, hash) &&
    entry.parts === texts.length &&
    entry.shownBy === obligation.shownBy
  );
}

interface Listed {
  readonly path: string;
  readonly theorem: string;
  readonly kind: string;
  readonly restsOn: readonly Claim[];
  readonly assumes: readonly string[];
  readonly entry: CertifiedObligation;
}

function entriesOf({ theorems }: Certificate): readonly Listed[] {
  return theorems.flatMap(({ claim, restsOn, assumes, obligations }, t) =>
    obligations.map((entry, o) => ({
      path: pathOf(t, o),
      theorem: claim.name,
      kind: claim.kind,
      restsOn,
      assumes,
      entry,
    })),
  );
}

function entryFor(task: Task, o: Obligation, listed: readonly Listed[]): Listed | undefined {
  return listed.find(
    (l) =>
      l.entry.name === o.name &&
      l.entry.task === task.name &&
      sameClaim(task.theorem, { kind: task.theorem.kind, name: l.theorem }) &&
      l.kind === task.theorem.kind,
  );
}

interface Known {
  readonly obligation: Obligation;
  readonly way: number;
  readonly found: Listed;
}

/** A way's question depends on what was open then: all that was decided there or later. */
function rebuildTask(task: Task, listed: readonly Listed[]): readonly Rebuilt[] {
  const known = task.obligations.flatMap((obligation): readonly Known[] => {
    const found = entryFor(task, obligation, listed);
    const way = task.ways.findIndex((w) => w.name === found?.entry.way);
    return found === undefined || way === -1 ? [] : [{ obligation, way, found }];
  });
  return task.ways.flatMap((way, index) => {
    const here = known.filter((k) => k.way === index);
    if (here.length === 0) return [];
    const open = known.filter((k) => k.way >= index).map((k) => k.obligation);
    const again = way.kind === 'runs' ? seenAgain(way, open) : posedAgain(way, open);
    return here.map(({ obligation, found }) => ({
      path: found.path,
      task,
      way: index,
      obligation,
      entry: found.entry,
      restsOn: found.restsOn,
      assumes: found.assumes,
      ...again(obligation),
    }));
  });
}

type Again = (obligation: Obligation) => Pick<Rebuilt, 'query' | 'texts'>;

function seenAgain(way: RunWay, open: readonly Obligation[]): Again {
  const seen = way.observe(open);
  return (obligation) => {
    const text = seen.get(obligation.name);
    const texts = text === undefined ? [] : [runText(obligation, text)];
    return { query: { name: way.name, prelude: '', goals: [] }, texts };
  };
}

function posedAgain(way: SolverWay, open: readonly Obligation[]): Again {
  const posed = way.pose(open);
  return (obligation) => {
    const mine = posed.parts.flatMap((part, i) => (part === obligation ? [i] : []));
    const goals = posed.query.goals.filter((_, i) => mine.includes(i));
    return { query: { ...posed.query, goals }, texts: partsTexts(posed, mine) };
  };
}

function difference(
  path: string,
  theorem: string,
  obligation: string,
  what: Difference['what'],
): Difference {
  return { path, theorem, obligation, what };
}
