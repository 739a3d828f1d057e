/** A scenario of many small runs: fifty organisations, twenty steps, two variants of either model. */
const WORLDS = {
  'knowledge-barter': `parameters: { organisations: 50 }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }`,
  trihelix: `parameters: { firms: 44, universities: 4, regions: 2 }
variants:
  base: {}
  open: { parameters: { tie_learning: 0.1 } }`,
};

/** Its text, for so many runs of a model. */
export const smallRuns = (model, runs) => `title: Many small runs
model: ${model}
seed: batch
steps: 20
burn_in: 0
replicates: ${runs / 2}
${WORLDS[model]}
`;
