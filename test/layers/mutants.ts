// Faults for the layers' texts. Each is a slip that a careful author could make.
import type { Mutant } from './driver.js';

/** Found by lives of a group in the simulated world. */
export const LIVED: readonly Mutant[] = [
  one(
    'a gap is jumped over',
    'mnak',
    'while got[o] < known[o] /\\ got[o] \\notin holes[o] do',
    'while got[o] < known[o] /\\ defined(kept[o], known[o] - 1) do',
  ),
  one(
    'messages of other views are taken',
    'mnak',
    'with data(v, o, k) where cur = embed(v)',
    'with data(v, o, k) where cur ~= nil',
  ),
  one(
    'the tail is not advertised',
    'mnak',
    'every headPeriod where low[self] < got[self]',
    'every headPeriod where low[self] > got[self]',
  ),
  one('counts live on in the next view', 'mnak', '        got := constant(0);\n', ''),
  one('own casts do not come back', 'mnak', '        emit above deliver(cur.val, self, m);\n', ''),
  one(
    'silence is never noticed',
    'suspect',
    'where idle[q] <= misses }',
    'where idle[q] <= misses * 10000 }',
  ),
  one('the cut is the least', 'sync', 'greatest({ reports', 'least({ reports'),
  one(
    'the flush does not wait for the last report',
    'sync',
    'if party \\subseteq keys(reports) then',
    'if size(party) <= size(keys(reports)) + 1 then',
  ),
  one(
    'old proposals are accepted',
    'member',
    'where promised.val < v /\\ self \\in T',
    'where self \\in T',
  ),
  {
    name: 'a view is installed without acknowledgements',
    layer: 'member',
    changes: [
      ['if party \\subseteq acks then', 'if acks ~= {} then'],
      ['with commit(v) where ready /\\ promised', 'with commit(v) where party ~= {} /\\ promised'],
    ],
  },
  one('the leader forgets itself', 'member', 'wanted := insert(self, R);', 'wanted := R;'),
  one('a number of a view is used again', 'member', '          high := high + 1;\n', ''),
  one('held casts are lost', 'member', '          emit below cast(head(held));\n', ''),
  one('casts go out while blocked', 'member', 'where ~blocked /\\ ~left\n', 'where ~left\n'),
  one(
    'the flush does not wait for the user',
    'member',
    'if blocked then emit below sync(v, T)',
    'if blocked \\/ cur ~= nil then emit below sync(v, T)',
  ),
  one(
    'a second proposal is not flushed for',
    'member',
    'if blocked then emit below sync(v, T)\n        elseif ~asked',
    'if ~asked',
  ),
  one(
    'one member is left out of the view',
    'member',
    '        members := party;\n        at',
    '        members := delete(least(party), party);\n        at',
  ),
  one(
    'a process that left still delivers',
    'member',
    'with propose(v, n, T) where promised.val < v /\\ self \\in T /\\ ~left',
    'with propose(v, n, T) where promised.val < v /\\ self \\in T',
  ),
];

/** Found by runs of the layer over its service. */
export const EXPLORED: readonly Mutant[] = [
  one(
    'a message is delivered each time it comes',
    'mnak',
    'if k \\in holes[o] then',
    'emit above deliver(v, o, m.val); if k \\in holes[o] then',
  ),
  one(
    'what one member has is released',
    'stable',
    'emit below release(o, released[o])',
    'emit below release(o, rows[self][o])',
  ),
  one(
    'rows of other views are believed',
    'stable',
    'with gossip(v, row) where cur = embed(v)',
    'with gossip(v, row)',
  ),
  one(
    'delivery goes on during the flush',
    'sync',
    'where cur = embed(v) /\\ next = nil\n',
    'where cur = embed(v)\n',
  ),
  one(
    'the flush ends before all is there',
    'sync',
    '(row[o] = cut[o]) then emit above synced(v) fi',
    '(row[o] <= cut[o]) then emit above synced(v) fi',
  ),
];

/** Found when the origin of a message crashes after one survivor has it. */
export const UNRECOVERED: readonly Mutant[] = [
  one(
    'only the origin is asked',
    'mnak',
    'if turn mod 2 = 0 then {o}',
    'if turn mod 2 < 2 then {o}',
  ),
  one(
    'what was delivered is not kept',
    'mnak',
    'emit above deliver(v, o, kept[o][got[o]]);',
    'emit above deliver(v, o, kept[o][got[o]]); kept[o] := remove(kept[o], got[o]);',
  ),
  one(
    'what is missing is not asked for',
    'sync',
    'then emit below want(o, cut[o]) fi',
    'then cut[o] := cut[o] fi',
  ),
];

function one(name: string, layer: string, from: string, to: string): Mutant {
  return { name, layer, changes: [[from, to]] };
}
