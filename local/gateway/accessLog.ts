/** Access log lines in the format of the stage: `$context.…` variables filled in. */

/** Values of the context variables of one request. */
export type AccessContext = Readonly<Record<string, string | number>>;

/** Fills in a format; a variable without a value becomes `-`, and a line stays one line. */
export function accessLine(format: string, context: AccessContext): string {
  return format.replace(/\$context\.([\w.]+)/g, (_whole, name: string) =>
    escaped(String(context[name] ?? '-')),
  );
}

function escaped(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
