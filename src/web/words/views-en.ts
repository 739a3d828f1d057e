/** Sentences of the pictures in English; their type is what the other language must have. */
import type { LadderChanges } from '../views/figures.js';

export const viewsEn = {
  title: 'Pictures',
  show: 'Show',
  views: {
    innovations: 'Innovations by cluster, continuity',
    spillovers: 'Spillovers',
    helix: 'Triple helix and synergy',
    ladder: 'Ladder of ties',
    regions: 'Map of regions, growth pole',
    funnel: 'Funnel of meetings',
    trace: 'Causes: innovations, grants, instruments',
    surface: 'Surface over a parameter and the variants',
  },
  numbers: 'The same as a table',
  computing: 'Computing …',
  innovationsLead:
    'One row per cluster (region and industry), one dot per quarter with innovations: filled where one is new to its industry. The shade is the warm-up. Coverage: share of the measured quarters with such a new one.',
  cluster: (region: number, industry: number) => `Reg. ${region} · ind. ${industry}`,
  clusterHead: 'Cluster',
  coverage: 'Coverage',
  innovationCount: 'Innovations',
  clustersSentence: (total: number, clusters: number, best: string, count: number) =>
    total === 0 ? 'No innovations.' : `${total} innovations in ${clusters} clusters; most in ${best}: ${count}.`,
  partsTitle: 'Continuity and its parts, whole run (index from 0 to 1)',
  between: 'Between',
  matrices: ['industries', 'regions'],
  shape: 'As',
  asFlows: 'flows',
  asHeat: 'heatmap',
  from: 'From',
  to: 'To',
  notComparable: 'The two worlds have different rows, so there is no difference to show.',
  noFlows: 'There are no spillovers.',
  largestFlow: (flow: string) => `Largest flow: ${flow}.`,
  largestDifference: (flow: string) => `Largest difference: ${flow}.`,
  flowKey: 'Pale: stays where it comes from. Strong: crosses over.',
  differenceKey: 'Blue: less in world B. Orange: more in world B. The width is the size of the difference.',
  helixLead: (steps: number) =>
    `Shares of the three kinds in innovations, means of ${steps} quarters, from the ring to the filled dot of the shown step.`,
  corners: ['Universities', 'Firms', 'Governments'],
  shareHead: 'Share in innovations',
  synergyTitle: 'Synergy of teams, millibit',
  synergyKey:
    'T is the information that the three kinds share in teams (mutual information of three). Filled: T with its 95 % band. Hollow: what chance gives. Synergy is T below chance, not T below zero.',
  synergy: (value: string, low: string, high: string, chance: string) => `T = ${value} [${low}, ${high}] millibit, by chance ${chance}.`,
  moreThanChance: (z: string) => `More synergy than chance gives (${z} deviations).`,
  lessThanChance: (z: string) => `Less synergy than chance gives (${z} deviations).`,
  asChance: (z: string) => `Nothing but chance is needed to explain it (${z} deviations).`,
  noChance: (_: string) => 'Too few teams for a comparison with chance.',
  noSynergy: 'No value: one of the kinds is in no team.',
  ladderLead:
    'Ties by rung over time, weakest below; under it, where they went before the shown step. Orange: climbed. Blue: fell or ended.',
  noTie: 'no tie',
  ladderSentence: (from: string, to: string, { climbed, fell, made, ended }: LadderChanges) =>
    `${from} to ${to.toLowerCase()}: ${climbed} ties climbed, ${fell} fell, ${made} began, ${ended} ended.`,
  regionsLead:
    'Regions by country at the shown step: larger with more organisations, darker with more knowledge per organisation. Lines are the strongest spillovers of the run. The pole has a ring.',
  country: (country: number, grouping: number, short: boolean) =>
    short ? `C${country} G${grouping}` : `Country ${country}, group ${grouping}`,
  regionHead: 'Region',
  organisations: 'Organisations',
  knowledgeHead: 'Mastery per organisation',
  regionsSentence: (best: number, most: string, pole: number, there: string) =>
    `Region ${best} knows most (${most} mastery per organisation); the pole, region ${pole}, ${there}.`,
  noRegion: 'no such region',
  poleTitle: 'Knowledge by distance from the pole, at the end',
  funnelLead: 'What becomes of 100 meetings that instruments arranged, counted over the measured time.',
  noMeetings: 'No instrument of this world arranges meetings.',
  meetings: 'Meetings',
  stage: 'Stage',
  stages: ['Ties', 'Cooperations', 'Team projects', 'Organisations that innovate'],
  funnelSentence: (meetings: string, ties: string, cooperation: string, projects: string, innovators: string) =>
    `${meetings} arranged meetings per quarter. Of 100: ${ties} ties, ${cooperation} cooperations, ${projects} team projects, ${innovators} organisations that innovate.`,
  traceLead:
    'The run is watched once more. Choose an entry to see what lies behind it, or what it led to. Steps count from 0 here, as in files: step 7 is the eighth.',
  question: 'About',
  number: (most: number) => `Number, 0 to ${most}`,
  wasStopped: 'It was stopped.',
  watching: 'Watching the run …',
  noEntries: 'There are none in this run.',
  listed: (shown: number, all: number) => `${shown} of ${all}, those with the most public money first`,
  what: 'What',
  chooseEntry: 'Choose an entry of the list.',
  noEntry: (id: string) => `There is no entry ${id}.`,
  surfaceLead:
    'A measure over the levels of a parameter and over the variants of the scenario, as written. Every cell meets the same draws of luck.',
  along: 'Along',
  luckPerCell: 'Draws of luck per cell',
  computeSurface: 'Compute the surface',
  surfaceDone: (done: number, all: number) => `${done} of ${all} runs`,
  variantHead: 'Variant',
  surfaceSentence: (metric: string, value: string, row: string, column: string) =>
    `${metric} is highest, ${value}, at "${row}" and ${column}.`,
  surfaceInterval: (count: number) =>
    count < 2 ? 'One draw of luck has no interval.' : `Means of ${count} draws of luck; the table has the 95 % intervals.`,
};

export type ViewsWords = typeof viewsEn;
