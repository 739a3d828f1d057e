/** Sentences of what the laboratory found: doses, sensitivity, breaking points, calibrations, best policies. */
import type { SensitivityMethod } from '../../experiment/sensitivity/methods.js';
import type { Language } from '../format.js';
import type { SectionText } from '../texts.js';
import { laboratoryEnglish } from './texts-en.js';
import { laboratoryRussian } from './texts-ru.js';

type With<Names extends string> = (values: Readonly<Record<Names, string>>) => string;
type Columns<Names extends string> = Readonly<Record<Names, string>>;

export interface LaboratoryTexts {
  readonly source: With<'study' | 'seed' | 'hash'>;
  readonly settings: With<'settings'>;
  readonly unreadable: With<'files'>;
  readonly parameter: string;
  readonly range: string;
  /** What is explained. */
  readonly output: With<'metric' | 'variant'>;
  readonly outputOver: With<'metric' | 'variant' | 'over'>;
  readonly dose: SectionText & {
    readonly heading: With<'key'>;
    readonly label: With<'metric' | 'key'>;
    /** Where the response is a difference: that it is one, and the axis. */
    readonly differences: With<'baseline'>;
    readonly difference: With<'unit' | 'baseline'>;
    readonly interval: string;
    readonly replicates: With<'count'>;
    readonly columns: Columns<'curve' | 'chosen' | 'lowest' | 'highest'>;
    readonly curves: Columns<'constant' | 'linear' | 'quadratic' | 'emax' | 'isotonic'>;
  };
  readonly bands: SectionText & { readonly columns: Columns<'mean' | 'band' | 'above' | 'points' | 'dose'> };
  readonly split: SectionText & {
    readonly columns: Columns<
      'policy' | 'parameters' | 'luck' | 'policyByParameters' | 'policyByLuck' | 'parametersByLuck' | 'allThree' | 'replicates'
    >;
  };
  readonly sensitivity: SectionText & {
    readonly methods: Readonly<Record<SensitivityMethod, string>>;
    readonly legends: Readonly<Record<SensitivityMethod, string>>;
    readonly heading: With<'output' | 'method'>;
    readonly spread: With<'points' | 'replicates' | 'mean' | 'deviation'>;
    readonly luck: With<'share'>;
    readonly columns: Columns<'first' | 'total' | 'median' | 'maximum'>;
    readonly fit: With<'values' | 'ranks'>;
    readonly chance: With<'median' | 'maximum'>;
    readonly missing: With<'count' | 'failed' | 'points'>;
    readonly rules: Readonly<Record<SensitivityMethod, string>>;
    readonly nothing: string;
  };
  readonly breaks: SectionText & {
    readonly nominal: With<'estimate' | 'share'>;
    readonly columns: Columns<'condition' | 'quasiP' | 'sample' | 'inside' | 'density' | 'coverage' | 'p'>;
    readonly samples: Columns<'training' | 'heldOut'>;
    readonly counts: With<'flips' | 'inside'>;
    readonly missing: With<'count'>;
    readonly legend: string;
  };
  readonly calibration: SectionText & {
    readonly course: With<'rounds' | 'particles' | 'replicates' | 'tolerance' | 'effective'>;
    readonly columns: Columns<'prior' | 'median' | 'posterior' | 'width' | 'target' | 'use' | 'value' | 'predicted' | 'state'>;
    readonly uses: Columns<'fit' | 'hold'>;
    readonly states: Columns<'inside' | 'outside' | 'none'>;
    readonly parameters: string;
    readonly targets: string;
  };
  readonly optimum: SectionText & {
    readonly heading: With<'aims' | 'budget'>;
    readonly aims: Readonly<Record<'higher' | 'lower', With<'metric'>>>;
    readonly course: With<'policies' | 'replicates' | 'fresh' | 'worlds'>;
    readonly worst: Columns<'world' | 'luck'>;
    readonly columns: Columns<'policy' | 'search' | 'fresh' | 'difference' | 'front'>;
    readonly roles: Readonly<Record<'best' | 'nothing' | 'equal-split' | 'alone' | 'front', string>>;
    readonly money: string;
    readonly sure: string;
    readonly unsure: string;
  };
}

const TEXTS: Readonly<Record<Language, LaboratoryTexts>> = { en: laboratoryEnglish, ru: laboratoryRussian };

export const laboratoryTexts = (language: Language): LaboratoryTexts => TEXTS[language];
