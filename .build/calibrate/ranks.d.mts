export function ranks(values: readonly number[]): number[];
export function spearman(a: readonly number[], b: readonly number[]): number;
export function permutationP(a: readonly number[], b: readonly number[]): number;
