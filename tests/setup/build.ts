/** Builds dist once before any test: worker threads and the command line are tested as they are shipped. */
import { build } from '../../.build/build.mjs';

export async function setup(): Promise<void> {
  if (process.env.TRIHELIX_BUILT === '1') return;
  if (!(await build())) throw new Error('the build failed, so tests of the compiled files would test something old');
}
