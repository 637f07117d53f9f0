/**
 * Algorithms of the literature in the dialects of the manuals. The counts are those of a
 * breadth-first search written by hand for each algorithm, which shares nothing with this code.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { check, findAutomaton, instantiate, libraryLoader, parseScope } from '@maat/spec-lang';
import { explore } from '@maat/verifier';

type Row = readonly [
  file: string,
  automaton: string,
  scope: string,
  distinct: number,
  generated: number,
  depth: number,
];

const ROWS: readonly Row[] = [
  ['alternating-bit', 'ABP', 'M=2,total=2', 117, 627, 12],
  ['asynchronous-bfs', 'AsynchBFS', 'n=2', 3, 3, 2],
  ['asynchronous-bfs', 'AsynchBFS', 'n=3', 39, 67, 9],
  ['attiya-bar-noy-dolev', 'ABD', 'P=2,writer=p0,writes=2', 249, 1207, 15],
  ['bakery', 'Bakery', 'N=2,K=3', 36, 55, 12],
  ['bounded-buffer', 'Shop', 'W=1,size=2,most=3', 15, 19, 6],
  ['bounded-buffer', 'Shop', 'W=2,size=2,most=2', 122, 299, 8],
  ['breadth-first-tree', 'BFS', 'N=3,root=n0', 379, 1081, 14],
  ['chandy-lamport', 'Snapshot', 'P=2,tokens=2', 656, 1672, 15],
  ['counters', 'Counters', 'N=3', 26, 180, 2],
  ['dekker', 'Dekker', 'P=2', 104, 378, 15],
  ['dijkstra-scholten', 'DS', 'N=2,root=n0,budget=2', 47, 86, 10],
  ['dining-philosophers', 'Table', 'I=2', 37, 67, 8],
  ['dining-philosophers', 'Table', 'I=3', 233, 625, 14],
  ['floodset', 'FloodSet', 'P=2,f=1', 384, 781, 12],
  ['hirschberg-sinclair', 'HS', 'I=2', 38, 72, 11],
  ['hirschberg-sinclair', 'HS', 'I=3', 210, 534, 24],
  ['identifiers-of-any-number', 'Ring', 'n=2,Nat=3', 234, 324, 5],
  ['identifiers-of-any-number', 'Ring', 'n=3,Nat=3', 384, 738, 9],
  ['lamport-mutex', 'Lamport', 'P=2,rounds=1', 103, 142, 12],
  ['memory-cell', 'Cell', 'V=2', 16, 64, 2],
  ['memory-cell', 'Counted', 'V=2', 104, 450, 6],
  ['merging-fragments', 'GHS', 'N=4', 80, 124, 4],
  ['paxos', 'Paxos', 'A=2,V=2,ballots=2', 145, 277, 12],
  ['peterson-of-1997', 'Peterson', 'P=2', 50, 264, 9],
  ['ricart-agrawala', 'RA', 'P=2,rounds=1', 41, 53, 10],
  ['sliding-window', 'Window', 'w=2,n=3', 20, 89, 8],
  ['suzuki-kasami', 'SuzukiKasami', 'P=2,start=p0,rounds=2', 127, 182, 20],
  ['suzuki-kasami', 'SuzukiKasami', 'P=3,start=p0,rounds=1', 1020, 2967, 18],
  ['three-phase-commit', 'ThreePhase', 'R=2', 43, 97, 8],
  ['token-ring', 'Ring', 'I=3', 162, 487, 8],
  ['two-phase-commit', 'TwoPhase', 'R=2', 348, 893, 13],
];

test.each(ROWS)('%s: %s in %s', (file, automaton, scope, distinct, generated, depth) => {
  const path = fileURLToPath(new URL(`counted/${file}.ioa`, import.meta.url));
  const source = { file: `${file}.ioa`, text: readFileSync(path, 'utf8') };
  const { value, diagnostics } = check(source, libraryLoader);
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  const whole = findAutomaton(value, automaton);
  const instance = instantiate(whole, parseScope(scope, whole.parameters).value, {
    definitions: value.definitions,
  });
  const invariants = value.units.filter((u) => u.kind === 'invariant' && u.of === automaton);
  const found = explore(instance, {
    invariants: invariants.flatMap((u) => (u.kind === 'invariant' ? [u] : [])),
  });
  expect(found).toMatchObject({ verdict: 'holds', complete: true, distinct, generated, depth });
});
