/** Broken variants of the shipped code, each with one mistake that such code has had somewhere; the simulation must find all. */
export const BREAKS = {
  'acknowledged before the sync': {
    file: 'journal.js',
    from: 'await file.handle.datasync();',
    to: 'file.handle.datasync().catch(() => {});',
  },
  'never synced': { file: 'journal.js', from: 'await file.handle.datasync();', to: '' },
  'no folder synced after a rename': {
    file: 'files.js',
    from: "if (process.platform === 'win32')\n        return;",
    to: 'return;',
  },
  'whole files not synced': {
    file: 'files.js',
    from: 'commit() {\n            fsyncSync(file);\n            close();',
    to: 'commit() {\n            close();',
  },
  'folders above not synced': { file: 'files.js', from: 'above.slice(0, Math.max(LEVELS_SYNCED, made))', to: '[]' },
  'the copy of the plan is forgotten after a kill': { file: 'result-folder.js', from: '!hasCopy(folder) || ', to: '' },
  'torn end not cut off': { file: 'journal.js', from: 'if (scan.torn !== undefined)', to: 'if (false)' },
  'goes on after a failed sync': { file: 'journal.js', from: 'this.broken = storeError(', to: 'this.shrugged = storeError(' },
  'last file not written anew after a failed sync': {
    file: 'journal.js',
    from: 'options.renew === true',
    to: 'options.renew === 0',
    seed: 100,
  },
  'a recycled process number passes for the owner': {
    file: 'owner.js',
    from: "claim.began === '' || beganAt(claim.pid) === claim.began",
    to: 'true',
  },
  'living owners are not seen': { file: 'owner.js', from: 'if (claim.released)\n        return false;', to: 'return false;' },
  'batch-mates of a dead run are computed twice': {
    file: 'job.js',
    from: 'this.again.push(...runs.filter((_, r) => r !== guilty));',
    to: 'this.again.push(...runs);',
  },
  'batches of a dead process are forgotten': { file: 'job.js', from: 'this.quarantine.push(...runs);', to: '' },
  'whoever was in a dead process is to blame': { file: 'job.js', from: 'position === -2 && !alone', to: 'false' },
  'batches are numbered anew in each process': {
    file: 'pool-process.js',
    from: 'let ready = false;',
    to: 'let ready = false; this.batches = 0;',
    // An answer of a process that ended must meet a batch of the next one that has its number, and as many numbers.
    seed: 150,
  },
  'stored runs are computed again': { file: 'result-folder.js', from: 'return status === undefined ||', to: 'return status !== 0 ||' },
  'an opening that failed passes for clean': {
    file: 'result-folder.js',
    from: 'owner.release(owner.clean && !(error instanceof StoreError));',
    to: 'owner.release();',
    // It takes a failed sync, a failed opening and a power cut in this order, which few nights have.
    seed: 1200,
  },
};
