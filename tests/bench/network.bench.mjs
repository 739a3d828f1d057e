/**
 * Ties that change: a lattice of degree 10 built, rewired and walked, and a hub that loses and gains ties.
 * Per step of rewiring one tie in a hundred is dropped and one appended, then both are committed.
 */
import { createNetwork } from '../../dist/src/core/network.js';
import { measure, print } from './measure.mjs';

const HALF_DEGREE = 5;

function lattice(nodes) {
  const network = createNetwork(nodes, Math.ceil(nodes * HALF_DEGREE * 1.03) + 2);
  for (let d = 1; d <= HALF_DEGREE; d++) for (let i = 0; i < nodes; i++) network.append(i, (i + d) % nodes);
  network.commit();
  return network;
}

/** Cheap numbers, so that what is measured is the network. */
function lcg(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.floor(((state >>> 0) / 4294967296) * bound);
  };
}

function build(nodes) {
  return (calls) => {
    let count = 0;
    for (let c = 0; c < calls; c++) count += lattice(nodes).count;
    return count;
  };
}

/** One call is one tie dropped and one appended. */
function rewire(nodes) {
  const network = lattice(nodes);
  const below = lcg(7);
  const perStep = Math.floor(nodes / 20);
  let e = 0;
  return (calls) => {
    for (let c = 0; c < calls; c++) {
      // A stride prime to the number of rows meets no tie twice within a step.
      do e = (e + 7919) % network.rows;
      while (network.alive[e] === 0);
      network.drop(e);
      while (network.append(network.endA[e], below(nodes)) < 0);
      if (c % perStep === 0) network.commit();
    }
    network.commit();
    return network.count;
  };
}

function walk(nodes) {
  const network = lattice(nodes);
  rewireOnce(network, nodes);
  return (calls) => {
    const { blocks, start, degrees } = network;
    let sum = 0;
    for (let c = 0, i = 0; c < calls; i = i + 1 === nodes ? 0 : i + 1) {
      for (let p = start[i], end = p + 2 * degrees[i]; p < end; p += 2) sum += blocks[p];
      c += degrees[i];
    }
    return sum;
  };
}

function ask(nodes) {
  const network = lattice(nodes);
  rewireOnce(network, nodes);
  return (calls) => {
    let sum = 0;
    for (let c = 0, i = 0; c < calls; i = i + 1 === nodes ? 0 : i + 1) {
      const degree = network.degree(i);
      for (let r = 0; r < degree; r++) sum += network.neighbour(i, r);
      c += degree;
    }
    return sum;
  };
}

function find(nodes) {
  const network = lattice(nodes);
  const below = lcg(3);
  return (calls) => {
    let found = 0;
    for (let c = 0; c < calls; c++) {
      const i = below(nodes);
      found += network.find(i, (i + below(20)) % nodes) >= 0 ? 1 : 0;
    }
    return found;
  };
}

function rewireOnce(network, nodes) {
  const below = lcg(5);
  for (let e = 0; e < nodes * HALF_DEGREE; e += 2) {
    if (network.append(network.endA[e], below(nodes)) >= 0) network.drop(e);
    if (e % 64 === 0) network.commit();
  }
  network.commit();
}

/** A hub tied to all: one call drops one of its ties and makes it again, a thousand at a time. */
function hub(nodes) {
  const network = createNetwork(nodes, nodes);
  for (let j = 1; j < nodes; j++) network.append(0, j);
  network.commit();
  const below = lcg(9);
  return (calls) => {
    for (let c = 0; c < calls; c += 1000) {
      const from = 1 + below(nodes - 1001);
      for (let j = from; j < from + 1000; j++) network.drop(network.find(j, 0));
      network.commit();
      for (let j = from; j < from + 1000; j++) network.append(0, j);
      network.commit();
    }
    return network.count;
  };
}

const figures = measure({
  'build, 1e4 nodes': build(1e4),
  'build, 1e5 nodes': build(1e5),
  'rewire (drop + append + commit), 1e4': rewire(1e4),
  'rewire (drop + append + commit), 1e5': rewire(1e5),
  'visit a neighbour (blocks), 1e4': walk(1e4),
  'visit a neighbour (blocks), 1e5': walk(1e5),
  'visit a neighbour (calls), 1e4': ask(1e4),
  'find, 1e4': find(1e4),
  'hub of 1e5 ties: drop + append + commit': hub(1e5),
});
figures['build, 1e4 nodes'] /= 1e4 * HALF_DEGREE;
figures['build, 1e5 nodes'] /= 1e5 * HALF_DEGREE;
print('Network, per tie or per neighbour', figures);
