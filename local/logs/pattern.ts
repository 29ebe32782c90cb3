/** CloudWatch Logs filter patterns: JSON selectors with && and ||, and plain terms. */

/** Says whether a log line matches. */
export type LineFilter = (message: string) => boolean;

/**
 * Compiles a pattern (AWS: "Filter pattern syntax").
 * @throws Error for syntax that the local city does not know: a silent mismatch would lose lines.
 */
export function compilePattern(pattern: string): LineFilter {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (!text.startsWith('{')) return compileTerms(text);
  const tokens = tokenize(text.slice(1, -1), pattern);
  const parser = new Parser(tokens, pattern);
  const test = parser.all();
  return (message) => {
    const value = parseJson(message);
    return value !== undefined && test(value);
  };
}

function parseJson(message: string): unknown {
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every term must occur; `-term` must not; of `?terms` one suffices. */
function compileTerms(text: string): LineFilter {
  const terms = text.match(/[-?]?"(?:\\.|[^"])*"|\S+/g) ?? [];
  const bare = (term: string): string =>
    term
      .replace(/^[-?]/, '')
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('\\"', '"');
  const of = (sign: string): string[] => terms.filter((term) => term.startsWith(sign)).map(bare);
  const optional = of('?');
  const excluded = of('-');
  const wanted = terms.filter((term) => !/^[-?]/.test(term)).map(bare);
  return (message) =>
    wanted.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    (optional.length === 0 || wanted.length > 0 || optional.some((term) => message.includes(term)));
}

type Test = (value: unknown) => boolean;

const TOKEN = /\s*(&&|\|\||!=|<=|>=|[()=<>]|"(?:\\.|[^"\\])*"|[^\s()=<>!&|]+)/y;

function tokenize(text: string, pattern: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (found?.[1] === undefined) throw unknownSyntax(pattern);
    tokens.push(found[1]);
  }
  return tokens;
}

function unknownSyntax(pattern: string): Error {
  return new Error(
    `The local city cannot read the log filter pattern ${pattern}. Teach it in local/logs/pattern.ts.`,
  );
}

/** Reads `a && (b || c)`; && binds closer than ||. */
class Parser {
  readonly #tokens: readonly string[];
  readonly #pattern: string;
  #at = 0;

  constructor(tokens: readonly string[], pattern: string) {
    this.#tokens = tokens;
    this.#pattern = pattern;
  }

  all(): Test {
    const test = this.#any();
    if (this.#at < this.#tokens.length) throw unknownSyntax(this.#pattern);
    return test;
  }

  #any(): Test {
    const tests = [this.#every()];
    while (this.#accept('||')) tests.push(this.#every());
    return (value) => tests.some((test) => test(value));
  }

  #every(): Test {
    const tests = [this.#one()];
    while (this.#accept('&&')) tests.push(this.#one());
    return (value) => tests.every((test) => test(value));
  }

  #one(): Test {
    if (!this.#accept('(')) return this.#comparison();
    const test = this.#any();
    if (!this.#accept(')')) throw unknownSyntax(this.#pattern);
    return test;
  }

  #comparison(): Test {
    const select = selector(this.#next(), this.#pattern);
    const operator = this.#next();
    const operand = this.#next();
    if (operator === 'IS') return isTest(select, operand, this.#pattern);
    if (operator === 'NOT' && operand === 'EXISTS') return (value) => select(value) === undefined;
    return compare(select, operator, operand, this.#pattern);
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw unknownSyntax(this.#pattern);
    this.#at += 1;
    return token;
  }
}

function selector(token: string, pattern: string): (value: unknown) => unknown {
  if (!token.startsWith('$.')) throw unknownSyntax(pattern);
  const path = token
    .slice(2)
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.');
  return (value) =>
    path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      value,
    );
}

function isTest(select: (value: unknown) => unknown, operand: string, pattern: string): Test {
  const wanted = ({ TRUE: true, FALSE: false, NULL: null } as Record<string, unknown>)[operand];
  if (wanted === undefined) throw unknownSyntax(pattern);
  return (value) => select(value) === wanted;
}

function compare(
  select: (value: unknown) => unknown,
  operator: string,
  operand: string,
  pattern: string,
): Test {
  const text = operand.startsWith('"') ? (JSON.parse(operand) as string) : operand;
  const number = Number(text);
  const wildcard = new RegExp(`^${text.split('*').map(literal).join('.*')}$`, 's');
  const equals = (found: unknown): boolean =>
    typeof found === 'number' ? found === number : typeof found === 'string' && wildcard.test(found);
  const tests: Record<string, (found: unknown) => boolean> = {
    '=': equals,
    '!=': (found) => found !== undefined && !equals(found),
    '<': (found) => typeof found === 'number' && found < number,
    '>': (found) => typeof found === 'number' && found > number,
    '<=': (found) => typeof found === 'number' && found <= number,
    '>=': (found) => typeof found === 'number' && found >= number,
  };
  const test = tests[operator];
  if (test === undefined) throw unknownSyntax(pattern);
  return (value) => test(select(value));
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
