/** The pages of the guide as a reader meets them: files to write and commands to give, in order, and names in `code`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../docs/guide/', import.meta.url);
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file to write, a command with the exit code that the page promises, or lines that the page says were answered. */
export type Step =
  | { readonly write: string; readonly text: string }
  | { readonly command: string; readonly exit: number; readonly line: number }
  | { readonly answer: readonly string[] };

export interface Page {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Everything in `code` outside of blocks. */
  readonly inline: readonly string[];
  /** Paths of files that the page shows how to make. */
  readonly makes: readonly string[];
}

export function guidePages(): Page[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readPage(name, readFileSync(new URL(name, folder), 'utf8')));
}

const BLOCK = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;
/** First line of a block that is a file: its path in a comment. */
const FILE = /^(?:#|\/\/) ((?:scenarios|src)\/\S+)\n/;

export function readPage(name: string, text: string): Page {
  const steps: Step[] = [];
  const makes: string[] = [];
  for (const { 1: kind, 2: words = '', 3: body = '', index } of text.matchAll(BLOCK)) {
    const path = FILE.exec(body)?.[1];
    if (path !== undefined) makes.push(path);
    if (kind === 'yaml' || kind === 'csv') {
      if (path === undefined) throw new Error(`${name}: a ${kind} block without its path in the first line cannot be tried`);
      steps.push({ write: path, text: body });
    }
    if (kind === 'text') steps.push({ answer: body.split('\n').filter((each) => each.trim() !== '') });
    if (kind !== 'sh' || words.trim() === 'skip') continue;
    const exit = Number(/exit=(\d+)/.exec(words)?.[1] ?? 0);
    const line = text.slice(0, index).split('\n').length;
    for (const command of body.split('\n').filter((each) => each.trim() !== '')) steps.push({ command, exit, line });
  }
  return { name, steps, makes, inline: [...text.replace(BLOCK, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] as string) };
}

/** The form of a line: no figures, no hashes, single spaces. */
function formOf(line: string): string {
  return line
    .replace(/\b[0-9a-f]{20,}\b/g, 'HASH')
    .replace(/(?:<\s)?[−+-]?\d[\d.]*/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a line of the page is among the lines of an answer, figures apart; … stands for what is left out. */
export function wasAnswered(line: string, answer: string): boolean {
  const parts = line.split('…').map(formOf);
  return answer.split('\n').some((each) => {
    let from = 0;
    const form = formOf(each);
    for (const [p, part] of parts.entries()) {
      const at = form.indexOf(part, from);
      if (at < 0 || (p === 0 && at > 0)) return false;
      from = at + part.length;
    }
    return parts.length > 1 || from === form.length;
  });
}
