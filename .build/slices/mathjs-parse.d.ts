/** Types of the parser slice: the tree has the shapes that mathjs itself publishes. */
import type { MathNode } from 'mathjs';

/** Parses an expression into a tree; throws a SyntaxError with a `char` (1-based position) when the text is no expression. */
export declare function parse(expression: string): MathNode;
