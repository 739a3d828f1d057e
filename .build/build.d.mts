/** Type of the one build function that a typed file (the set-up of the tests) calls. */
export declare function build(options?: { tests?: boolean }): Promise<boolean>;
