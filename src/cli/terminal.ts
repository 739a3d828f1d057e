/**
 * The two streams of a command: results on standard output, everything else on standard error. Colour only where a
 * terminal wants it; a reader that goes away (`| head`) is no error.
 */
import { styleText } from 'node:util';

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
      if (options.json !== true) process.stdout.write(`${text}\n`);
    },
    note: (text) => {
      if (!quiet) process.stderr.write(`${text}\n`);
    },
    detail: (text) => {
      if (options.verbose === true) process.stderr.write(`${paint(onError, 'dim', text)}\n`);
    },
    error: (text) => process.stderr.write(`${paint(onError, 'red', 'error')}: ${text}\n`),
    plain: (text) => process.stderr.write(`${text}\n`),
    style: (style, text) => paint(onOut, style, text),
    quiet,
    width: process.stdout.isTTY === true ? process.stdout.columns : undefined,
  };
}

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
  process.stdout.write(`${text}\n`);
}

/** Lets the process end quietly when the reader of its output is gone. */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
