/** A copy of a value without one optional property: absent is not the same as undefined here. */
export function without<T extends object, K extends keyof T>(
  value: T,
  key: K,
): Omit<T, K> & { [P in K]?: never } {
  const { [key]: _gone, ...rest } = value;
  return rest as Omit<T, K> & { [P in K]?: never };
}
