/**
 * Certificates for the time of a test, so that no key ever lies in the repository: an authority of its own, and a server's
 * certificate that it has signed for addresses of this machine. Written as X.509 says (RFC 5280, DER), since Node can sign and
 * read certificates and cannot make them.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of PEM files. */
export interface Certificates {
  /** Certificates of the authority that signed, and of another one that did not. */
  readonly authority: string;
  readonly stranger: string;
  readonly certificate: string;
  readonly key: string;
  clear(): void;
}

interface Holder {
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const HOUR = 3_600_000;
const [SEQUENCE, SET, INTEGER, BOOLEAN, BITS, OCTETS, TEXT, TIME, VERSION, EXTENSIONS] = [48, 49, 2, 1, 3, 4, 12, 23, 160, 163];
const DNS_NAME = 130;
const IP_ADDRESS = 135;
/** Object identifiers: ecdsa-with-SHA256, common name, basic constraints, names of the subject. */
const [ALGORITHM, COMMON_NAME, CONSTRAINTS, NAMES] = ['06082a8648ce3d040302', '0603550403', '0603551d13', '0603551d11'].map((hex) =>
  Buffer.from(hex, 'hex'),
) as [Buffer, Buffer, Buffer, Buffer];
const TRUE = der(BOOLEAN, Buffer.from([255]));

/** Tag, length and what is in it. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [129, length] : [130, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const nameOf = (name: string): Buffer => der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, Buffer.from(name)))));

const timeOf = (at: number): Buffer =>
  der(
    TIME,
    Buffer.from(
      `${new Date(at)
        .toISOString()
        .replace(/[-:T]|\..*/g, '')
        .slice(2)}Z`,
    ),
  );

/** The subject's certificate as PEM, signed by the issuer for a day. */
function certify(subject: Holder, issuer: Holder, serial: number, extension: Buffer): string {
  const algorithm = der(SEQUENCE, ALGORITHM);
  const content = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([serial])),
    algorithm,
    nameOf(issuer.name),
    der(SEQUENCE, timeOf(Date.now() - 24 * HOUR), timeOf(Date.now() + 24 * HOUR)),
    nameOf(subject.name),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS, der(SEQUENCE, extension)),
  );
  const signature = sign('sha256', content, issuer.privateKey);
  const bytes = der(SEQUENCE, content, algorithm, der(BITS, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

const holder = (name: string): Holder => ({ name, ...generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) });

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-tls-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const [authority, stranger, server] = [holder('authority'), holder('authority'), holder('queue')];
  const signs = der(SEQUENCE, CONSTRAINTS, TRUE, der(OCTETS, der(SEQUENCE, TRUE)));
  const addresses = [[127, 0, 0, 1], Array(4).fill(0)].map((bytes) => der(IP_ADDRESS, Buffer.from(bytes)));
  const names = der(SEQUENCE, NAMES, der(OCTETS, der(SEQUENCE, der(DNS_NAME, Buffer.from('localhost')), ...addresses)));
  return {
    authority: write('authority.pem', certify(authority, authority, 1, signs)),
    stranger: write('stranger.pem', certify(stranger, stranger, 2, signs)),
    certificate: write('server.pem', certify(server, authority, 3, names)),
    key: write('server.key', server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
