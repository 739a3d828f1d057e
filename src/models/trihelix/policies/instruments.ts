/** The instruments by number. The number is the instrument's place in purses and its bit in exposure sets. */
export const INSTRUMENTS = [
  'rd_subsidy',
  'collaboration_grant',
  'matchmaking',
  'cluster_management',
  'cooperation_platform',
  'institution_building',
  'tax_credit',
  'smart_specialisation',
  'joint_fund',
] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** Number of an instrument. */
export function numberOf(name: Instrument): number {
  return INSTRUMENTS.indexOf(name);
}

/** Acts on everybody at once, so that no innovation can be credited to it and feedback has nothing to judge it by. */
export const UNCREDITED: readonly string[] = ['institution_building'] satisfies readonly Instrument[];
