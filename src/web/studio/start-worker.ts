/** Starts the engine's worker under the page's policy, which lets only this script become one (Trusted Types, where they exist). */
const WORKER = '/worker.js';

interface Policy {
  createScriptURL(address: string): string;
}
interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

const rules: Policy = {
  createScriptURL(address) {
    if (address !== WORKER) throw new TypeError('no worker but the engine');
    return address;
  },
};
const policies = (globalThis as { readonly trustedTypes?: Policies }).trustedTypes;
const policy = policies?.createPolicy('trihelix', rules) ?? rules;

export function startWorker(): Worker {
  return new Worker(policy.createScriptURL(WORKER));
}
