/** Counts kills, and looks after each of them whether what was stored before is stored still. */
import { stored } from '../bench.mjs';

export class Tally {
  tried = 0;
  /** Kills that met a study with a part of its runs stored. */
  atWork = 0;
  /** Studies in which runs were taken for the cause of deaths, and computed again by `--retry`. */
  blamed = 0;
  /** What else is to be told. */
  notes = [];
  failed = [];
  /** How often each was killed, by name. */
  victims = new Map();
  before = new Map();

  /** After a kill. @returns whether the study is whole, so that there is nothing left to lose by another */
  killed(victim, study) {
    this.tried++;
    this.victims.set(victim, (this.victims.get(victim) ?? 0) + 1);
    const { ids, planned } = stored(study);
    const now = new Set(ids);
    const lost = (this.before.get(study) ?? []).filter((id) => !now.has(id));
    if (lost.length > 0) this.failed.push(`kill ${this.tried}, of ${victim}: runs ${lost.join(', ')} lost`);
    this.before.set(study, ids);
    if (ids.length > 0 && ids.length < planned) this.atWork++;
    return planned > 0 && ids.length === planned;
  }

  /** When the last command has ended, undefined if it never did. @param hash of the study left alone */
  ended(study, end, hash) {
    const { code, stderr } = end ?? { code: 'no run for three minutes', stderr: '' };
    if (code !== 0) this.failed.push(`after kill ${this.tried}: the last command ended with ${code}: ${stderr.slice(0, 200)}`);
    else if (stored(study).hash !== hash) this.failed.push(`after kill ${this.tried}: other results than undisturbed`);
  }
}

/** What was killed how often, in one sentence. */
export function told(tallies) {
  const sum = (name) => tallies.reduce((before, tally) => before + tally[name], 0);
  const victims = tallies.flatMap((tally) => [...tally.victims].map(([victim, count]) => `${count} × ${victim}`));
  const blamed = sum('blamed') === 0 ? [] : [`${sum('blamed')} studies blamed runs for them and computed these again`];
  const kills = `kills (${victims.join(', ')}), ${sum('atWork')} of them with a part of the runs stored`;
  return [kills, ...blamed, ...tallies.flatMap(({ notes }) => notes)].join('; ');
}
