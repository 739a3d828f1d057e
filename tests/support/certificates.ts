/**
 * Certificates for the time of a test, made by openssl where they are needed, so that no key ever lies in the repository: an
 * authority of its own, and a server's certificate that it has signed for the addresses of this machine.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the command is there; where CI is set it must be. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0 || process.env.CI !== undefined;

export interface Certificates {
  /** Certificates of the authority that signed, and of another one that did not. */
  readonly authority: string;
  readonly stranger: string;
  readonly certificate: string;
  readonly key: string;
  clear(): void;
}

const NAMES = 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:0.0.0.0';

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-tls-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...words: string[]): void => {
    const { status, stderr, error } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${words[0]}: ${error?.message ?? stderr}`);
  };
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  for (const name of ['authority', 'stranger'])
    openssl('req', '-x509', ...curve, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '2', '-subj', `/CN=${name}`);
  openssl('req', ...curve, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=queue');
  writeFileSync(at('names.txt'), NAMES);
  const signed = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '2', '-extfile', 'names.txt'];
  openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem');
  return {
    authority: at('authority.pem'),
    stranger: at('stranger.pem'),
    certificate: at('server.pem'),
    key: at('server.key'),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
