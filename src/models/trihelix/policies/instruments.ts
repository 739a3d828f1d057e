/** The instruments by number. The number is the instrument's place in purses and its bit in exposure sets. */
export const INSTRUMENTS = [
  'rd_subsidy',
  'collaboration_grant',
  'matchmaking',
  'cluster_management',
  'cooperation_platform',
  'institution_building',
] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** Number of an instrument. */
export function numberOf(name: Instrument): number {
  return INSTRUMENTS.indexOf(name);
}
