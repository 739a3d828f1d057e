/**
 * The two streams of a command: results on standard output, everything else on standard error. Colour only where a
 * terminal wants it; a reader that goes away (`| head`) is no error.
 */
import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { printable, printablePath } from '../experiment/text.js';
import { EXIT } from './exit-codes.js';

type Style = Parameters<typeof styleText>[0];

export interface Terminal {
  /** A result, on standard output. */
  out(text: string): void;
  /** What the user should know, on standard error; silent with `--quiet`. */
  note(text: string): void;
  /** More than most want to know; only with `--verbose`. */
  detail(text: string): void;
  /** What went wrong, on standard error, always. */
  error(text: string): void;
  /** A line that belongs to an error or a question, on standard error, always. */
  plain(text: string): void;
  /** The text in a style where standard output takes one. */
  style(style: Style, text: string): string;
  readonly quiet: boolean;
  /** Columns of the terminal, or undefined where output is not a terminal. */
  readonly width: number | undefined;
}

export interface TerminalOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  /** Standard output carries JSON only; results for people are left out. */
  readonly json?: boolean;
}

export function createTerminal(options: TerminalOptions = {}): Terminal {
  const quiet = options.quiet === true;
  const colourful = (stream: NodeJS.WriteStream): boolean => options.color !== false && stream.isTTY === true && stream.hasColors();
  const onOut = colourful(process.stdout);
  const onError = colourful(process.stderr);
  const paint = (wanted: boolean, style: Style, text: string): string => (wanted ? styleText(style, text) : text);
  return {
    out: (text) => {
      if (options.json !== true) process.stdout.write(`${harmless(text)}\n`);
    },
    note: (text) => {
      if (!quiet) process.stderr.write(`${harmless(text)}\n`);
    },
    detail: (text) => {
      if (options.verbose === true) process.stderr.write(`${paint(onError, 'dim', harmless(text))}\n`);
    },
    error: (text) => process.stderr.write(`${paint(onError, 'red', 'error')}: ${harmless(text)}\n`),
    plain: (text) => process.stderr.write(`${harmless(text)}\n`),
    style: (style, text) => paint(onOut, style, text),
    quiet,
    width: process.stdout.isTTY === true ? process.stdout.columns : undefined,
  };
}

/** Colours and bold, as `style` makes them; no other sequence reaches a terminal. */
const STYLES = new RegExp(`(${'\u001b'}\\[\\d{1,2}m)`);

/** The text with everything that a terminal would obey shown as an escape: the last wall behind `printable`. */
function harmless(text: string): string {
  const lines = (part: string): string =>
    part
      .split(/([\n\t])/)
      .map((piece, p) => (p % 2 === 1 ? piece : printable(piece, Number.POSITIVE_INFINITY)))
      .join('');
  return text
    .split(STYLES)
    .map((part, p) => (p % 2 === 1 ? part : lines(part)))
    .join('');
}

/** A path in full, as a terminal may show it: whoever names a folder decides what it holds, line ends and colours too. */
export const shownPath = (path: string): string => printablePath(resolve(path));

/** Controls and direction marks that JSON leaves as they are. */
const UNSEEN = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Writes one JSON document to standard output; numbers that are not finite are refused rather than turned into null. */
export function writeJson(value: unknown): void {
  const text = JSON.stringify(
    value,
    (key, item: unknown) => {
      if (typeof item === 'number' && !Number.isFinite(item)) throw new RangeError(`"${key}" is not finite and has no place in JSON`);
      return item;
    },
    2,
  );
  process.stdout.write(`${text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`);
}

/** Whether standard output has refused results, which is told once. */
let outputRefused = false;

/**
 * Lets the work go on when nobody takes its output: a reader that is gone is no error, results that a full disk refuses make the
 * command end with 4, and what cannot be told on standard error, because its terminal is closed, is told to nobody.
 */
export function outliveOutput(): void {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || outputRefused) return;
    outputRefused = true;
    process.stderr.write(
      `error: standard output takes no more: ${printable(error.message)}\n  what was stored is kept; give the command again\n`,
    );
    process.on('exit', () => {
      process.exitCode = EXIT.store;
    });
  });
}
