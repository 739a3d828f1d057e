/** What the laboratory found, in English. */
import type { LaboratoryTexts } from './texts.js';

export const laboratoryEnglish: LaboratoryTexts = {
  source: ({ study, seed, hash }) => `Study ${study}, seed ${seed}, results ${hash}.`,
  settings: ({ settings }) => `Asked for with: ${settings}.`,
  unreadable: ({ files }) => `Not shown, because these files are damaged, were changed or are of another version: ${files}.`,
  parameter: 'Parameter',
  range: 'Range',
  output: ({ metric, variant }) => `“${metric}” of “${variant}”`,
  outputOver: ({ metric, variant, over }) => `“${metric}”, “${variant}” minus “${over}”`,
  dose: {
    title: 'Dose and response',
    lead: 'How an indicator answers when one number is varied: of five curves the one with the smallest corrected AIC, and how often resamples of the replicates choose the same one.',
    heading: ({ key }) => `Dose: ${key}`,
    label: ({ metric, key }) => `${metric} over ${key}.`,
    interval: 'Marks: means with 95 % t intervals; curve with a 95 % bootstrap band over replicates in which the choice is made anew.',
    replicates: ({ count }) => `${count} replicates per dose`,
    columns: { curve: 'Curve', chosen: 'Chosen', lowest: 'At the lowest dose', highest: 'At the highest dose' },
    curves: { constant: 'constant', linear: 'linear', quadratic: 'quadratic', emax: 'Emax', isotonic: 'monotone' },
  },
  bands: {
    title: 'Under uncertain parameters',
    lead: 'Differences from the baseline over points sampled from what is known of the parameters. The band is not one of luck: 5 % of the points lie below it and 5 % above.',
    columns: { mean: 'Mean difference', band: 'Band of 90 %', above: 'Points above 0', points: 'Points', dose: 'Dose' },
  },
  split: {
    title: 'What the variance is made of',
    lead: 'Shares of the sum of squares over all variants, parameter sets and replicates; they add up to 100 %. “Policy × luck” is what pairing cannot take away, “policy × parameters” says that the verdict depends on the parameters.',
    columns: {
      policy: 'Policy',
      parameters: 'Parameters',
      luck: 'Luck',
      policyByParameters: 'Policy × parameters',
      policyByLuck: 'Policy × luck',
      parametersByLuck: 'Parameters × luck',
      allThree: 'All three',
      replicates: 'Replicates',
    },
  },
  sensitivity: {
    title: 'What the result depends on',
    lead: 'Which uncertain parameters move the result, the strongest first. Intervals are of 95 %.',
    methods: { morris: 'Morris screen', sobol: 'Sobol’ indices', pawn: 'PAWN', src: 'standardised regression' },
    legends: {
      morris:
        'Effects of moving a parameter over its whole range: μ* mean size, μ mean with its sign, σ how much it depends on the other parameters. Bootstrap intervals.',
      sobol: 'Shares of the variance: of the parameter alone, and with all its interactions. Bootstrap intervals, which may reach below 0.',
      pawn: 'Kolmogorov-Smirnov distance between the distribution of the output and that within slices of the parameter. Bootstrap intervals.',
      src: 'Standard deviations of the output per standard deviation of the parameter, in values (SRC) and in ranks (SRRC). t intervals.',
    },
    heading: ({ output, method }) => `${output}: ${method}`,
    spread: ({ points, replicates, mean, deviation, luck }) =>
      `${points} points × ${replicates} replicates: mean ${mean}, standard deviation ${deviation}; luck makes ${luck} of the variance.`,
    columns: { first: 'Alone', total: 'With interactions', median: 'Median', maximum: 'Maximum' },
    fit: ({ values, ranks }) => `R² ${values} in values, ${ranks} in ranks; far below 1 a straight line is a poor picture.`,
    chance: ({ median, maximum }) =>
      `95 % of parameters without any influence would stay below ${median} (median) and ${maximum} (maximum).`,
    missing: ({ count, failed, points }) => `${count} points have no output, ${failed} of them because a run failed (points ${points}).`,
    rules: {
      morris: 'Rule: an elementary effect counts when both of its points have an output.',
      sobol: 'Rule: a base point counts when all of its points have an output.',
      pawn: 'Rule: points without an output are left out.',
      src: 'Rule: points without an output are left out.',
    },
    nothing: 'The output does not vary, or has no value, so there is nothing to explain.',
  },
  breaks: {
    title: 'Where the conclusion breaks',
    lead: 'The simplest region of the uncertain parameters in which the ranking of two variants turns over (PRIM), judged on points that were held out.',
    nominal: ({ estimate, share }) =>
      `Difference with the values of the file: ${estimate}. The interval of the difference lies wholly on the other side at ${share} of the points.`,
    columns: {
      condition: 'Condition',
      quasiP: 'quasi-p',
      sample: 'Sample',
      inside: 'Turned over in the region',
      density: 'Density',
      coverage: 'Coverage',
      p: 'p',
    },
    samples: { training: 'learnt from', heldOut: 'held out' },
    counts: ({ flips, inside }) => `${flips} of ${inside}`,
    missing: ({ count }) => `${count} points have no difference and do not count.`,
    legend:
      'Density: share of the region that is turned over. Coverage: share of what is turned over that lies in it. p and quasi-p: chance of as many if the region, or one condition, said nothing.',
  },
  calibration: {
    title: 'Fitted to measured figures',
    lead: 'Parameters that give measured figures, as a distribution (approximate Bayesian computation), and whether figures that were held out come out.',
    course: ({ rounds, particles, replicates, tolerance, effective }) =>
      `Rounds: ${rounds}, parameter sets per round: ${particles}, draws of luck each: ${replicates}; tolerance ${tolerance} standard errors; the weighted sets are worth ${effective} draws.`,
    columns: {
      prior: 'Prior, 95 %',
      median: 'Median',
      posterior: 'Posterior, 95 %',
      width: 'Width kept',
      target: 'Figure',
      use: 'Use',
      value: 'Measured ± error',
      predicted: 'Predicted, 95 %',
      state: 'Measured value',
    },
    uses: { fit: 'fitted', hold: 'held out' },
    states: { inside: 'inside', outside: 'outside', none: 'no value' },
    parameters: 'Parameters',
    targets: 'Figures',
  },
  optimum: {
    title: 'The best policy that was found',
    lead: 'A budget divided among instruments by a search. What the search saw is too good, being the best of many; what counts is the column on luck that the search has not seen.',
    heading: ({ aims, budget }) => `${aims} for ${budget} per step`,
    aims: { higher: ({ metric }) => `most “${metric}”`, lower: ({ metric }) => `least “${metric}”` },
    course: ({ policies, replicates, fresh, worlds }) =>
      `Policies tried: ${policies}, draws of luck in the search: ${replicates}, fresh draws: ${fresh}, worlds: ${worlds}. Intervals of 95 % over the luck.`,
    worst: { world: 'Judged by the world that is worst for each policy.', luck: 'Judged by the worst draw of luck.' },
    columns: {
      policy: 'Policy',
      search: 'In the search',
      fresh: 'On fresh luck',
      difference: 'Against the equal split',
      front: 'On the front',
    },
    roles: { best: 'best', nothing: 'nothing', 'equal-split': 'equal split', alone: 'alone', front: 'front' },
    money: 'Money per step',
    sure: 'The best policy beats the equal split on luck that played no part in finding it.',
    unsure: 'On fresh luck the best policy is not surely better than the equal split: the figure of the search is no gain.',
  },
};
