/**
 * Limits that hold before a YAML text is parsed, so that a text made to exhaust time or memory costs next to nothing.
 */
import { Lexer, Parser } from 'yaml';
import type { Place, ProblemList } from '../problem.js';
import { turnsDirection } from '../text.js';

export const FILE_LIMITS = { bytes: 1024 * 1024, depth: 50, aliases: 20, tokens: 200_000, nodes: 50_000 } as const;

/** Refuses characters that no editor shows: NUL and other controls, turns of direction, byte order marks inside, halves of pairs. */
export function checkCharacters(text: string, place: (offset: number) => Place, problems: ProblemList): boolean {
  for (let c = 0; c < text.length; c++) {
    const unit = text.charCodeAt(c);
    const control = (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13) || (unit >= 0x7f && unit < 0xa0) || unit === 0xfeff;
    const pair = (unit & 0xfc00) === 0xd800 && (text.charCodeAt(c + 1) & 0xfc00) === 0xdc00;
    if (pair) c++;
    else if (control || turnsDirection(unit) || (unit & 0xf800) === 0xd800) {
      problems.add(
        place(c),
        '',
        `the character U+${unit.toString(16).toUpperCase().padStart(4, '0')} is not allowed`,
        turnsDirection(unit) ? 'remove it; it turns round the words beside it' : 'save the file as plain UTF-8 text',
      );
      return false;
    }
  }
  return true;
}

/** Runs lexer and parser token by token, so that a bomb is refused while it is still small. */
export function checkTokens(text: string, place: (offset: number) => Place, problems: ProblemList): boolean {
  const refuse = (offset: number, problem: string, hint = ''): boolean => {
    problems.add(place(offset), '', problem, hint);
    return false;
  };
  const parser = new Parser();
  let offset = 0;
  let tokens = 0;
  let aliases = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const first = lexeme[0];
    if (++tokens > FILE_LIMITS.tokens)
      return refuse(offset, 'the file has too many parts', `at most ${FILE_LIMITS.tokens} keys, values and marks are allowed`);
    if (first === '*' && ++aliases > FILE_LIMITS.aliases)
      return refuse(offset, 'too many aliases', `at most ${FILE_LIMITS.aliases} are allowed`);
    const document = parser.next(lexeme);
    if (first === '%' && parser.stack.length === 0)
      return refuse(offset, 'YAML directives are not allowed', 'remove the line that starts with %');
    for (const token of document) void token;
    if (parser.stack.length > 2 * FILE_LIMITS.depth) return refuse(offset, `nested deeper than ${FILE_LIMITS.depth} levels`);
    if (first !== '\u0002' && first !== '\u001f' && first !== '\u0018') offset += lexeme.length;
  }
  return true;
}
