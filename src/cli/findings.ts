/**
 * The files in which analyses leave what they found, and how a report finds them again: in the study's own folder and in
 * those of the same scenario beside it. Each file is sealed by a hash, so that one that was changed by hand or cut short
 * is named and not shown.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canonicalJson } from '../experiment/canonical.js';
import type { FindingSource, Findings } from '../experiment/findings.js';
import { sha256Hex } from '../experiment/sha256.js';
import type { Plan } from '../experiment/study.js';
import { writeWhole } from '../node/files.js';

/** File and format of each kind of finding. */
export const FINDING_FILES = {
  responses: { file: 'dose-response.json', format: 'trihelix-response-1' },
  sensitivity: { file: 'sensitivity.json', format: 'trihelix-sensitivity-1' },
  breaks: { file: 'break.json', format: 'trihelix-break-1' },
  calibrations: { file: 'calibration.json', format: 'trihelix-calibration-1' },
  optima: { file: 'optimum.json', format: 'trihelix-optimum-1' },
} as const;

type Kind = keyof typeof FINDING_FILES;
/** What a finding says, with the name of its format. */
export type FindingDocument = Readonly<Record<string, unknown>> & { readonly format: string };
/** The same with the hash of all that it says. */
export type SealedDocument = FindingDocument & { readonly seal: string };

/** The words that a study is asked for with, its seed among them. */
export const settingsOf = (overrides: readonly string[], { seed }: { readonly seed?: string }): string[] => [
  ...overrides,
  ...(seed === undefined ? [] : [`seed=${seed}`]),
];

/** What all findings say of the study that they were made from. */
export function headOf(format: string, plan: Plan, settings: readonly string[]): FindingDocument {
  const { study, scenario, model, hash } = plan;
  return { format, study, scenario: scenario.name, settings: [...settings], seed: scenario.seed, model, plan_hash: hash };
}

/** A document as it is printed and stored. */
export function sealed(document: FindingDocument): SealedDocument {
  const plain = JSON.parse(JSON.stringify(document)) as FindingDocument;
  return { ...plain, seal: sha256Hex(canonicalJson(plain)) };
}

/** Seals and writes a document. Throws the error of the disk. */
export function writeSealed(path: string, document: FindingDocument): void {
  writeWhole(path, `${JSON.stringify(sealed(document), undefined, 1)}\n`);
}

/** Undefined for a file that is no such document, or not as it was written. */
export function readSealed(path: string, format: string): FindingDocument | undefined {
  try {
    const { seal, ...document } = JSON.parse(readFileSync(path, 'utf8')) as Partial<SealedDocument>;
    return document.format === format && seal === sha256Hex(canonicalJson(document)) ? (document as FindingDocument) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What was found with the scenario of a study under all of its settings, perhaps among others; in its own folder always.
 * @param folder the study's
 * @param settings words that the study was asked for with; undefined where they are not known: then its own folder counts
 */
export function readFindings(folder: string, scenario: string, settings: readonly string[] | undefined): Findings {
  const out = dirname(folder);
  const own = basename(folder);
  const folders = existsSync(out)
    ? readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isDirectory() && belongs(entry.name, scenario))
    : [];
  const unreadable: string[] = [];
  const read = <T extends FindingSource>(kind: Kind): T[] =>
    folders
      .map(({ name }) => name)
      .sort()
      .flatMap((study) => {
        const { file, format } = FINDING_FILES[kind];
        const path = join(out, study, file);
        if (!existsSync(path)) return [];
        const document = readSealed(path, format);
        if (document === undefined) unreadable.push(`${study}/${file}`);
        const found = { ...document, study } as unknown as T;
        const isMeant = study === own || settings?.every((word) => found.settings.includes(word)) === true;
        return document !== undefined && isMeant ? [found] : [];
      });
  return {
    responses: read('responses'),
    sensitivity: read('sensitivity'),
    breaks: read('breaks'),
    calibrations: read('calibrations'),
    optima: read('optima'),
    unreadable,
  };
}

const belongs = (name: string, scenario: string): boolean => name === scenario || name.startsWith(`${scenario}--`);
