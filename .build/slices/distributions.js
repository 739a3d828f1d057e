/**
 * The normal and Student's t distributions of @stdlib and nothing else: entry of the slice that esbuild writes to
 * dist/vendor/distributions.js.
 *
 * They stand in some four hundred files of a dozen lines; loading these one by one costs a tenth of a second per process.
 */
export { default as normalCdf } from '@stdlib/stats-base-dists-normal-cdf';
export { default as normalQuantile } from '@stdlib/stats-base-dists-normal-quantile';
export { default as tCdf } from '@stdlib/stats-base-dists-t-cdf';
export { default as tQuantile } from '@stdlib/stats-base-dists-t-quantile';
