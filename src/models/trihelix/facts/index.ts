/** The evaluation that looks whether a world shows the stylised facts of the field; one more run on the same luck, watched. */
import type { Evaluation } from '../../../core/model.js';
import type { Parameters } from '../parameters/index.js';
import type { TrihelixWorld } from '../world.js';
import { createChronicle, observe } from './chronicle.js';
import { facts } from './facts.js';

export const stylisedFacts: Evaluation<TrihelixWorld, Parameters> = {
  name: 'stylised_facts',
  title: { en: 'Stylised facts', ru: 'Стилизованные факты' },
  text: {
    en: 'Statistics that are well known of real firms and networks, with the range in which the field expects them.',
    ru: 'Статистики, хорошо известные для реальных фирм и сетей, и пределы, в которых их ожидают.',
  },
  measures: facts,
  evaluate(bench, out) {
    const run = bench.start();
    const chronicle = createChronicle(run.world);
    for (let t = 0; t < bench.steps; t++) {
      run.advance();
      observe(chronicle, run.world);
    }
    for (const [f, fact] of facts.entries()) out[f] = fact.measure(run.world, chronicle);
  },
};
