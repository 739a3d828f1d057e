/**
 * The trace of a run: what lies behind its innovations, and what its grants and instruments led to.
 *
 * The rule of attribution stands in knowledge-book.ts and docs/guide/trace.md.
 */
import type { Replay, Trace, TraceNode, TraceOptions, TraceTopic } from '../../../core/trace.js';
import type { TrihelixWorld } from '../world.js';
import { grantTree, instrumentNode, instrumentTree } from './effect-tree.js';
import { innovationNode, innovationTree } from './innovation-tree.js';
import { moneyBehind } from './policy-money.js';
import { grantNode } from './project-node.js';
import { type Recording, record } from './recording.js';

/** Watches a replay and answers questions about it. @throws InvariantError when something that happened cannot be traced */
export function trace(replay: Replay<TrihelixWorld>): Trace {
  const recording = record(replay);
  return { topics: [innovations(recording), grants(recording), instruments(recording)] };
}

function innovations(recording: Recording): TraceTopic {
  const numbers = recording.projects.innovations.map((_, n) => n);
  const behind = numbers.map((n) => moneyBehind(recording, n));
  const known = behind.map(({ knowledge }) => knowledge.reduce((sum, part) => sum + part, 0));
  const sorted = [...numbers].sort((a, b) => behind[b].total - behind[a].total || known[b] - known[a] || a - b);
  return {
    name: 'innovation',
    title: { en: 'Innovations with the most public money behind them', ru: 'Инновации с наибольшими государственными деньгами' },
    ids: numbers.map(String),
    list: (most) => sorted.slice(0, most).map((n) => innovationNode(recording, n)),
    tree: (id, options) => treeAt(numbers, id, (n) => innovationTree(recording, n, options)),
  };
}

function grants(recording: Recording): TraceTopic {
  const all = recording.projects.grants;
  const sorted = [...all].sort((a, b) => b.cents - a.cents || a.id - b.id);
  const numbers = all.map(({ id }) => id);
  return {
    name: 'grant',
    title: { en: 'Largest grants', ru: 'Крупнейшие гранты' },
    ids: numbers.map(String),
    list: (most) => sorted.slice(0, most).map((grant) => grantNode(recording, grant)),
    tree: (id, options) => treeAt(numbers, id, (n) => grantTree(recording, n, options)),
  };
}

function instruments(recording: Recording): TraceTopic {
  const { names } = recording.world.programmes;
  const nodes = names.map((_, k) => instrumentNode(recording, k));
  const spent = nodes.map(({ amounts }) => amounts[0].value);
  const used = names.map((_, k) => k).filter((k) => spent[k] > 0);
  const sorted = [...used].sort((a, b) => spent[b] - spent[a] || a - b);
  return {
    name: 'instrument',
    title: { en: 'Instruments by spending', ru: 'Инструменты по расходам' },
    ids: used.map((k) => names[k]),
    list: (most) => sorted.slice(0, most).map((k) => nodes[k]),
    tree: (id, options: TraceOptions): TraceNode | undefined => {
      const k = names.indexOf(id);
      return used.includes(k) ? instrumentTree(recording, k, options) : undefined;
    },
  };
}

function treeAt(numbers: readonly number[], id: string, tree: (n: number) => TraceNode): TraceNode | undefined {
  return /^\d+$/.test(id) && Number(id) < numbers.length ? tree(Number(id)) : undefined;
}
