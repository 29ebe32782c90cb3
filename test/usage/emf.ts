/**
 * Checks a line against CloudWatch's embedded metric format, from its specification: one JSON object; `_aws` with a
 * timestamp in ms and directives; each with a namespace, dimension sets of at most 30 names, at most 100 metrics;
 * every dimension a text and every metric a number on the root; units from CloudWatch's list; no more than 1 MB.
 */

const UNITS = ['Seconds', 'Microseconds', 'Milliseconds', 'Bytes', 'Percent', 'Count', 'None'];

interface Directive {
  readonly Namespace: unknown;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
}

/** What the specification would object to; empty when nothing. */
export function emfProblems(line: string): string[] {
  const root = JSON.parse(line);
  const problems =
    Object.keys(root._aws ?? {})
      .sort()
      .join() === 'CloudWatchMetrics,Timestamp'
      ? []
      : ['_aws'];
  if (!Number.isInteger(root._aws?.Timestamp)) problems.push('Timestamp');
  if (Buffer.byteLength(line) > 1024 * 1024 || line.includes('\n')) problems.push('line');
  return [...problems, ...directivesOf(root).flatMap((directive) => directiveProblems(root, directive))];
}

/** Metrics of a line with their values and units. */
export function metricsOf(line: string): Record<string, { value: unknown; unit: string }> {
  const root = JSON.parse(line);
  const metrics = directivesOf(root).flatMap(({ Metrics }) => Metrics);
  return Object.fromEntries(metrics.map(({ Name, Unit }) => [Name, { value: root[Name], unit: Unit }]));
}

function directivesOf(root: { _aws?: { CloudWatchMetrics?: Directive[] } }): Directive[] {
  return root._aws?.CloudWatchMetrics ?? [];
}

function directiveProblems(
  root: Record<string, unknown>,
  { Namespace, Dimensions, Metrics }: Directive,
): string[] {
  const dimensions = Dimensions.flat();
  return [
    ...(typeof Namespace === 'string' && /^[\w./#:-]{1,1024}$/.test(Namespace) ? [] : ['Namespace']),
    ...(Dimensions.length > 0 && Dimensions.every((set) => set.length <= 30) ? [] : ['Dimensions']),
    ...dimensions.filter((name) => typeof root[name] !== 'string' || root[name] === ''),
    ...(Metrics.length > 0 && Metrics.length <= 100 ? [] : ['Metrics']),
    ...Metrics.filter(({ Name }) => !/^.{1,1024}$/.test(Name) || !Number.isFinite(root[Name])).map(
      (m) => m.Name,
    ),
    ...Metrics.filter(({ Unit }) => !UNITS.includes(Unit)).map(({ Unit }) => Unit),
    ...(new Set(Metrics.map(({ Name }) => Name)).size === Metrics.length ? [] : ['a metric twice']),
  ];
}
