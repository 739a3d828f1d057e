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
  'open_innovation_rules',
  'shared_facilities',
  'procurement',
  'training',
  'entry_support',
  'value_chain_opening',
] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** Number of an instrument. */
export function numberOf(name: Instrument): number {
  return INSTRUMENTS.indexOf(name);
}

/** Act on everybody at once or after the fact, so that no innovation can be laid to them and feedback cannot judge them. */
export const UNCREDITED: readonly string[] = [
  'institution_building',
  'open_innovation_rules',
  'procurement',
  'training',
  'value_chain_opening',
] satisfies readonly Instrument[];
