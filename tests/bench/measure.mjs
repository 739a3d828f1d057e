/**
 * Nanoseconds per call, as the benchmarks here measure them: calibrated loops, interleaved rounds, medians, and the
 * processor's time instead of the clock's, because others may share the machine.
 */

const ROUNDS = 7;
const TARGET_MILLISECONDS = 25;

/**
 * Measures several subjects in turn, round by round, so that what disturbs the machine disturbs them alike.
 * @param {Record<string, (calls: number) => number>} subjects each does its work `calls` times and returns something
 *   that depends on it, so that nothing can be left out
 * @returns {Record<string, number>} median nanoseconds per call
 */
export function measure(subjects) {
  const names = Object.keys(subjects);
  const calls = Object.fromEntries(names.map((name) => [name, calibrate(subjects[name])]));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  let sink = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const begin = nanoseconds();
      sink += subjects[name](calls[name]);
      times[name].push((nanoseconds() - begin) / calls[name]);
    }
  }
  if (sink === 0.123) console.log(sink);
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

/** Doubles the number of calls until they take long enough; this also warms the compiler up. */
function calibrate(subject) {
  for (let calls = 1; ; calls *= 2) {
    const begin = nanoseconds();
    subject(calls);
    if (nanoseconds() - begin > TARGET_MILLISECONDS * 1e6) return calls;
  }
}

/** Processor time of this process so far. */
function nanoseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** Prints names and figures in two columns. */
export function print(title, figures, unit = 'ns') {
  console.log(`\n${title}`);
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(44)} ${value.toFixed(2).padStart(9)} ${unit}`);
}
