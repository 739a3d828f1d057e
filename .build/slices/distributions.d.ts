/** Types of the slice of distributions: plain functions, NaN where an argument lies outside of what is defined. */

/** P(X ≤ x) of the normal distribution with mean `mu` and standard deviation `sigma`. */
export declare function normalCdf(x: number, mu: number, sigma: number): number;

/** The x with P(X ≤ x) = `p` of the normal distribution with mean `mu` and standard deviation `sigma`. */
export declare function normalQuantile(p: number, mu: number, sigma: number): number;

/** P(T ≤ x) of Student's t distribution with `df` degrees of freedom. */
export declare function tCdf(x: number, df: number): number;

/** The x with P(T ≤ x) = `p` of Student's t distribution with `df` degrees of freedom. */
export declare function tQuantile(p: number, df: number): number;
