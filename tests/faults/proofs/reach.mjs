/**
 * P11 in part: what reading a hostile scenario touches. With strace: no program is started, no connection made, nothing
 * written, and no file read that belongs neither to the program nor to the scenario's folder.
 */
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBench } from './bench.mjs';
import { canTrace, suspicious, trace } from './trace.mjs';

export const promise = 'A scenario from a stranger reaches nothing beyond its own folder.';

const HOSTILE = [
  'title: x\nextends: ../secret.yaml\n',
  'title: x\nextends: /etc/passwd.yaml\n',
  'title: x\nextends: link.yaml\n',
  'title: "$(touch hacked)"\nseed: "`id`"\nsteps: 3\n',
  'title: x\npolicy: { training: { budget: "import(t)" } }\n',
  'title: x\npolicy: { training: { budget: "t.constructor.constructor(1)" } }\n',
  'title: !!js/function "function () { process.exit() }"\n',
  'title: x\n__proto__: { polluted: true }\n',
];

export async function prove() {
  if (!canTrace()) return { tried: 0, what: 'hostile scenarios (strace is not there)', failed: [] };
  const bench = createBench();
  const failed = [];
  try {
    writeFileSync(join(bench.folder, 'secret.yaml'), 'title: secret\n');
    symlinkSync(join(bench.folder, 'secret.yaml'), join(bench.folder, 'scenarios', 'link.yaml'));
    for (const [n, text] of HOSTILE.entries()) {
      const file = join('scenarios', `hostile-${n}.yaml`);
      writeFileSync(join(bench.folder, file), text);
      const { calls, code } = await trace(bench.folder, ['check', file], join(bench.folder, `trace-${n}`));
      // A command in a title is a title; all others are refused.
      if (code !== (text.includes('$(') ? 0 : 2)) failed.push(`scenario ${n}: ended with ${code}`);
      const readable = [join(bench.folder, 'scenarios')];
      for (const { line } of suspicious(calls, { folder: bench.folder, readable })) failed.push(`scenario ${n}: ${line}`);
    }
    if (readdirSync(bench.folder).includes('hacked')) failed.push('a command was executed');
    return { tried: HOSTILE.length, what: 'hostile scenarios', failed };
  } finally {
    bench.clear();
  }
}
