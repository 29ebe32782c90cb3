/** Resolves CloudFormation's intrinsic functions. Pure: what a name means comes from the scope. */

/** What references in one stack mean. */
export interface Scope {
  /** Value of `Ref` for a parameter, pseudo parameter or resource. */
  ref(name: string): unknown;
  /** Value of `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string): unknown;
  /** Value of `Fn::ImportValue`. */
  exported(name: string): unknown;
  /** Raw expression of a named condition. */
  condition(name: string): unknown;
  /** Entry of a mapping. */
  mapping(map: string, first: string, second: string): unknown;
}

/** Marks `{Ref: 'AWS::NoValue'}`: the property counts as absent. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/**
 * Replaces every intrinsic function in `value`, depth first.
 * @throws Error for a function that the local city does not know, rather than passing it on unread.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((each) => resolve(each, scope)).filter((each) => each !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isIntrinsic(only[0]))
    return evaluate(only[0], only[1], scope);
  const resolved = entries.map(([key, each]) => [key, resolve(each, scope)] as const);
  return Object.fromEntries(resolved.filter(([, each]) => each !== NO_VALUE));
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function evaluate(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) {
    throw new Error(
      `The template uses ${name}, which the local city cannot resolve. Teach it in local/template/resolve.ts.`,
    );
  }
  return intrinsic(argument, scope);
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(String(argument)),
  'Fn::GetAtt': (argument, scope) => {
    const [id, ...path] = typeof argument === 'string' ? argument.split('.') : list(argument, scope);
    return scope.attribute(String(id), path.map(String).join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, scope);
    return list(parts, scope).map(text).join(text(separator));
  },
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::Select': (argument, scope) => {
    const [index, items] = list(argument, scope);
    return list(items, scope)[Number(index)];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = list(argument, scope);
    return text(source).split(text(separator));
  },
  'Fn::ImportValue': (argument, scope) => scope.exported(text(resolve(argument, scope))),
  'Fn::Base64': (argument, scope) => Buffer.from(text(resolve(argument, scope))).toString('base64'),
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, scope).map(text);
    return scope.mapping(map ?? '', first ?? '', second ?? '');
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = argument as readonly unknown[];
    return resolve(holds({ Condition: condition }, scope) ? yes : no, scope);
  },
  'Fn::GetAZs': (_argument, scope) =>
    ['a', 'b', 'c'].map((zone) => `${text(scope.ref('AWS::Region'))}${zone}`),
};

/** Value of a condition expression. */
export function holds(expression: unknown, scope: Scope): boolean {
  const [name, argument] = Object.entries(expression as Record<string, unknown>)[0] ?? ['', undefined];
  const parts = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
  if (name === 'Condition') return holds(scope.condition(String(argument)), scope);
  if (name === 'Fn::And') return parts.every((part) => holds(part, scope));
  if (name === 'Fn::Or') return parts.some((part) => holds(part, scope));
  if (name === 'Fn::Not') return !holds(parts[0], scope);
  const [left, right] = parts.map((part) => resolve(part, scope));
  return text(left) === text(right);
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = resolve(variables, scope) as Record<string, unknown>;
  return String(template).replace(/\$\{([^}]+)\}/g, (_whole, raw: string) => {
    if (raw.startsWith('!')) return `\${${raw.slice(1)}}`;
    const name = raw.trim();
    if (name in own) return text(own[name]);
    const [id, ...path] = name.split('.');
    return text(path.length > 0 ? scope.attribute(id ?? '', path.join('.')) : scope.ref(name));
  });
}

function list(argument: unknown, scope: Scope): unknown[] {
  const resolved = resolve(argument, scope);
  return Array.isArray(resolved) ? resolved : [resolved];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
