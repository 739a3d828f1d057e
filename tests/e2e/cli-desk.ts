/** The shipped command line in a folder of its own, for end-to-end tests. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/** A study that takes milliseconds. */
export const SCENARIO = `title: Rewiring and knowledge
model: knowledge-barter
seed: demo
steps: 20
replicates: 4
parameters: { organisations: 60 }
variants:
  ring:
    parameters: { rewiring: 0 }
  random:
    parameters: { rewiring: 1 }
claims:
  - random > ring in mean_knowledge
`;

/** The head of a scenario of the large model that takes milliseconds; variants follow. */
export const SMALL = `title: Small
model: trihelix
seed: small
steps: 8
burn_in: 2
replicates: 2
parameters: { firms: 40, universities: 2, regions: 2, countries: 2, integration_groups: 1, industries: 3 }
`;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Desk {
  readonly folder: string;
  trihelix(words: readonly string[]): Promise<Ended>;
  /** Writes a file below the folder. */
  write(path: string, text: string): void;
  /** Names of the studies in `results`. */
  results(): string[];
  clear(): void;
}

/** A new folder with `scenarios/barter.yaml`, from which commands are given. */
export function createDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-cli-'));
  mkdirSync(join(folder, 'scenarios'));
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  write('scenarios/barter.yaml', SCENARIO);
  const results = join(folder, 'results');
  return {
    folder,
    write,
    trihelix: (words) =>
      new Promise((resolve) => {
        execFile(process.execPath, ['--enable-source-maps', main, ...words], { cwd: folder, maxBuffer: 1e8 }, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
        });
      }),
    results: () => (existsSync(results) ? readdirSync(results).sort() : []),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
