/**
 * The reference run: the baseline of the golden-rule study (400 firms, 16 universities, 8 governments, 100 steps, all
 * metrics) on one core after warm-up, phase by phase; the same with every mechanism switched on; then the cost per organisation-step and the memory from 1e3 to
 * 1e5 organisations, each size in a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defaultsOf } from '../../dist/src/core/model.js';
import { createSimulation } from '../../dist/src/core/simulate.js';
import { bytesOf } from '../../dist/src/core/table.js';
import { trihelix } from '../../dist/src/models/trihelix/index.js';

/** The compiler goes on improving until about the fortieth run; a study's thread makes hundreds. */
const WARM_UP = 40;
const RUNS = 31;
const SIZES = [1e3, 1e4, 1e5];
/** Shares of the kinds as in the reference run. */
const SHARES = { firms: 400 / 424, universities: 16 / 424, regions: 8 / 424 };

/** Value chains, unions and levels, births of industries, governments that react: what the defaults leave off. */
const EVERY_MECHANISM = {
  ...{ outsourcing: 0.3, stage_value: [1.2, 0.8, 0.7, 0.9, 1.4], upgrading_rate: 0.05, opening_rate: 0.05, import_share: 0.6 },
  ...{ anchors: 1, chain_projects: 0.5, new_industries: 4, industry_switch: 0.5 },
  ...{ countries: 2, integration_groups: 1, cluster_union: 'metacluster', government_levels: 2 },
  ...{ government_feedback: 1, feedback_memory: 0.5, government_control: 0.3, government_capture: 0.2 },
};
/** EUR per step of each instrument where all fifteen are in use. */
const BUDGET = 100000;

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Nanoseconds of a draw of xoshiro128**, a fixed piece of work: figures of two days or machines compare by their ratio to it. */
function calibration() {
  let [a, b, c, d] = [1, 2, 3, 4];
  let sum = 0;
  const times = [];
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    for (let n = 0; n < 5e6; n++) {
      const r = Math.imul(b, 5);
      sum ^= Math.imul((r << 7) | (r >>> 25), 9);
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = (d << 11) | (d >>> 21);
    }
    times.push((performance.now() - begin) / 5);
  }
  return sum === 0 ? 0 : median(times);
}

function run({ parameters, policies, steps }, key, afterPhase) {
  const simulation = createSimulation(trihelix, { parameters, policies, key, steps, burnIn: 20, ...(afterPhase && { afterPhase }) });
  for (let t = 0; t < steps; t++) simulation.advance();
  simulation.finish();
  return simulation.world;
}

/** Times of runs in milliseconds, without those that warm up, and the processor time of those, the compiler's included. */
function timesOf(settings) {
  const walls = [];
  const cpus = [];
  const coldStart = cpu();
  let warmingUp = 0;
  let world;
  for (let r = 0; r < WARM_UP + RUNS; r++) {
    const wall = performance.now();
    const begin = cpu();
    world = run(settings, { high: r, low: 1 });
    if (r + 1 === WARM_UP) warmingUp = cpu() - coldStart;
    if (r < WARM_UP) continue;
    cpus.push(cpu() - begin);
    walls.push(performance.now() - wall);
  }
  return { walls, cpus, world, warmingUp };
}

/** Microseconds per step of each phase, in runs of their own, so that the clock does not slow the figures above. */
function phasesOf(settings) {
  const phases = {};
  for (let r = 0; r < RUNS; r++) {
    const spent = {};
    let last = performance.now();
    run(settings, { high: r, low: 2 }, (phase) => {
      const now = performance.now();
      spent[phase] = (spent[phase] ?? 0) + now - last;
      last = now;
    });
    for (const [phase, time] of Object.entries(spent)) {
      phases[phase] ??= [];
      phases[phase].push((time * 1000) / settings.steps);
    }
  }
  return phases;
}

function reference(title, settings) {
  const { walls, cpus, world, warmingUp } = timesOf(settings);
  const phases = phasesOf(settings);
  const organisations = 424;
  const milliseconds = Math.min(median(walls), median(cpus));
  const compiling = (warmingUp - WARM_UP * median(cpus)) / 1000;
  const bytes = [world.organisations, world.ties, world.projects, world.innovations, world.regions, world.levers].reduce(
    (sum, table) => sum + bytesOf(table),
    0,
  );
  console.log(`\n${title}, median of ${RUNS}; calibration: ${calibration().toFixed(2)} ns a draw of xoshiro128**`);
  console.log(
    `  wall ${median(walls).toFixed(1)} ms, processor ${median(cpus).toFixed(1)} ms, fastest ${Math.min(...walls).toFixed(1)} ms`,
  );
  console.log(`  the ${WARM_UP} runs before took ${compiling.toFixed(1)} s of processor time more than as many of these`);
  console.log(
    `  ${Math.round((organisations * settings.steps) / (milliseconds / 1000)).toLocaleString('en')} organisation-steps per second`,
  );
  console.log(`  ${Math.round(bytes / world.rows)} bytes of tables per row (${world.rows} rows with room for entrants)`);
  console.log('  microseconds per step and phase:');
  for (const [phase, times] of Object.entries(phases)) console.log(`    ${phase.padEnd(20)} ${median(times).toFixed(1).padStart(8)}`);
}

/** One size in this process: printed as JSON for the parent. */
function scale(size) {
  const parameters = {
    ...defaultsOf(trihelix.parameters),
    firms: Math.round(size * SHARES.firms),
    universities: Math.round(size * SHARES.universities),
    regions: Math.min(256, Math.max(2, Math.round(size * SHARES.regions))),
  };
  const steps = 20;
  const times = [];
  for (let r = 0; r < (size > 2e4 ? 2 : 8); r++) {
    const begin = cpu();
    const simulation = createSimulation(trihelix, { parameters, policies: [], key: { high: r, low: 3 }, steps, burnIn: 5 });
    const made = cpu();
    for (let t = 0; t < steps; t++) simulation.advance();
    times.push({ set: made - begin, step: cpu() - made });
    simulation.finish();
  }
  const best = times.reduce((a, b) => (a.step < b.step ? a : b));
  console.log(
    JSON.stringify({
      size,
      steps,
      microseconds: (best.step * 1000) / size / steps,
      set: best.set,
      megabytes: process.resourceUsage().maxRSS / 1024,
    }),
  );
}

const size = Number(process.argv[2]);
if (size > 0) scale(size);
else {
  const parameters = defaultsOf(trihelix.parameters);
  const everything = { ...parameters, ...EVERY_MECHANISM };
  const instruments = trihelix.policies.map((policy) => ({ policy, values: { ...defaultsOf(policy.parameters), budget: BUDGET } }));
  reference('Reference run', { parameters, policies: [], steps: 100 });
  reference('With every mechanism on', { parameters: everything, policies: [], steps: 100 });
  reference('With every mechanism and every instrument on', { parameters: everything, policies: instruments, steps: 100 });
  console.log('\nCost per organisation-step, 20 steps, and peak memory of the whole process');
  for (const each of SIZES) {
    const found = JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(each)], { encoding: 'utf8' }));
    console.log(
      `  ${String(each).padStart(7)} organisations  ${found.microseconds.toFixed(2).padStart(6)} µs  set-up ${found.set.toFixed(0).padStart(5)} ms  peak ${found.megabytes.toFixed(0).padStart(5)} MB`,
    );
  }
}
