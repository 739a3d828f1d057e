/**
 * Found industries: radical innovations of the step are remembered by pair of domains; where enough share a pair that no
 * industry owns, an industry is born, its founder moves there, and others who work with its core may follow.
 *
 *   pairs ← birth_memory·pairs + radical innovations;  born where pairs ≥ birth_threshold and there is room
 *   a firm whose last combination holds two core domains, and more than of its own core, moves with probability
 *   industry_switch
 *
 * Reads the log of innovations, last combinations; writes industries, shares, demand. Sources: births.ts.
 */
import type { Phase } from '../../../core/model.js';
import { countRadical, moveTo, worksIn } from '../births.js';
import { INNOVATION } from '../schema.js';
import type { TrihelixWorld } from '../world.js';

export const foundIndustries: Phase<TrihelixWorld> = {
  name: 'found-industries',
  run(world) {
    const { parameters: p, births } = world;
    if (p.new_industries === 0) return;
    const { pairs } = births;
    for (let c = 0; c < pairs.length; c++) pairs[c] *= p.birth_memory;
    followPioneers(world);
    readLog(world);
  },
};

function readLog(world: TrihelixWorld): void {
  const { step, flags, leaderRow, leader } = world.innovations.columns;
  const { alive, key } = world.organisations.columns;
  let first = world.innovationCount;
  while (first > 0 && step[first - 1] === world.step) first--;
  for (let n = first; n < world.innovationCount; n++) {
    if ((flags[n] & INNOVATION.radical) === 0) continue;
    const a = countRadical(world, n);
    const i = leaderRow[n];
    if (a >= 0 && i < world.universityAt && alive[i] === 1 && key[i] === leader[n]) moveTo(world, i, a);
  }
}

/** Firms that work with the core of a new industry may move there, the youngest industry first. */
function followPioneers(world: TrihelixWorld): void {
  const { alive, key, industry } = world.organisations.columns;
  const { industries, industry_switch: chance } = world.parameters;
  if (world.births.living === industries) return;
  const draw = world.streams.birth;
  draw.moveTo(world.step);
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    for (let a = world.births.living - 1; a >= industries; a--) {
      if (industry[i] === a) break;
      if (!worksIn(world, i, a) || draw.unit(key[i], a) >= chance) continue;
      moveTo(world, i, a);
      break;
    }
  }
}
