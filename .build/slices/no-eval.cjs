/**
 * Stands in pages for `@stdlib/utils-eval`, by which a package asks whether the engine knows generators. Pages allow no
 * evaluation of text, so the answer was "no" before; now the question is not even asked of the browser.
 */
module.exports = () => {
  throw new EvalError('pages evaluate no text');
};
