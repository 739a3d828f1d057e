/**
 * The description of an archive after RO-Crate 1.1 (Soiland-Reyes et al. 2022): JSON-LD that archives such as Zenodo's and
 * tools such as ro-crate-py read. Says what every file is, which run of which program made it, and its SHA-256.
 */

export interface CrateFile {
  /** Path within the archive, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What it is, in a sentence. */
  readonly text: string;
}

export interface CrateInput {
  readonly title: string;
  readonly description: string;
  readonly date: string;
  /** SPDX name of the licence of the data. */
  readonly license: string;
  readonly authors: readonly string[];
  readonly files: readonly CrateFile[];
  readonly engine: string;
  readonly model: string;
  readonly seed: string;
  readonly planHash: string;
  readonly resultsHash: string;
  /** Runs planned, done, failed, in words. */
  readonly runs: string;
  readonly command: string;
  readonly scenarioFile: string;
}

/** Licence of the program itself. */
const PROGRAM_LICENSE = 'MIT';
const SPDX = 'https://spdx.org/licenses/';
/** Types of files by their ending, as IANA and RO-Crate name them. */
const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
  html: 'text/html',
  yaml: 'application/yaml',
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
  thx: 'application/octet-stream',
};

type Entity = Readonly<Record<string, unknown>>;

const to = (id: string): Entity => ({ '@id': id });
const value = (id: string, name: string, text: string): Entity => ({ '@id': id, '@type': 'PropertyValue', name, value: text });

/** `ro-crate-metadata.json` as text; the same input gives the same bytes. */
export function crateMetadata(input: CrateInput): string {
  const { files, authors, license } = input;
  const people = authors.map((name, a) => ({ '@id': `#author-${a + 1}`, '@type': 'Person', name }));
  const licenses = [...new Set([license, PROGRAM_LICENSE])].map((name) => ({ '@id': SPDX + name, '@type': 'CreativeWork', name }));
  const facts = [
    value('#results-hash', 'SHA-256 over the numbers of all runs', input.resultsHash),
    value('#plan-hash', 'SHA-256 over the settings of all runs', input.planHash),
    value('#model', 'model', input.model),
    value('#seed', 'seed', input.seed),
  ];
  const graph: Entity[] = [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      conformsTo: to('https://w3id.org/ro/crate/1.1'),
      about: to('./'),
    },
    rootOf(input, people),
    ...files.map(fileOf),
    ...runOf(input),
    ...facts,
    ...people,
    ...licenses,
  ];
  return `${JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.1/context', '@graph': graph }, undefined, 2)}\n`;
}

function rootOf({ title, description, date, license, files }: CrateInput, people: readonly Entity[]): Entity {
  return {
    '@id': './',
    '@type': 'Dataset',
    name: title,
    description,
    datePublished: date,
    license: to(SPDX + license),
    ...(people.length > 0 && { author: people.map((person) => to(person['@id'] as string)) }),
    identifier: [to('#results-hash'), to('#plan-hash')],
    hasPart: files.map(({ path }) => to(encodeURI(path))),
    mentions: to('#run'),
  };
}

function fileOf({ path, bytes, sha256, text }: CrateFile): Entity {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return {
    '@id': encodeURI(path),
    '@type': 'File',
    name: path,
    description: text,
    encodingFormat: TYPES[ending] ?? 'application/octet-stream',
    contentSize: String(bytes),
    sha256,
  };
}

/** The computation: which program made which files of what. */
function runOf(input: CrateInput): Entity[] {
  const { engine, model, runs, command, scenarioFile, files } = input;
  const made = files.filter(({ path }) => path.startsWith('study/')).map(({ path }) => to(encodeURI(path)));
  return [
    {
      '@id': '#trihelix',
      '@type': 'SoftwareApplication',
      name: 'trihelix',
      version: engine,
      license: to(SPDX + PROGRAM_LICENSE),
      softwareRequirements: 'Node.js 20.19 or newer',
    },
    {
      '@id': '#run',
      '@type': 'CreateAction',
      name: `Runs of the model ${model}`,
      description: `${command} — ${runs}`,
      instrument: to('#trihelix'),
      object: to(encodeURI(scenarioFile)),
      result: made,
      additionalProperty: [to('#model'), to('#seed')],
    },
  ];
}
